/// The fields of one record of CSV (RFC 4180) or TSV, fed line by line.
///
/// A quote means something at the start of a field only. What follows the closing quote is taken as
/// it is, as spreadsheets do.
struct DelimitedRecord {
  let delimiter: UInt8
  /// Whether a quoted field may hold line ends. In TSV it may not: there a lone quote is common,
  /// and would swallow the rest of the file.
  let quotesSpanLines: Bool

  /// The fields, one after the other.
  private(set) var bytes: [UInt8] = []
  /// Where each field ends in ``bytes``.
  private(set) var ends: [Int] = []
  private var isInQuotes = false

  /// A record with more fields is damaged; the rest of its line is left out.
  static let maximumFieldCount = 4096

  init(delimiter: UInt8, quotesSpanLines: Bool) {
    self.delimiter = delimiter
    self.quotesSpanLines = quotesSpanLines
  }

  var isBlank: Bool { ends.count <= 1 && bytes.isEmpty }

  /// The field at `index` of a complete record.
  func field(_ index: Int) -> String {
    let start = index == 0 ? 0 : ends[index - 1]
    return String(repairing: bytes.span.extracting(start..<ends[index]))
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    isInQuotes = false
  }

  /// Takes the next line, without its end, and says whether the record is complete.
  mutating func feed(_ line: Span<UInt8>) -> Bool {
    var position = 0
    if isInQuotes {
      bytes.append(UInt8(ascii: "\n"))
    } else {
      openField(line, &position)
    }
    while true {
      if isInQuotes {
        let quote = ByteScan.index(of: UInt8(ascii: "\""), in: line, from: position)
        bytes.append(copying: line.extracting(position..<quote))
        if quote == line.count { return false }
        position = quote + 1
        if position < line.count, line[position] == UInt8(ascii: "\"") {
          bytes.append(UInt8(ascii: "\""))
          position += 1
        } else {
          isInQuotes = false
        }
        continue
      }
      let end = ByteScan.index(of: delimiter, in: line, from: position)
      bytes.append(copying: line.extracting(position..<end))
      ends.append(bytes.count)
      if end == line.count || ends.count >= Self.maximumFieldCount { return true }
      position = end + 1
      openField(line, &position)
    }
  }

  private mutating func openField(_ line: Span<UInt8>, _ position: inout Int) {
    guard position < line.count, line[position] == UInt8(ascii: "\"") else { return }
    guard quotesSpanLines || closesQuote(line, from: position + 1) else { return }
    isInQuotes = true
    position += 1
  }

  /// Whether a quoted field ends in this line, right before a delimiter or the line's end.
  private func closesQuote(_ line: Span<UInt8>, from start: Int) -> Bool {
    var position = start
    while true {
      position = ByteScan.index(of: UInt8(ascii: "\""), in: line, from: position)
      guard position < line.count else { return false }
      position += 1
      if position == line.count { return true }
      if line[position] == UInt8(ascii: "\"") {
        position += 1
      } else {
        return line[position] == delimiter
      }
    }
  }
}
