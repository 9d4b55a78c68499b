import Foundation

/// Runs the built command as a process.
struct BuiltCommand {
  struct Outcome {
    var status: Int32
    var output: String
    var diagnostics: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// The working directory, which also holds the home directory of the process.
  var folder: TemporaryFolder
  var environment: [String: String] = [:]

  static var path: String {
    #if canImport(Darwin)
      let products = Bundle(for: TemporaryFolder.self).bundleURL.deletingLastPathComponent()
    #else
      let products = Bundle.main.bundleURL
    #endif
    return products.appendingPathComponent("swift-search").path
  }

  func run(_ arguments: String..., input: String = "") throws -> Outcome {
    try run(executable: Self.path, arguments, input: input)
  }

  /// Runs a command line with `$COMMAND` as the command.
  func shell(_ line: String) throws -> Outcome {
    try run(executable: "/bin/sh", ["-c", line], input: "")
  }

  private func run(
    executable: String, _ arguments: [String], input: String
  ) throws -> Outcome {
    // Files instead of pipes: nothing blocks, whatever the process writes first.
    let streams = try TemporaryFolder()
    for name in ["output", "diagnostics"] { try streams.write("", to: name) }
    try streams.write(input, to: "input")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": folder.home.path, "COMMAND": Self.path, "LANG": "C.UTF-8",
    ].merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: streams.url("input"))
    process.standardOutput = try FileHandle(forWritingTo: streams.url("output"))
    process.standardError = try FileHandle(forWritingTo: streams.url("diagnostics"))
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try streams.read("output"),
      diagnostics: try streams.read("diagnostics"))
  }
}
