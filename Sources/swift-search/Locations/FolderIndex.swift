import SwiftSearch

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The index of a folder that `query --in` keeps in the cache.
struct FolderIndex {
  var folder: String
  var console: Console
  var listsSkippedFiles: Bool

  /// Brings the index up to date with the folder and opens it.
  func open() throws -> SearchIndex {
    try InputPaths.check([folder])
    guard IndexLocation.isFolder(folder) else {
      throw CommandError(
        "'\(folder)' is not a folder", advice: "name the folder that the file lies in")
    }
    let directory = CacheLocation.index(of: folder, console.environment)
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandError(
        "cannot make the cache directory \(directory)",
        advice: "set XDG_CACHE_HOME to a place that can be written")
    }
    do throws(IndexError) {
      try update(directory)
    } catch {
      switch error.code {
      case .locked: return try openWhileLocked(directory)
      case .damaged, .tooNew, .analysisMismatch:
        // A cache holds nothing that cannot be made again.
        try? FileManager.default.removeItem(atPath: directory)
        try update(directory)
      default: throw error
      }
    }
    return try SearchIndex(directory: directory)
  }

  private func update(_ directory: String) throws(IndexError) {
    let progress = ProgressReporter(
      console.diagnostics, width: console.diagnosticsWidth, delay: .milliseconds(300),
      writesLines: false)
    defer { progress.finish() }
    let writer = try IndexWriter(directory: directory)
    let report = try writer.update(from: [.path(folder)], progress: progress.report)
    if report.addedCount + report.removedCount > 0 { try writer.finishMerges() }
    progress.finish()
    if listsSkippedFiles { SkippedList(report: report, limit: nil).write(to: console.diagnostics) }
  }

  /// Another process is updating the same index: waits for it a while, then answers from what was
  /// there before, if anything was.
  private func openWhileLocked(_ directory: String) throws -> SearchIndex {
    let start = ContinuousClock.now
    while true {
      TerminalCalls.sleep(milliseconds: 50)
      do throws(IndexError) {
        try update(directory)
        return try SearchIndex(directory: directory)
      } catch {
        let waited = ContinuousClock.now - start
        // Making an index takes longer than updating one, and there is no answer before it is made.
        guard error.code == .locked, waited < .seconds(10) else { throw error }
        guard waited > .seconds(2), let index = try? SearchIndex(directory: directory) else {
          continue
        }
        console.diagnostics.writeLine(
          "swift-search: another process is updating the index of \(folder); "
            + "this answer may lack its latest changes")
        return index
      }
    }
  }
}
