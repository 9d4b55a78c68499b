/// Tells how far a check has come, and ends it on request.
final class CheckWork {
  private let stop: StopFlag?
  private let report: (CheckProgress) -> Void
  private var progress = CheckProgress()
  /// What was told last.
  private var told = 0
  /// The bytes of the segments that were read whole, and of the one at hand.
  private var (done, size) = (0, 0)
  /// What of the segment at hand was read; verifying a byte counts 1.
  private var units = 0

  /// Verifying is so many times as fast as decoding.
  private static let decodingCost = 16
  /// Nobody needs to know more often.
  private static let step = 1 << 20
  /// Sizes come from files, which may hold anything.
  private static let largestSize = 1 << 56

  /// - Parameters:
  ///   - stop: ends the work once it is raised.
  ///   - report: is told how far it has come.
  init(until stop: StopFlag? = nil, _ report: @escaping (CheckProgress) -> Void = { _ in }) {
    self.stop = stop
    self.report = report
  }

  var isStopped: Bool { stop?.isRaised == true }

  /// How many bytes the segments have that were read.
  var byteCount: Int { done }

  /// Says how many bytes each segment has.
  func begin(_ byteCounts: [Int]) {
    progress.totalByteCount = byteCounts.reduce(0) { min($0 + min($1, Self.largestSize), .max / 4) }
  }

  /// Says how many bytes the next segment has.
  func beginSegment(_ byteCount: Int) { (size, units) = (min(byteCount, Self.largestSize), 0) }

  func endSegment() {
    done = min(done + size, .max / 4)
    size = 0
    if !isStopped { tell(done) }
  }

  /// Says that so many more bytes of a segment were verified.
  ///
  /// - Returns: whether to go on.
  func hasVerified(_ byteCount: Int) -> Bool { advance(byteCount, cost: 1) }

  /// Says that so many more bytes of a segment were decoded.
  ///
  /// - Returns: whether to go on.
  func hasDecoded(_ byteCount: Int) -> Bool { advance(byteCount, cost: Self.decodingCost) }

  private func advance(_ byteCount: Int, cost: Int) -> Bool {
    let all = size * (1 + Self.decodingCost)
    units = min(units + min(byteCount, size) * cost, all)
    tell(done + units / (1 + Self.decodingCost))
    return !isStopped
  }

  private func tell(_ byteCount: Int) {
    progress.byteCount = min(byteCount, progress.totalByteCount)
    let isDone = progress.byteCount == progress.totalByteCount
    guard progress.byteCount - told >= Self.step || isDone else { return }
    told = progress.byteCount
    report(progress)
  }
}
