import SwiftSearch

/// A piece of a text that is a match, or is not.
struct TextRun: Equatable {
  var text: String
  var isMatch: Bool
}

/// Cuts snippets at the edges of their matches.
enum SnippetPainter {
  /// The runs of `snippet`, made safe. Ranges that do not fit the text are clamped to it.
  static func runs(of snippet: Snippet) -> [TextRun] {
    let bytes = Array(snippet.text.utf8)
    var runs: [TextRun] = []
    var position = 0
    func append(upTo end: Int, isMatch: Bool) {
      guard end > position else { return }
      let text = String(decoding: bytes[position..<end], as: UTF8.self)
      runs.append(TextRun(text: SafeText.make(text), isMatch: isMatch))
      position = end
    }
    for range in snippet.highlights {
      append(upTo: min(range.lowerBound, bytes.count), isMatch: false)
      append(upTo: min(range.upperBound, bytes.count), isMatch: true)
    }
    append(upTo: bytes.count, isMatch: false)
    return runs
  }

  /// The snippet with its matches between « and ».
  static func marked(_ snippet: Snippet) -> String {
    runs(of: snippet).map { $0.isMatch ? "«\($0.text)»" : $0.text }.joined()
  }

  /// The runs with the marks as text of their own, for a terminal without colour.
  static func marking(_ runs: [TextRun]) -> [TextRun] {
    runs.map { TextRun(text: $0.isMatch ? "«\($0.text)»" : $0.text, isMatch: false) }
  }
}
