import Synchronization

/// The documents of JSON Lines on standard input, for programs that measure the library, packages
/// of their own.
@_spi(Benchmarks)
public final class JSONDocuments: Sendable {
  /// Some whole lines.
  public struct Block: Sendable {
    fileprivate let lines: LineBlock
  }

  private let blocks = Mutex(LineBlocks(.standardInput()))

  public init() {}

  /// How many bytes there are, or `nil` when standard input is no file.
  public var byteCount: Int? { blocks.withLock { $0.fileByteCount } }

  /// The next lines, of about `byteCount` bytes, or `nil` at the end.
  public func next(byteCount: Int) throws -> Block? {
    try blocks.withLock { try $0.next(byteCount: byteCount) }.map { Block(lines: $0) }
  }

  /// Calls `body` with each document of a block in turn.
  ///
  /// - Throws: what `body` throws, or what is wrong with the first line that is no document.
  public static func read(_ block: Block, _ body: (Document) throws -> Void) throws {
    try DocumentSource().read(block.lines, path: nil) { event throws in
      switch event {
      case .document(let document): try body(document)
      case .skipped(let line): throw InvalidLine(description: "\(line.line ?? 0): \(line.reason)")
      case .began, .consumed: break
      }
    }
  }

  private struct InvalidLine: Error, CustomStringConvertible {
    var description: String
  }
}
