/// The characters of one script at the end of a run, which may be a term as a whole.
struct WholeRun {
  enum Script: UInt8 {
    case other, hiragana, katakana, hangul

    @inline(__always)
    init(_ entry: CharacterEntry, _ value: UInt32, after previous: Script) {
      if entry.isOf(.han) {
        self = .other
      } else if entry.isOf(.hiragana) || value == Self.longMark && previous == .hiragana {
        // The long mark belongs to the kana before it.
        self = .hiragana
      } else if entry.isOf(.katakana) {
        self = .katakana
      } else {
        self = .hangul
      }
    }

    private static let longMark: UInt32 = 0x30FC
  }

  /// Where it begins in the scratch memory, in the text, and its first position.
  var start: Int
  var source: Int
  var position: UInt32
  var script: Script
  var count: UInt32 = 0

  @inline(__always)
  init(start: Int, source: Int, position: UInt32, script: Script = .other) {
    self.start = start
    self.source = source
    self.position = position
    self.script = script
  }

  /// Whether it is neither a pair, which is a term already, nor too long to be looked for.
  @inline(__always)
  func isTerm(end: Int) -> Bool {
    guard count >= 3, script.rawValue >= Script.katakana.rawValue else { return false }
    return count <= (script == .katakana ? 24 : 16) && end &- start < TextAnalyzer.termLimit
  }

  /// Hands it on. The byte before it in the scratch memory must not be needed any more.
  @inline(__always)
  func send<Sink: TokenSink & ~Copyable>(
    to sink: inout Sink, scratch: inout ByteScratch, end: Int, sourceEnd: Int
  ) {
    scratch.store(byte: TokenKind.wholeRunPrefix, at: start &- 1)
    sink.receive(
      scratch.span(from: start &- 1, to: end), kind: .whole, position: position,
      source: source..<sourceEnd)
  }
}
