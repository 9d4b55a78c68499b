import SwiftSearch

/// Collects output and hands it to the operating system in large pieces.
///
/// Text can be written in three ways only, so that nothing from a document reaches a terminal raw:
/// as a string, which is made safe; as markup, which must be a literal of this program; and as
/// JSON, whose writer escapes control characters.
final class OutputBuffer {
  private let descriptor: Int32
  private let predecessor: OutputBuffer?
  /// What is not written out yet.
  private(set) var bytes: [UInt8] = []
  private static let capacity = 1 << 16
  /// The `errno` of the write that failed first. What follows is dropped.
  private(set) var failureCode: Int32?

  /// - Parameter predecessor: a buffer to write out first, so that what goes to one terminal by
  ///   two ways keeps its order. A buffer with a predecessor writes every line at once.
  init(descriptor: Int32, after predecessor: OutputBuffer? = nil) {
    self.descriptor = descriptor
    self.predecessor = predecessor
  }

  /// Writes text of any origin, made safe.
  func write(_ text: String) {
    bytes.append(contentsOf: SafeText.make(text).utf8)
  }

  func writeLine(_ text: String) {
    write(text)
    endLine()
  }

  func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    if predecessor != nil || bytes.count >= Self.capacity { flush() }
  }

  /// Writes escape codes, tabs or returns, which only the program itself may send.
  func writeMarkup(_ markup: StaticString) {
    bytes.append(contentsOf: markup.description.utf8)
  }

  /// Writes a line of JSON and empties `json`.
  func writeLine(_ json: inout JSONWriter) {
    bytes.append(contentsOf: json.bytes)
    json.reset()
    endLine()
  }

  func flush() {
    predecessor?.flush()
    guard !bytes.isEmpty else { return }
    if failureCode == nil {
      let code = TerminalCalls.write(bytes, to: descriptor)
      if code != 0 { failureCode = code }
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
