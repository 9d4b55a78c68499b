import SwiftSearch

/// What `index` did, once it is done.
struct IndexSummary {
  var report: IngestReport
  var statistics: IndexStatistics
  var directory: String

  var line: String {
    let seconds = report.duration.inSeconds
    let parts = [
      "\(NumberText.count(report.addedCount, "document")) indexed",
      "\(NumberText.count(report.unchangedFileCount, "file")) unchanged",
      "\(NumberText.grouped(report.removedCount)) removed",
      "\(NumberText.grouped(report.skippedCount)) skipped",
      "\(NumberText.bytes(report.byteCount)) in \(NumberText.fixed(seconds, decimals: 2)) s"
        + " (\(ProgressText.rate(report.byteCount, seconds)))",
    ]
    let state =
      report.isPartial ? "interrupted; whole files are kept, run it again to go on: " : ""
    return state + parts.joined(separator: ", ")
      + "; \(directory) holds \(NumberText.count(statistics.documentCount, "document"))"
      + " in \(NumberText.bytes(statistics.byteCount))"
  }

  func writeJSON(to output: OutputBuffer) {
    var json = JSONWriter()
    json.object { json in
      json.member("index", directory)
      json.member("added", report.addedCount)
      json.member("unchanged_files", report.unchangedFileCount)
      json.member("removed", report.removedCount)
      json.member("skipped", report.skippedCount)
      json.member("bytes", report.byteCount)
      json.member("merges", report.mergeCount)
      json.key("partial")
      json.bool(report.isPartial)
      json.member("seconds", report.duration.inSeconds)
      json.member("documents", statistics.documentCount)
      json.member("index_bytes", statistics.byteCount)
      json.key("skipped_files")
      json.array { json in
        for file in report.skipped {
          json.object { json in
            json.member("path", file.path)
            json.member("line", file.line)
            json.member("reason", file.reason)
          }
        }
      }
    }
    output.writeLine(&json)
  }
}
