/// Finds the terms that are a few edits away from a word.
///
/// Each state is a row of the table of Wagner and Fischer, "The string-to-string correction
/// problem" (1974), with the row before it for transpositions; no part of a term is edited twice.
struct EditDistance: TermAutomaton {
  /// Longer words are not edited.
  static let longestWord = 31
  static let mostEdits = 2

  private let word: [UInt32]
  private let edits: UInt8

  /// - Parameters:
  ///   - word: of 1 to ``longestWord`` characters.
  ///   - edits: how many there may be.
  init?(_ word: [UInt32], edits: Int) {
    guard (1...Self.longestWord).contains(word.count) else { return nil }
    self.word = word
    self.edits = UInt8(min(max(edits, 0), Self.mostEdits))
  }

  struct State {
    /// The distance between what was read and the first characters of the word, by their number.
    fileprivate var row: SIMD32<UInt8>
    fileprivate var previousRow: SIMD32<UInt8>
    fileprivate var previousScalar: UInt32
  }

  /// More than any distance that matters, with room to add.
  private static let far: UInt8 = 100

  var start: State {
    var row = SIMD32<UInt8>(repeating: Self.far)
    for index in 0...word.count { row[index] = UInt8(index) }
    return State(row: row, previousRow: SIMD32(repeating: Self.far), previousScalar: .max)
  }

  func state(after state: State, reading scalar: UInt32) -> State? {
    var row = SIMD32<UInt8>(repeating: Self.far)
    row[0] = min(Self.far, state.row[0] &+ 1)
    var least = row[0]
    for index in 1...word.count {
      let isSame = word[index - 1] == scalar
      var distance = state.row[index - 1] &+ (isSame ? 0 : 1)
      distance = min(distance, state.row[index] &+ 1, row[index - 1] &+ 1)
      if index > 1, word[index - 2] == scalar, word[index - 1] == state.previousScalar {
        distance = min(distance, state.previousRow[index - 2] &+ 1)
      }
      row[index] = min(distance, Self.far)
      least = min(least, row[index])
    }
    guard least <= edits || state.row.min() < edits else { return nil }
    return State(row: row, previousRow: state.row, previousScalar: scalar)
  }

  func distance(at state: State) -> Int? {
    let distance = state.row[word.count]
    return distance <= edits ? Int(distance) : nil
  }
}
