import SwiftSearch

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The index of a folder that `query --in` keeps in the cache.
struct FolderIndex {
  /// An index that answers, and by how many files it is behind its folder.
  struct Opened {
    var index: SearchIndex
    var behindCount = 0
  }

  var folder: String
  var console: Console
  var listsSkippedFiles = false
  /// Whether everything that changed is read before an answer, however much it is.
  var isFresh = false
  /// More is not read before an answer if there is an index to answer from: a second or two.
  var byteLimit = 64 << 20
  var fileLimit = 20_000

  /// Brings the index up to date with the folder and opens it.
  func open() throws -> Opened {
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
    if let opened = openAsItIs(directory) { return opened }
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
    return Opened(index: try SearchIndex(directory: directory))
  }

  /// The index as it is, if it is up to date or if bringing it up to date takes too long.
  private func openAsItIs(_ directory: String) -> Opened? {
    // What is wrong with the index is told, or mended, by the update.
    guard !listsSkippedFiles, let index = try? SearchIndex(directory: directory),
      let changes = try? index.changes(from: [.path(folder)])
    else { return nil }
    if changes.isEmpty { return Opened(index: index) }
    guard !isFresh,
      changes.byteCount > byteLimit || changes.fileCount > fileLimit
    else { return nil }
    let size = NumberText.bytes(changes.byteCount)
    console.diagnostics.writeLine(
      "swift-search: \(NumberText.count(changes.fileCount, "file")) of \(folder) changed "
        + "(\(size)); this answer is from before, add --fresh to read them first")
    return Opened(index: index, behindCount: changes.fileCount)
  }

  private func update(_ directory: String) throws(IndexError) {
    let progress = ProgressReporter(
      console.diagnostics, width: console.diagnosticsWidth, delay: .milliseconds(300),
      writesLines: false)
    defer { progress.finish() }
    let writer = try IndexWriter(directory: directory)
    let report = try writer.update(from: [.path(folder)], progress: progress.report)
    if report.addedCount + report.removedCount > 0 {
      try writer.finishMerges { progress.report(mergedShare: $0) }
    }
    progress.finish()
    if listsSkippedFiles { SkippedList(report: report, limit: nil).write(to: console.diagnostics) }
  }

  /// Another process is updating the same index: waits for it a while, then answers from what was
  /// there before, if anything was.
  private func openWhileLocked(_ directory: String) throws -> Opened {
    let start = ContinuousClock.now
    while true {
      TerminalCalls.sleep(milliseconds: 50)
      do throws(IndexError) {
        try update(directory)
        return Opened(index: try SearchIndex(directory: directory))
      } catch {
        let waited = ContinuousClock.now - start
        // Making an index takes longer than updating one, and there is no answer before it is made.
        guard error.code == .locked, isFresh || waited < .seconds(10) else { throw error }
        guard !isFresh, waited > .seconds(2),
          let index = try? SearchIndex(directory: directory)
        else { continue }
        let changes = try index.changes(from: [.path(folder)])
        guard !changes.isEmpty else { return Opened(index: index) }
        console.diagnostics.writeLine(
          "swift-search: another process is updating the index of \(folder); this answer lacks "
            + "what changed in \(NumberText.count(changes.fileCount, "file"))")
        return Opened(index: index, behindCount: changes.fileCount)
      }
    }
  }
}
