#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Checks what a command line names before any work begins.
enum InputPaths {
  static func check(_ paths: [String]) throws(CommandError) {
    for path in paths where !FileManager.default.fileExists(atPath: path) {
      throw CommandError("'\(path)' does not exist", advice: "name a file or a folder that does")
    }
  }
}
