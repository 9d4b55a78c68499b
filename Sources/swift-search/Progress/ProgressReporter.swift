import SwiftSearch

/// Shows how far indexing is: one line that is rewritten on a terminal, a line now and then
/// elsewhere.
final class ProgressReporter {
  private let output: OutputBuffer
  private let width: Int?
  private let writesLines: Bool
  private let start = ContinuousClock.now
  private var nextReport: ContinuousClock.Instant
  private var shownWidth = 0

  /// - Parameters:
  ///   - width: the columns of the terminal; `nil` if there is none.
  ///   - delay: how long nothing is shown, so that quick work leaves no flicker.
  ///   - writesLines: whether lines are written where there is no terminal.
  init(_ output: OutputBuffer, width: Int?, delay: Duration, writesLines: Bool) {
    self.output = output
    self.width = width
    self.writesLines = writesLines
    nextReport = start + (width == nil ? .seconds(10) : delay)
  }

  func report(_ progress: IngestProgress) {
    guard let now = timeOfReport() else { return }
    let text = ProgressText(
      documentCount: progress.documentCount, byteCount: progress.byteCount,
      totalByteCount: progress.totalByteCount, currentPath: progress.currentPath,
      mergeCount: progress.mergeCount, mergedShare: progress.mergedShare,
      seconds: (now - start).inSeconds)
    if let width {
      rewrite(text.line(width: width - 1))
    } else {
      output.writeLine(text.figures)
    }
  }

  /// Shows how much of a merge is done, once there is nothing left to read.
  func report(mergedShare: Double) {
    guard timeOfReport() != nil else { return }
    let text = "all is read, merging \(NumberText.percent(mergedShare))"
    if let width {
      rewrite(DisplayWidth.truncate(text, to: width - 1))
    } else {
      output.writeLine(text)
    }
  }

  /// - Returns: `nil` when it is too early to show something again.
  private func timeOfReport() -> ContinuousClock.Instant? {
    guard width != nil || writesLines else { return nil }
    let now = ContinuousClock.now
    guard now >= nextReport else { return nil }
    nextReport = now + (width == nil ? .seconds(10) : .milliseconds(100))
    return now
  }

  /// Takes the line away.
  func finish() {
    guard shownWidth > 0 else { return }
    rewrite("")
    output.writeMarkup("\r")
    output.flush()
  }

  private func rewrite(_ line: String) {
    let lineWidth = DisplayWidth.of(line)
    output.writeMarkup("\r")
    output.write(line + String(repeating: " ", count: max(shownWidth - lineWidth, 0)))
    output.flush()
    shownWidth = lineWidth
  }
}
