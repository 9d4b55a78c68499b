@testable import SwiftSearch

/// What makes text fit for a terminal, and for JSON.
enum FuzzedOutput {
  static func run(_ input: [UInt8]) -> String? {
    let text = String(repairing: input.span)
    let safe = SafeText.make(text)
    guard !safe.unicodeScalars.contains(where: SafeText.isHazardous) else {
      return "a control character is left"
    }
    var json = JSONWriter()
    json.string(text)
    let written = json.bytes
    guard !written.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return "raw bytes in JSON" }
    var scanner = JSONScanner()
    let read = try? scanner.string(written.span)
    return read.map { Array($0.utf8) } == Array(text.utf8) ? nil : "JSON reads back otherwise"
  }
}
