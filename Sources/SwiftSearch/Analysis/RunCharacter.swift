/// A character of a run, folded, with the marks that belong to it.
struct RunCharacter {
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
  mutating func begin(with folded: UInt32, _ scratch: inout ByteScratch) {
    base = folded
    end += scratch.store(scalar: folded, at: end)
  }

  /// Takes a vowel or a last consonant into the syllable. Returns whether it could.
  @inline(never)
  mutating func join(_ jamo: UInt32, _ scratch: inout ByteScratch) -> Bool {
    guard let composed = CharacterComposition.compose(base, jamo) else { return false }
    end = start + scratch.store(scalar: composed, at: start)
    base = composed
    return true
  }

  @inline(never)
  mutating func append(mark: UInt32, _ scratch: inout ByteScratch) {
    if join(mark, &scratch) { return }
    if end - start + 4 <= TextAnalyzer.characterLimit {
      end += scratch.store(scalar: mark, at: end)
    }
    base = 0
  }
}
