#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The lock of the one writer of an index; "Directory" in index-format.md.
///
/// The kernel holds it, and lets go of it when the process ends, however it ends. What the file
/// says is only for people.
struct WriterLock: Sendable {
  static let fileName = "writer.lock"
  private static let byteCount = 64

  private let descriptor: FileDescriptor

  /// What came of asking for the lock.
  enum Outcome {
    case held(WriterLock)
    /// Another writer has it, which calls itself this.
    case taken(by: String?)
  }

  /// Asks for the lock, without waiting.
  static func take(in directory: IndexDirectory) throws(FileError) -> Outcome {
    let descriptor = try directory.update(fileName)
    guard try descriptor.lock() else {
      let text = try? descriptor.read(at: 0, count: byteCount)
      return .taken(by: text.flatMap(holder(in:)))
    }
    let process = ProcessInfo.processInfo.processIdentifier
    let line = Array("process \(process), since \(Date.now.formatted(.iso8601))".utf8)
    let padding = [UInt8](repeating: UInt8(ascii: " "), count: max(0, byteCount - 1 - line.count))
    // A lock that cannot say who holds it is a lock all the same.
    try? descriptor.write(line + padding + [UInt8(ascii: "\n")])
    return .held(WriterLock(descriptor: descriptor))
  }

  /// What a lock file says, as far as it can be shown.
  private static func holder(in bytes: [UInt8]) -> String? {
    let line = bytes.prefix { $0 >= 0x20 && $0 < 0x7F }
    guard let last = line.lastIndex(where: { $0 != 0x20 }) else { return nil }
    return String(decoding: line[...last], as: UTF8.self)
  }
}
