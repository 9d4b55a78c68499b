/// Reads terms character by character and says which ones are meant.
protocol TermAutomaton {
  associatedtype State

  var start: State { get }

  /// The state after one more character; `nil` when no term that goes on so is meant.
  func state(after state: State, reading scalar: UInt32) -> State?

  /// How far a term that ends here is from what is meant, 0 for a perfect match; `nil` when it is
  /// not meant.
  func distance(at state: State) -> Int?

  /// A number that the first character from `scalar` on, with which a term that is meant may go on,
  /// is not below; `nil` when there is none.
  func next(from state: State, atLeast scalar: UInt32) -> UInt32?
}

extension TermAutomaton {
  func next(from state: State, atLeast scalar: UInt32) -> UInt32? { scalar }
}

/// Says of terms in ascending order which of them are meant.
protocol TermFilter {
  /// - Parameter common: with how many bytes the term begins that the one before began with too.
  mutating func look(at term: Span<UInt8>, sharing common: Int) -> TermOutcome

  /// What the terms begin with that may be meant, behind a term that was looked at last and ruled
  /// others out, or something before it; `nil` when there are none. See ``TermIndex/prefix(of:)``.
  func start(behind term: Span<UInt8>) -> UInt64?
}

/// What a look at a term says.
enum TermOutcome: Equatable {
  /// The term is meant.
  case match(distance: Int)
  /// It is not, but one that begins with it may be.
  case miss
  /// No term is meant that begins with so many of its bytes, nor one that begins with so few as
  /// `place` and goes on with a byte below `least`.
  case dead(prefix: Int, place: Int, least: UInt8)
}

/// Runs an automaton over terms in ascending order, and reads what they begin with alike once.
struct TermScan<Automaton: TermAutomaton>: TermFilter {
  private let automaton: Automaton
  /// The state after each character, with how many bytes were read then, and behind them what is
  /// left of terms before.
  private var states: [(state: Automaton.State, end: Int)]
  /// Which of them is that after the last character that was read.
  private var last = 0

  init(_ automaton: Automaton) {
    self.automaton = automaton
    states = [(automaton.start, 0)]
  }

  mutating func look(at term: Span<UInt8>, sharing common: Int) -> TermOutcome {
    while last > 0, states[last].end > common { last -= 1 }
    var (state, end) = states[last]
    let bytes = TextBytes(term)
    while end < term.count {
      let byte = term[end]
      var (scalar, next) = (UInt32(byte), end + 1)
      if byte >= 0x80 {
        // Bytes that are not UTF-8 are in no pattern.
        guard let decoded = bytes.scalar(at: end) else {
          return .dead(prefix: end + 1, place: end, least: 0)
        }
        (scalar, next) = (decoded.value, end + decoded.length)
      }
      guard let reached = automaton.state(after: state, reading: scalar) else {
        let least = automaton.next(from: state, atLeast: scalar + 1)
        return .dead(prefix: next, place: end, least: least.map(firstByte) ?? .max)
      }
      (state, end) = (reached, next)
      last += 1
      if last < states.count {
        states[last] = (state, end)
      } else {
        states.append((state, end))
      }
    }
    return automaton.distance(at: state).map { .match(distance: $0) } ?? .miss
  }

  func start(behind term: Span<UInt8>) -> UInt64? {
    let bytes = TextBytes(term)
    for (state, end) in states[...last].reversed() where end < term.count {
      // What is no UTF-8 is passed over byte by byte.
      guard let read = bytes.scalar(at: end) else { return Self.prefix(of: term, end + 1) }
      guard let next = automaton.next(from: state, atLeast: read.value + 1), next <= 0x10FFFF else {
        continue
      }
      guard end < 8 else { return Self.prefix(of: term, end) }
      return Self.prefix(of: term, end) | UInt64(firstByte(next)) << UInt64(56 - 8 * end)
    }
    return nil
  }

  private static func prefix(of term: Span<UInt8>, _ count: Int) -> UInt64 {
    TermIndex.prefix(of: term.extracting(first: count))
  }
}

/// Finds the terms that begin and end with something, whatever is in between. Both are looked at
/// before.
struct AffixFilter: TermFilter {
  let shortest: Int

  func look(at term: Span<UInt8>, sharing common: Int) -> TermOutcome {
    term.count >= shortest ? .match(distance: 0) : .miss
  }

  func start(behind term: Span<UInt8>) -> UInt64? { nil }
}

/// The first byte of a character in UTF-8, or of one before it.
private func firstByte(_ scalar: UInt32) -> UInt8 {
  switch scalar {
  case ..<0x80: UInt8(scalar)
  case ..<0x800: 0xC0 | UInt8(scalar >> 6)
  case ..<0x1_0000: 0xE0 | UInt8(scalar >> 12)
  default: 0xF0 | UInt8(min(scalar >> 18, 7))
  }
}
