/// Sees to a merge while it runs: ends it when that is asked for, says how much of it is done, and
/// keeps what it has read from filling the memory.
final class MergePace {
  /// Merging bytes takes so many times as long as verifying them.
  private static let mergingWeight = 15
  /// How many bytes are merged until it is told, and until the pages they came from are given back.
  private static let toldByteCount = 1 << 16
  private static let releasedByteCount = 4 << 20

  private let inputs: [MergeInput]
  private let stop: StopFlag?
  private let progress: WorkProgress?
  private var untoldByteCount = 0
  private var unreleasedByteCount = 0

  init(_ inputs: [MergeInput], until stop: StopFlag?, progress: WorkProgress?) {
    self.inputs = inputs
    self.stop = stop
    self.progress = progress
    let byteCount = inputs.reduce(0) { $0 + $1.segment.file.bytes.count }
    progress?.begin((1 + Self.mergingWeight) * byteCount)
  }

  /// Whether the merge should end; what it makes from then on does not matter.
  var isStopped: Bool { stop?.isRaised == true }

  func check() throws(MergeStopped) {
    if isStopped { throw MergeStopped() }
  }

  func finish() { progress?.finish() }

  /// Takes down that so many bytes were verified.
  func didVerify(_ byteCount: Int) { progress?.add(byteCount) }

  /// Takes down that so many bytes were merged.
  ///
  /// - Throws: ``MergeStopped`` when the merge should end.
  func didMerge(_ byteCount: Int) throws(MergeStopped) {
    try check()
    untoldByteCount += byteCount
    guard untoldByteCount >= Self.toldByteCount else { return }
    progress?.add(Self.mergingWeight * untoldByteCount)
    unreleasedByteCount += untoldByteCount
    untoldByteCount = 0
    guard unreleasedByteCount >= Self.releasedByteCount else { return }
    unreleasedByteCount = 0
    // All of them: the few that are needed next are soon there again.
    for input in inputs { input.segment.file.bytes.releasePages() }
  }
}
