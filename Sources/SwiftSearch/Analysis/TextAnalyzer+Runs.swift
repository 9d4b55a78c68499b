extension TextAnalyzer {
  /// Hands on the run of Han, kana and Hangul that `cursor` is at the beginning of.
  @inline(never)
  func analyzeRun<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, _ cursor: inout FoldingCursor, _ table: CharacterTable,
    scratch: inout AnalysisScratch, extent: inout TextExtent, into sink: inout Sink
  ) {
    let addsWholeRuns = options.addsWholeRuns
    let first = extent.nextPosition
    var character = RunCharacter(start: AnalysisScratch.start, source: cursor.start)
    var previous = character
    var whole = WholeRun(start: character.start, source: cursor.start, position: first)
    var count: UInt32 = 0
    var end = cursor.start
    var isUnspaced = false
    while true {
      let entry = cursor.entry
      if entry.isPlainRun || entry.isOf(.jamo) && !character.join(cursor.value, in: &scratch.bytes)
      {
        // Only now are all marks of the character before this one known.
        if count > 1 {
          sink.receive(
            scratch.bytes.span(from: previous.start, to: character.end), kind: .bigram,
            position: first &+ count &- 2, source: previous.source..<end)
        }
        let script = WholeRun.Script(entry, cursor.value, after: whole.script)
        if script != whole.script {
          if addsWholeRuns, whole.isTerm(end: character.end) {
            whole.send(to: &sink, scratch: &scratch.bytes, end: character.end, sourceEnd: end)
          }
          whole = WholeRun(
            start: character.end, source: cursor.start, position: first &+ count, script: script)
        }
        whole.count &+= 1
        if character.end > AnalysisScratch.runLimit {
          Self.startOver(&character, &whole, in: &scratch.bytes)
        }
        previous = character
        character = RunCharacter(start: previous.end, source: cursor.start)
        character.begin(with: cursor.value, in: &scratch.bytes)
        count &+= 1
        isUnspaced = entry.isUnspaced
      } else if entry.isOf(.mark) {
        character.append(mark: cursor.value, in: &scratch.bytes)
      } else if !entry.isOf(.jamo), !entry.isOf(.ignorable), !entry.isOf(.zeroWidthSpace) {
        guard isUnspaced, options.bridgesLines, cursor.value == 0x0A || cursor.value == 0x0D,
          let next = LineBridge.end(bytes, at: cursor.start, table)
        else { break }
        cursor = next
        continue
      }
      end = cursor.end
      cursor.advance(bytes, table)
    }
    if count > 1 {
      sink.receive(
        scratch.bytes.span(from: previous.start, to: character.end), kind: .bigram,
        position: first &+ count &- 2, source: previous.source..<end)
    }
    sink.receive(
      scratch.bytes.span(from: character.start, to: character.end),
      kind: count > 1 ? .runEnd : .single,
      position: first &+ count &- 1, source: character.source..<end)
    if addsWholeRuns, whole.isTerm(end: character.end) {
      whole.send(to: &sink, scratch: &scratch.bytes, end: character.end, sourceEnd: end)
    }
    extent.add(positions: count)
  }

  /// Makes room in the scratch memory, for the run goes on.
  @inline(never)
  private static func startOver(
    _ character: inout RunCharacter, _ whole: inout WholeRun, in scratch: inout ByteScratch
  ) {
    if character.end - whole.start > termLimit { whole.start = character.start }
    let from = min(whole.start, character.start)
    let shift = from - AnalysisScratch.start
    scratch.move(from..<character.end, to: AnalysisScratch.start)
    character.start -= shift
    character.end -= shift
    whole.start -= shift
  }
}

/// A character of a run, folded, with the marks that belong to it.
private struct RunCharacter {
  /// Where its bytes begin and end in the scratch memory.
  var start: Int
  var end: Int
  /// Where it begins in the text.
  var source: Int
  /// The folded character that a mark may be composed with, 0 once it has another mark.
  private var base: UInt32 = 0

  @inline(__always)
  init(start: Int, source: Int) {
    self.start = start
    self.end = start
    self.source = source
  }

  @inline(__always)
  mutating func begin(with folded: UInt32, in scratch: inout ByteScratch) {
    base = folded
    end += scratch.store(scalar: folded, at: end)
  }

  /// Takes a vowel or a last consonant into the syllable. Returns whether it could.
  @inline(never)
  mutating func join(_ jamo: UInt32, in scratch: inout ByteScratch) -> Bool {
    guard let composed = CharacterComposition.compose(base, jamo) else { return false }
    end = start + scratch.store(scalar: composed, at: start)
    base = composed
    return true
  }

  @inline(never)
  mutating func append(mark: UInt32, in scratch: inout ByteScratch) {
    if join(mark, in: &scratch) { return }
    if end - start + 4 <= TextAnalyzer.characterLimit {
      end += scratch.store(scalar: mark, at: end)
    }
    base = 0
  }
}
