import Foundation

/// The Swift compiler on the search path, if there is one.
enum Compiler {
  /// The names of the features that the compiler knows, by kind; `nil` if it cannot be asked.
  static let features: [String: Set<String>]? = {
    struct Answer: Decodable {
      struct Feature: Decodable { var name: String }
      var features: [String: [Feature]]
    }
    guard let output = run(["swiftc", "-print-supported-features"]),
      let answer = try? JSONDecoder().decode(Answer.self, from: output)
    else { return nil }
    return answer.features.mapValues { Set($0.map(\.name)) }
  }()

  private static func run(_ arguments: [String]) -> Data? {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let data = try? output.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? data : nil
  }
}
