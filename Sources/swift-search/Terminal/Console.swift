import SwiftSearch

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What surrounds the process: where it writes, and what it was told by the environment.
struct Console {
  let output: OutputBuffer
  let diagnostics: OutputBuffer
  let environment: [String: String]
  /// The columns of the terminal that `output` goes to; `nil` if it goes to a pipe or a file.
  let outputWidth: Int?
  /// The columns of the terminal that `diagnostics` goes to.
  let diagnosticsWidth: Int?

  static func standard() -> Console {
    TerminalCalls.ignoreBrokenPipes()
    let environment = ProcessInfo.processInfo.environment
    func width(_ descriptor: Int32) -> Int? {
      guard TerminalCalls.isTerminal(descriptor) else { return nil }
      return TerminalCalls.width(descriptor) ?? defaultWidth(environment)
    }
    let output = OutputBuffer(descriptor: TerminalCalls.standardOutput)
    return Console(
      output: output,
      diagnostics: OutputBuffer(descriptor: TerminalCalls.standardError, after: output),
      environment: environment,
      outputWidth: width(TerminalCalls.standardOutput),
      diagnosticsWidth: width(TerminalCalls.standardError))
  }

  static func defaultWidth(_ environment: [String: String]) -> Int {
    environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 80
  }

  /// Whether the terminal understands colour and the person wants it.
  var allowsColor: Bool {
    environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }

  /// Writes what is still buffered; the result is how the process ends.
  func finish(_ status: ExitStatus) -> ExitStatus {
    output.flush()
    guard let code = output.failureCode else {
      diagnostics.flush()
      return status
    }
    // Whoever reads the pipe has seen enough, as `head` does: that is no error.
    if TerminalCalls.isBrokenPipe(code) { return status }
    diagnostics.writeLine(
      "swift-search: cannot write the output: \(TerminalCalls.reason(code)); "
        + "make room or write elsewhere")
    return .failure
  }
}
