import SwiftSearch

/// Keeps an index up to date for as long as nobody ends it.
struct WatchRun {
  /// How long nothing must happen before changes are read, and how long that may take.
  private static let quietTime = 200
  private static let longestQuietTime = Duration.seconds(2)
  /// How long to wait between two checks: where the system tells of changes, which it does not for
  /// folders on other machines, and where it does not.
  private static let watchedInterval = Duration.seconds(60)
  private static let polledInterval = Duration.seconds(2)
  /// After how long to try again while another process writes the index.
  private static let lockedInterval = Duration.milliseconds(500)

  /// The update that is made again and again.
  var run: IndexRun
  private var console: Console { run.console }

  private enum Outcome {
    case done, locked, failed
  }

  /// Goes on until `stop` is raised. The first update must have been made.
  func run(until stop: StopFlag) {
    let watcher = FolderWatcher()
    var hasToldLimit = false
    var lastProblem: String?
    if !run.isQuiet { console.diagnostics.writeLine("watching; Ctrl-C ends it") }
    while !stop.isRaised {
      // Watched before it is looked at: what happens in between is told.
      let folders = WatchedFolders.list(
        run.inputs, options: run.reading, excluding: run.directory)
      let isWatched = watcher.watch(folders) && FolderWatcher.seesContents && !folders.isEmpty
      if !isWatched, !hasToldLimit, FolderWatcher.seesContents, !folders.isEmpty {
        hasToldLimit = true
        console.diagnostics.writeLine(
          "swift-search: the system watches no more folders, so all are looked at every few "
            + "seconds; raise fs.inotify.max_user_watches")
      }
      flush()
      let start = ContinuousClock.now
      let outcome = check(until: stop, &lastProblem)
      let took = ContinuousClock.now - start
      flush()
      // Looking should not keep a processor busy.
      let interval: Duration =
        switch outcome {
        case .locked: Self.lockedInterval
        case .done where isWatched: Self.watchedInterval
        case .done, .failed: max(Self.polledInterval, took * 20)
        }
      wait(watcher, for: interval, until: stop)
    }
  }

  private func flush() {
    console.output.flush()
    console.diagnostics.flush()
  }

  /// Brings the index up to date if something changed.
  private func check(until stop: StopFlag, _ lastProblem: inout String?) -> Outcome {
    do {
      let index = try SearchIndex(directory: run.directory)
      if !(try index.changes(from: run.inputs, options: run.reading).isEmpty) {
        _ = try run.update(until: stop, isFurther: true)
      }
      lastProblem = nil
      return .done
    } catch {
      if let error = error as? IndexError, error.code == .locked { return .locked }
      let problem = "\(error)"
      // A folder that is away may come back; once is enough to say so.
      if problem != lastProblem { console.diagnostics.writeLine("swift-search: \(problem)") }
      lastProblem = problem
      return .failed
    }
  }

  /// Waits until something happened and nothing more happens, or for so long.
  private func wait(_ watcher: FolderWatcher, for interval: Duration, until stop: StopFlag) {
    let end = ContinuousClock.now + interval
    while !stop.isRaised {
      let left = min(end - .now, .milliseconds(Self.quietTime))
      guard left > .zero else { return }
      guard watcher.wait(milliseconds: max(1, Int(left.inSeconds * 1000))) else { continue }
      let latest = ContinuousClock.now + Self.longestQuietTime
      while !stop.isRaised, .now < latest, watcher.wait(milliseconds: Self.quietTime) {
        // It returns at once where something goes on happening.
        TerminalCalls.sleep(milliseconds: 50)
      }
      return
    }
  }
}
