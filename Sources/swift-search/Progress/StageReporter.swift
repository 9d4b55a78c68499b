import SwiftSearch
import Synchronization

/// Shows on a terminal what long work is at, in one line that is rewritten.
///
/// It is told from any thread, so it writes by itself; nothing of a document is in what it writes.
final class StageReporter: Sendable {
  private let shown = Mutex("")
  private let width: Int?

  /// - Parameter width: the columns of the terminal; `nil` if there is none.
  init(width: Int?) {
    self.width = width
  }

  @Sendable func report(_ progress: OptimizeProgress) {
    switch progress {
    case .merging(let share): show("merging", share)
    case .ordering(let share): show("ordering documents", share)
    case .writing(let share): show("writing the new order", share)
    }
  }

  @Sendable func reportCheck(_ progress: CheckProgress) {
    let (read, size) = (progress.byteCount, progress.totalByteCount)
    show("read \(NumberText.bytes(read)) of \(NumberText.bytes(size))", progress.share)
  }

  private func show(_ stage: String, _ share: Double) {
    show("\(stage), \(NumberText.percent(share))")
  }

  /// Takes the line away.
  func finish() { show("") }

  private func show(_ text: String) {
    guard let width else { return }
    shown.withLock { shown in
      guard text != shown else { return }
      let line = String(text.prefix(width - 1))
      let blank = String(repeating: " ", count: max(0, shown.count - line.count))
      let bytes = Array("\r\(line)\(blank)\(line.isEmpty ? "\r" : "")".utf8)
      _ = TerminalCalls.write(bytes, to: TerminalCalls.standardError)
      shown = line
    }
  }
}
