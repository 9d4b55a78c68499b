import SwiftSearch

/// The files that were not indexed, each with its reason.
struct SkippedList {
  var report: IngestReport
  /// How many are listed; `nil` lists all.
  var limit: Int?

  func write(to diagnostics: OutputBuffer) {
    let listed = report.skipped.prefix(limit ?? report.skipped.count)
    for file in listed {
      let line = file.line.map { ":\($0)" } ?? ""
      diagnostics.writeLine("skipped \(file.path)\(line): \(file.reason)")
    }
    let rest = max(report.skippedCount - listed.count, 0)
    guard rest > 0 else { return }
    let hint = limit == nil ? "the list is full" : "--verbose lists all"
    diagnostics.writeLine("and \(NumberText.grouped(rest)) more (\(hint))")
  }
}
