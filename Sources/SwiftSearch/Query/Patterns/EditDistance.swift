/// Finds the terms that are a few edits away from a word.
///
/// The automaton of Wu and Manber, "Fast Text Searching Allowing Errors" (1992), where neighbours
/// may change places too; no part of a term is edited twice. A state has a bit for each number of
/// characters of the word that what was read may stand for, with no, one and two edits.
struct EditDistance: TermAutomaton {
  /// Longer words are not edited.
  static let longestWord = 31
  static let mostEdits = 2

  private let word: [UInt32]
  private let edits: Int
  /// The bits of all numbers of characters.
  private let all: UInt32
  /// For each ASCII character, the bits of the numbers of characters that end with it.
  private let ends: [UInt32]

  /// - Parameters:
  ///   - word: of 1 to ``longestWord`` characters.
  ///   - edits: how many there may be.
  init?(_ word: [UInt32], edits: Int) {
    guard (1...Self.longestWord).contains(word.count) else { return nil }
    self.word = word
    self.edits = min(max(edits, 0), Self.mostEdits)
    all = UInt32.max >> UInt32(Self.longestWord - word.count)
    var ends = [UInt32](repeating: 0, count: 128)
    for (index, scalar) in word.enumerated() where scalar < 128 {
      ends[Int(scalar)] |= 1 << UInt32(index + 1)
    }
    self.ends = ends
  }

  struct State {
    /// Without an edit, with one at most and with two at most.
    fileprivate var (none, one, two): (UInt32, UInt32, UInt32)
    /// What is waiting for the other one of two neighbours that changed places, by how many edits
    /// there are with this one.
    fileprivate var (waitingOne, waitingTwo): (UInt32, UInt32) = (0, 0)

    fileprivate init(_ none: UInt32, _ one: UInt32, _ two: UInt32) {
      (self.none, self.one, self.two) = (none, one, two)
    }
  }

  var start: State { State(1, 0b11 & all, 0b111 & all) }

  @inline(__always)
  private func ends(in scalar: UInt32) -> UInt32 {
    if scalar < 128 { return ends[Int(scalar)] }
    var bits: UInt32 = 0
    for index in word.indices where word[index] == scalar { bits |= 1 << UInt32(index + 1) }
    return bits
  }

  @inline(__always)
  func state(after state: State, reading scalar: UInt32) -> State? {
    let ends = ends(in: scalar)
    var next = State(state.none &<< 1 & ends, 0, 0)
    guard edits > 0 else { return next.none == 0 ? nil : next }
    // A character more, another one, one less, and the second one of two that changed places.
    next.one = state.one &<< 1 & ends | state.none | state.none &<< 1 | next.none &<< 1
    next.one = (next.one | (state.waitingOne &<< 1 & ends) &<< 1) & all
    next.waitingOne = state.none & ends &>> 2
    guard edits > 1 else { return next.one == 0 ? nil : next }
    next.two = state.two &<< 1 & ends | state.one | state.one &<< 1 | next.one &<< 1
    next.two = (next.two | (state.waitingTwo &<< 1 & ends) &<< 1) & all
    next.waitingTwo = state.one & ends &>> 2
    return next.two == 0 ? nil : next
  }

  /// What may still become a match.
  @inline(__always)
  private func row(of state: State) -> UInt32 {
    edits == 0 ? state.none : edits == 1 ? state.one : state.two
  }

  func distance(at state: State) -> Int? {
    let end: UInt32 = 1 &<< UInt32(word.count)
    if state.none & end != 0 { return 0 }
    if edits >= 1, state.one & end != 0 { return 1 }
    return edits >= 2 && state.two & end != 0 ? 2 : nil
  }

  func next(from state: State, atLeast scalar: UInt32) -> UInt32? {
    if edits == 2 && state.one != 0 || edits == 1 && state.none != 0 { return scalar }
    var places = row(of: state)
    if edits == 1 { places |= state.waitingOne }
    if edits == 2 { places |= state.waitingTwo }
    // The one behind the last character stands for no further one.
    places &= all &>> 1
    var least: UInt32?
    while places != 0 {
      let next = word[places.trailingZeroBitCount]
      if next >= scalar { least = min(least ?? next, next) }
      places &= places &- 1
    }
    return least
  }
}
