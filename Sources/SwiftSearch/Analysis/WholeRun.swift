/// The katakana or Hangul at the end of a run, which may be a term as a whole.
struct WholeRun {
  /// What it is made of.
  enum Script {
    /// Han or hiragana, of which no whole runs are made.
    case other, katakana, hangul

    private static let longMark: UInt32 = 0x30FC

    /// The script of a character; the long mark belongs to the kana before it.
    @inline(__always)
    init(_ entry: CharacterEntry, _ value: UInt32, afterHiragana: Bool) {
      // Kept to one jump that is foreseen: scripts change at every other character of Japanese.
      if entry.classNumber < CharacterClass.katakana.rawValue {
        self = .other
      } else if entry.isOf(.katakana) {
        self = afterHiragana && value == Self.longMark ? .other : .katakana
      } else {
        self = .hangul
      }
    }
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

  /// Whether it is more than a pair, which is a term already, in a script with whole runs.
  var isLong: Bool {
    @inline(__always) get { count >= 3 && script != .other }
  }

  /// Whether it is not too long to be looked for either.
  func isTerm(end: Int) -> Bool {
    isLong && count <= (script == .katakana ? 24 : 16) && end - start < TextAnalyzer.termLimit
  }

  /// Hands it on. The byte before it in the scratch memory must not be needed any more.
  func send<Sink: TokenSink & ~Copyable>(
    to sink: inout Sink, scratch: inout ByteScratch, end: Int, sourceEnd: Int
  ) {
    scratch.store(byte: TokenKind.wholeRunPrefix, at: start - 1)
    sink.receive(
      scratch.span(from: start - 1, to: end), kind: .whole, position: position,
      source: source..<sourceEnd)
  }
}
