#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes sure that what happens to files after they were read is seen in their times.
///
/// File systems know the time of a change only so exactly: a file that is written twice in a moment
/// may have the same time and size before and after. Once that moment is over, the next change has
/// another time. So a file that was changed just now is not read before.
enum SettledTimes {
  /// Longer than any step of the clock that Linux takes the time of changes from.
  private static let step: Int64 = 20_000_000
  /// For file systems that have whole seconds, some of them only every second one.
  private static let coarseStep: Int64 = 2_000_000_000

  /// Waits until the times of `files` lie far enough in the past; two seconds at most.
  static func wait(for files: [SourceFile], until stop: StopFlag) {
    let now = Int64(Date().timeIntervalSince1970 * 1e9)
    // A time in the future says nothing about when the file was changed.
    let settled = files.lazy.filter { $0.modified <= now + step }.map { file in
      file.modified &+ (file.modified % 1_000_000_000 == 0 ? coarseStep : step)
    }.max()
    guard let settled, settled > now else { return }
    var left = Int(min(settled - now, coarseStep) / 1_000_000) + 1
    while left > 0, !stop.isRaised {
      ParallelWork.sleep(milliseconds: min(left, 100))
      left -= 100
    }
  }
}
