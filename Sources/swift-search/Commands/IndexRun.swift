import SwiftSearch

/// One making or updating of an index, with what is said of it.
struct IndexRun {
  var directory: String
  var inputs: [IngestInput]
  var writing: WriterOptions
  var reading: IngestOptions
  var console: Console
  var isQuiet: Bool
  var isJSON: Bool
  var isVerbose: Bool

  /// Reads what changed, publishes it, and says what was done.
  ///
  /// - Parameter isFurther: whether others came before it, so that little needs to be said, and
  ///   nothing if nothing was done.
  func update(until stop: StopFlag, isFurther: Bool = false) throws -> IngestReport {
    let progress = ProgressReporter(
      console.diagnostics, width: isQuiet ? nil : console.diagnosticsWidth,
      delay: .milliseconds(100), writesLines: !isQuiet)
    defer { progress.finish() }
    let writer = try IndexWriter(directory: directory, options: writing)
    let report = try writer.update(
      from: inputs, options: reading, until: stop, progress: progress.report)
    if !report.isPartial {
      try writer.finishMerges(until: stop) { progress.report(mergedShare: $0) }
    }
    progress.finish()
    guard !isFurther || report.addedCount + report.removedCount > 0 else { return report }

    let statistics = try SearchIndex(directory: directory).statistics
    let summary = IndexSummary(report: report, statistics: statistics, directory: directory)
    if isJSON {
      summary.writeJSON(to: console.output)
    } else {
      if !isFurther || isVerbose {
        SkippedList(report: report, limit: isVerbose ? nil : 20).write(to: console.diagnostics)
      }
      if !isQuiet { console.output.writeLine(summary.line) }
    }
    return report
  }
}
