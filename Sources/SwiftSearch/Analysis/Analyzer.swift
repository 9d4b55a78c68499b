/// Cuts text into terms in a way of your own, in place of ``AnalysisOptions``.
///
/// Give it to the writer, in ``WriterOptions/analyzer``, and to every ``SearchIndex`` that opens
/// what was written: the index records the identifier, and does not open without its analyzer.
/// Queries are cut by it too. It is called from several threads at a time.
public protocol Analyzer: Sendable {
  /// The name and the version of the analyzer. When the terms of any text change, so must this.
  var identifier: String { get }

  /// The tokens of a text, in ascending order of their positions.
  func tokens(of text: String) -> [AnalyzerToken]
}

/// A term of a text, and where it stands there.
public struct AnalyzerToken: Sendable, Equatable {
  /// What is looked for. Terms of more than 255 bytes of UTF-8 are cut, empty ones left out.
  public var term: String
  /// Which word of the text it is, from 0. Several tokens may have the same position.
  public var position: Int
  /// Where it stands in the text, in bytes of UTF-8, for highlights.
  public var range: Range<Int>

  public init(term: String, position: Int, range: Range<Int>) {
    self.term = term
    self.position = position
    self.range = range
  }
}

extension TextAnalyzer {
  /// Hands on the tokens of a supplied analyzer. What it got wrong about places is put right, since
  /// it must not harm an index.
  @inline(never)
  func analyze<Sink: TokenSink & ~Copyable>(
    _ text: Span<UInt8>, with analyzer: any Analyzer, from position: UInt32,
    into sink: inout Sink
  ) -> TextExtent {
    var extent = TextExtent(nextPosition: position, length: 0)
    var last = 0
    for token in analyzer.tokens(of: String(repairing: text)) {
      let term = Self.prefix(of: token.term)
      guard !term.isEmpty else { continue }
      last = max(last, min(token.position, Int(Int32.max)))
      sink.receive(
        term.span, kind: .word, position: position &+ UInt32(last),
        source: Self.boundary(
          token.range.lowerBound, text)..<max(
            Self.boundary(token.range.lowerBound, text),
            Self.boundary(token.range.upperBound, text)))
      extent.nextPosition = position &+ UInt32(last) &+ 1
      extent.length &+= 1
    }
    return extent
  }

  private static func prefix(of term: String) -> [UInt8] {
    var bytes = Array(term.utf8.prefix(termLimit + 1))
    if bytes.count > termLimit {
      while let byte = bytes.popLast(), byte & 0xC0 == 0x80 {}
    }
    return bytes
  }

  /// The last boundary between scalars at or before `offset`.
  private static func boundary(_ offset: Int, _ text: Span<UInt8>) -> Int {
    var offset = max(0, min(offset, text.count))
    while offset > 0, offset < text.count, text[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }
}
