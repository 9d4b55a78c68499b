/// A run of Han, kana and Hangul while it is read. A character is handed on when the next one is
/// reached, since only then are all its marks known.
struct RunScan {
  private(set) var count: UInt32 = 0
  /// Where the last character that was read ends in the text, with its marks.
  var end: Int
  var character: RunCharacter
  private var previous: RunCharacter
  private var whole: WholeRun
  private var endsWithHiragana = false
  private let first: UInt32

  @inline(__always)
  init(at source: Int, position: UInt32) {
    first = position
    end = source
    character = RunCharacter(start: AnalysisScratch.start, source: source)
    previous = character
    whole = WholeRun(start: AnalysisScratch.start, source: source, position: position)
  }

  /// Whether the last character is Han or kana, which lines are wrapped between.
  var isUnspaced: Bool { whole.script != .hangul }

  /// Takes in the character `value` that begins at `source`.
  @inline(__always)
  mutating func take<Sink: TokenSink & ~Copyable>(
    _ value: UInt32, _ entry: CharacterEntry, at source: Int, _ addsWholeRuns: Bool,
    scratch: inout ByteScratch, into sink: inout Sink
  ) {
    if count > 1 { sendPair(scratch, into: &sink) }
    let script = WholeRun.Script(entry, value, afterHiragana: endsWithHiragana)
    endsWithHiragana = entry.isOf(.hiragana) || script == .other && entry.isOf(.katakana)
    if script != whole.script {
      if addsWholeRuns, whole.isLong { sendWhole(scratch: &scratch, into: &sink) }
      whole = WholeRun(
        start: character.end, source: source, position: first &+ count, script: script)
    }
    whole.count &+= 1
    if character.end > AnalysisScratch.runLimit { startOver(&scratch) }
    previous = character
    character = RunCharacter(start: previous.end, source: source)
    character.begin(with: value, &scratch)
    count &+= 1
  }

  @inline(__always)
  private func sendPair<Sink: TokenSink & ~Copyable>(
    _ scratch: borrowing ByteScratch, into sink: inout Sink
  ) {
    sink.receive(
      scratch.span(from: previous.start, to: character.end), kind: .bigram,
      position: first &+ count &- 2, source: previous.source..<end)
  }

  @inline(never)
  private func sendWhole<Sink: TokenSink & ~Copyable>(
    scratch: inout ByteScratch, into sink: inout Sink
  ) {
    guard whole.isTerm(end: character.end) else { return }
    whole.send(to: &sink, scratch: &scratch, end: character.end, sourceEnd: end)
  }

  /// Hands on what is left when the run is over.
  @inline(__always)
  mutating func finish<Sink: TokenSink & ~Copyable>(
    _ addsWholeRuns: Bool, scratch: inout ByteScratch, into sink: inout Sink
  ) {
    if count > 1 { sendPair(scratch, into: &sink) }
    sink.receive(
      scratch.span(from: character.start, to: character.end),
      kind: count > 1 ? .runEnd : .single,
      position: first &+ count &- 1, source: character.source..<end)
    if addsWholeRuns, whole.isLong { sendWhole(scratch: &scratch, into: &sink) }
  }

  /// Makes room in the scratch memory, for the run goes on.
  @inline(never)
  private mutating func startOver(_ scratch: inout ByteScratch) {
    if character.end - whole.start > TextAnalyzer.termLimit {
      // Too long for a term, whatever follows.
      whole.start = character.start
      whole.count = .max / 2
    }
    let from = min(whole.start, character.start)
    let shift = from - AnalysisScratch.start
    scratch.move(from..<character.end, to: AnalysisScratch.start)
    character.start -= shift
    character.end -= shift
    whole.start -= shift
  }
}
