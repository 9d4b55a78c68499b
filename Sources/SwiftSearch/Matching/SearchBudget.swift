/// How much work may be done until it is asked again whether a search should end.
///
/// To look at the clock takes longer than many a step of a search, so it is done now and then only.
struct SearchBudget {
  /// About how much work is done in between, in microseconds.
  private static let interval = 64

  private let signal: StopSignal?
  private var left = 0
  /// Whether the search should end. It was then not finished.
  private(set) var isOver = false

  init(_ signal: StopSignal?) {
    self.signal = signal
  }

  /// - Parameter work: about how many microseconds the next step takes.
  /// - Returns: whether the step may be done.
  @inline(__always)
  mutating func allows(_ work: Int) -> Bool {
    guard let signal else { return true }
    left -= work
    return left >= 0 || allowsMore(signal)
  }

  @inline(never)
  private mutating func allowsMore(_ signal: StopSignal) -> Bool {
    left = Self.interval
    isOver = isOver || signal.isRaised
    return !isOver
  }
}
