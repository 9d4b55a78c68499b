import Dispatch
import SwiftSearch

/// Turns Ctrl-C, or a request to end, into a flag for as long as `body` runs. A second one ends the
/// process at once, which leaves the index as it was.
enum Interruption {
  static func during<Result>(_ body: (StopFlag) throws -> Result) rethrows -> Result {
    let flag = StopFlag()
    // Not a global queue, whose threads may all be at work.
    let queue = DispatchQueue(label: "interruption")
    let sources = TerminalCalls.interrupts.map { signal in
      TerminalCalls.ignore(signal)
      let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
      source.setEventHandler {
        flag.raise()
        TerminalCalls.restore(signal)
      }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for signal in TerminalCalls.interrupts { TerminalCalls.restore(signal) }
    }
    return try body(flag)
  }
}
