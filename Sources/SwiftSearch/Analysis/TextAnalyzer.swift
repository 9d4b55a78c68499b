/// Cuts text into terms: words, and the pairs of characters in runs of Han, kana and Hangul.
///
/// The text is UTF-8 from anywhere; what is not well-formed separates words like a space. Every
/// token is handed on as soon as it is found, and memory does not grow with the text.
struct TextAnalyzer: Sendable {
  /// The longest term in bytes; longer words are cut, never dropped.
  static let termLimit = 255
  /// The most bytes that a character of a run takes with its marks; two fit in a term.
  static let characterLimit = 127

  let options: AnalysisOptions

  init(options: AnalysisOptions = AnalysisOptions()) {
    self.options = options
  }

  /// What an index records of this analyzer.
  var description: AnalyzerDescription {
    AnalyzerDescription(options: options, tableVersion: CharacterTableData.version)
  }

  /// The table for `options`, decoded when the first text that is not ASCII asks for it.
  var table: CharacterTable {
    options.splitsCJK ? .scripts : .words
  }

  /// Hands the tokens of `text` to `sink`, in the order of their positions.
  ///
  /// - Parameters:
  ///   - text: UTF-8, valid or not.
  ///   - position: the position of the first token.
  ///   - scratch: memory to work in.
  ///   - sink: what takes the tokens.
  func analyze<Sink: TokenSink & ~Copyable>(
    _ text: Span<UInt8>, from position: UInt32 = 0, scratch: inout AnalysisScratch,
    into sink: inout Sink
  ) -> TextExtent {
    let bytes = TextBytes(text)
    var extent = TextExtent(nextPosition: position, length: 0)
    var offset = 0
    while offset < bytes.count {
      let chunk = ASCIIChunk(bytes.eight(at: offset))
      let letters = chunk.wordCount
      if letters == 0 {
        let breaks = chunk.breakCount
        offset += breaks
        if breaks == 0 {
          offset = analyzeWide(
            bytes, at: offset, scratch: &scratch, extent: &extent, into: &sink)
        }
      } else if letters < 8, chunk.isASCII(at: letters) {
        // Most words of English end here. The byte after the word is no part of any other.
        scratch.bytes.store(eight: chunk.lowercased, at: 0)
        sink.receive(
          scratch.bytes.span(from: 0, to: letters), kind: .word,
          position: extent.nextPosition, source: offset..<offset + letters)
        extent.add(positions: 1)
        offset += letters + 1
      } else {
        offset = analyzeWord(bytes, at: offset, scratch: &scratch, extent: &extent, into: &sink)
      }
    }
    return extent
  }

  /// Hands the tokens of `text` to `sink`, in the order of their positions.
  func analyze<Sink: TokenSink & ~Copyable>(
    _ text: String, from position: UInt32 = 0, scratch: inout AnalysisScratch,
    into sink: inout Sink
  ) -> TextExtent {
    analyze(text.utf8.span, from: position, scratch: &scratch, into: &sink)
  }

  /// Analyzes what begins with the byte at `start`, which is not ASCII: a word, a run, or one
  /// character that is neither. Returns where it ends.
  @inline(__always)
  private func analyzeWide<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, at start: Int, scratch: inout AnalysisScratch,
    extent: inout TextExtent, into sink: inout Sink
  ) -> Int {
    guard let first = bytes.scalar(at: start) else { return start + 1 }
    let entry = table[first.value]
    if entry.isRun {
      return analyzeRun(bytes, at: start, scratch: &scratch, extent: &extent, into: &sink)
    }
    if entry.isOf(.word) {
      return analyzeWord(bytes, at: start, scratch: &scratch, extent: &extent, into: &sink)
    }
    return start + first.length
  }
}
