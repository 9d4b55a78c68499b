import Dispatch

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Work on several processors at the same time.
enum ParallelWork {
  static let processorCount = ProcessInfo.processInfo.activeProcessorCount

  /// Calls `body` so many times, the calls at the same time if there are processors free, and
  /// returns when all of them have.
  static func run(_ count: Int, _ body: @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }

  /// Calls `body` in a thread of its own, however many others there are.
  static func start(_ body: @escaping @Sendable () -> Void) {
    // The threads of the global queues are as many as there are processors, and who takes them for
    // long keeps everybody else in the process waiting. A serial queue has one to itself.
    DispatchQueue(label: "swift-search").async(execute: body)
  }

  /// Makes the thread wait.
  static func sleep(milliseconds: Int) {
    _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(milliseconds))
  }
}
