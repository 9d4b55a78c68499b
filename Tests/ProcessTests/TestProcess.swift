import Foundation

/// Starts the executable of the target `test-process`.
final class TestProcess {
  private let process = Process()
  private let output: URL

  /// - Parameter folder: where its output goes.
  init(_ arguments: [String], in folder: URL) throws {
    output = folder.appendingPathComponent("output-\(UUID().uuidString)")
    try Data().write(to: output)
    process.executableURL = Self.products.appendingPathComponent("test-process")
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  private static var products: URL {
    #if canImport(Darwin)
      Bundle(for: TestProcess.self).bundleURL.deletingLastPathComponent()
    #else
      Bundle.main.bundleURL
    #endif
  }

  /// The complete lines that were written so far.
  var lines: [String] {
    let text = String(decoding: (try? Data(contentsOf: output)) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Waits until there is a line, or the process is over.
  func waitForLine() {
    while lines.isEmpty, process.isRunning { Thread.sleep(forTimeInterval: 0.002) }
  }

  var identifier: Int32 { process.processIdentifier }

  func wait() { process.waitUntilExit() }

  /// Ends the process as a power failure does, as far as the process is concerned.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  deinit { if process.isRunning { kill() } }
}

/// A folder that lives as long as the value.
final class ProcessFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("swift-search-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  var index: String { url.appendingPathComponent("index").path }

  deinit { try? FileManager.default.removeItem(at: url) }
}
