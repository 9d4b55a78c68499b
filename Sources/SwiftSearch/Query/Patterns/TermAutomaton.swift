/// Reads terms character by character and says which ones are meant.
protocol TermAutomaton {
  associatedtype State

  var start: State { get }

  /// The state after one more character; `nil` when no term that goes on so is meant.
  func state(after state: State, reading scalar: UInt32) -> State?

  /// How far a term that ends here is from what is meant, 0 for a perfect match; `nil` when it is
  /// not meant.
  func distance(at state: State) -> Int?
}

/// Runs an automaton over terms in ascending order, and reads what they begin with alike once.
struct TermScan<Automaton: TermAutomaton> {
  private let automaton: Automaton
  /// The bytes that the states below were reached with.
  private var read: [UInt8] = []
  /// The state after each character, with how many bytes were read then.
  private var states: [(state: Automaton.State, end: Int)]

  init(_ automaton: Automaton) {
    self.automaton = automaton
    states = [(automaton.start, 0)]
  }

  enum Outcome: Equatable {
    /// The term is meant.
    case match(distance: Int)
    /// It is not, but one that begins with it may be.
    case miss
    /// No term is meant that begins with so many of its bytes.
    case dead(prefix: Int)
  }

  mutating func look(at term: Span<UInt8>) -> Outcome {
    var common = 0
    while common < min(read.count, term.count), read[common] == term[common] { common += 1 }
    while let last = states.last, last.end > common { states.removeLast() }
    var (state, end) = states[states.count - 1]
    read.removeSubrange(end...)
    let bytes = TextBytes(term)
    while end < term.count {
      // Bytes that are not UTF-8 are in no pattern.
      guard let scalar = bytes.scalar(at: end) else { return .dead(prefix: end + 1) }
      let next = end + scalar.length
      guard let reached = automaton.state(after: state, reading: scalar.value) else {
        return .dead(prefix: next)
      }
      for index in end..<next { read.append(term[index]) }
      (state, end) = (reached, next)
      states.append((state, end))
    }
    return automaton.distance(at: state).map { .match(distance: $0) } ?? .miss
  }
}
