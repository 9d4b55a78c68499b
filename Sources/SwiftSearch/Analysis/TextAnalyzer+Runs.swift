extension TextAnalyzer {
  /// Hands on the run of Han, kana and Hangul that begins at `start` and returns where it ends.
  @inline(never)
  func analyzeRun<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, at start: Int, scratch: inout AnalysisScratch,
    extent: inout TextExtent, into sink: inout Sink
  ) -> Int {
    let table = table
    var character = RunCharacter(start: 0, end: 0, source: start)
    var previous = character
    var count: UInt32 = 0
    var end = start
    while let scalar = bytes.scalar(at: end) {
      let entry = table[scalar.value]
      if entry.isRun {
        // Only now are all marks of the character before this one known.
        if count > 1 {
          sink.receive(
            scratch.bytes.span(from: previous.start, to: character.end), kind: .bigram,
            position: extent.nextPosition &+ count &- 2, source: previous.source..<end)
        }
        if character.end > AnalysisScratch.runLimit { character.moveToStart(of: &scratch.bytes) }
        previous = character
        character = RunCharacter(start: previous.end, end: previous.end, source: end)
        character.begin(with: entry.fold(scalar.value), in: &scratch.bytes)
        count &+= 1
      } else if entry.isOf(.break) || entry.isOf(.word) {
        break
      } else if entry.isOf(.mark) {
        character.append(mark: entry.fold(scalar.value), in: &scratch.bytes)
      }
      end += scalar.length
    }
    if count > 1 {
      sink.receive(
        scratch.bytes.span(from: previous.start, to: character.end), kind: .bigram,
        position: extent.nextPosition &+ count &- 2, source: previous.source..<end)
    }
    sink.receive(
      scratch.bytes.span(from: character.start, to: character.end),
      kind: count > 1 ? .runEnd : .single,
      position: extent.nextPosition &+ count &- 1, source: character.source..<end)
    extent.add(positions: count)
    return end
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
  init(start: Int, end: Int, source: Int) {
    self.start = start
    self.end = end
    self.source = source
  }

  @inline(__always)
  mutating func begin(with folded: UInt32, in scratch: inout ByteScratch) {
    base = folded
    end += scratch.store(scalar: folded, at: end)
  }

  @inline(never)
  mutating func append(mark: UInt32, in scratch: inout ByteScratch) {
    if let composed = CharacterComposition.compose(base, mark) {
      end = start + scratch.store(scalar: composed, at: start)
      base = composed
      return
    }
    if end - start + 4 <= TextAnalyzer.characterLimit {
      end += scratch.store(scalar: mark, at: end)
    }
    base = 0
  }

  @inline(never)
  mutating func moveToStart(of scratch: inout ByteScratch) {
    scratch.moveToStart(start..<end)
    end -= start
    start = 0
  }
}
