import Foundation

/// The built command as a process that goes on while the test does.
final class RunningCommand {
  private let process = Process()
  private let streams: TemporaryFolder

  init(_ arguments: String..., in folder: TemporaryFolder) throws {
    streams = try TemporaryFolder()
    for name in ["output", "diagnostics"] { try streams.write("", to: name) }
    process.executableURL = URL(fileURLWithPath: BuiltCommand.path)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ["HOME": folder.home.path, "LANG": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: streams.url("output"))
    process.standardError = try FileHandle(forWritingTo: streams.url("diagnostics"))
    try process.run()
  }

  /// The complete lines of the output so far.
  var lines: [String] {
    let text = (try? streams.read("output")) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  var diagnostics: String { (try? streams.read("diagnostics")) ?? "" }

  /// Waits until `condition` holds, for a minute at most.
  ///
  /// - Returns: whether it does.
  func wait(until condition: () throws -> Bool) rethrows -> Bool {
    let end = Date(timeIntervalSinceNow: 60)
    while Date() < end {
      if try condition() { return true }
      Thread.sleep(forTimeInterval: 0.02)
    }
    return try condition()
  }

  /// Sends Ctrl-C.
  ///
  /// - Returns: the status with which the process ends.
  func interrupt() -> Int32 {
    process.interrupt()
    process.waitUntilExit()
    return process.terminationStatus
  }

  deinit {
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }
}
