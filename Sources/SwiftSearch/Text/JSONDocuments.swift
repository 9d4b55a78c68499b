/// The documents of JSON Lines on standard input, for programs that measure the library, packages
/// of their own.
@_spi(Benchmarks)
public struct JSONDocuments: Sendable {
  public init() {}

  /// Calls `body` with each document in turn.
  ///
  /// - Throws: what `body` throws, or what is wrong with the first line that is no document.
  public func read(_ body: (Document) throws -> Void) throws {
    try DocumentSource().readStandardInput { event throws in
      switch event {
      case .document(let document): try body(document)
      case .skipped(let line): throw InvalidLine(description: "\(line.line ?? 0): \(line.reason)")
      case .consumed: break
      }
    }
  }

  private struct InvalidLine: Error, CustomStringConvertible {
    var description: String
  }
}
