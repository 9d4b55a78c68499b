/// Matches the documents whose number or date lies in a range. Adds nothing to the score.
final class RangeMatcher: Matcher {
  private let column: Column
  private let range: Range<Double>
  private let documentCount: UInt32

  init(_ column: Column, _ range: Range<Double>, documentCount: UInt32) {
    self.column = column
    self.range = range
    self.documentCount = documentCount
  }

  func nextCandidate(from target: UInt32) throws(FormatError) -> UInt32? {
    target < documentCount ? target : nil
  }

  func match(into window: DocumentWindow, scored: Bool) throws(FormatError) {
    for document in window.start..<min(window.end, documentCount) {
      if let value = try column.value(of: Int(document)), range.contains(value) {
        window.insert(document, score: 0)
      }
    }
  }
}
