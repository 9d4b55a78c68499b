/// Bytes that wait on the disk until their place in a file is known, so that they take no memory.
///
/// The file has no name once it is open: whatever happens to the process, nothing is left behind.
struct SpillFile: ~Copyable {
  private let descriptor: FileDescriptor
  private var pending = ByteWriter()
  private var written = 0

  private static let chunkByteCount = 1 << 18

  init(in directory: IndexDirectory, name: String) throws(FileError) {
    let descriptor = try directory.create(name)
    try directory.remove(name)
    self.descriptor = descriptor
  }

  var byteCount: Int { written + pending.count }

  mutating func append(_ bytes: [UInt8]) throws(FileError) {
    pending.append(bytes)
    guard pending.count >= Self.chunkByteCount else { return }
    try descriptor.write(pending.bytes)
    written += pending.count
    pending.removeAll()
  }

  /// Hands out all bytes in their order, in pieces.
  consuming func read(_ body: ([UInt8]) throws -> Void) throws {
    var offset = 0
    while offset < written {
      let piece = try descriptor.read(at: offset, count: min(Self.chunkByteCount, written - offset))
      try body(piece)
      offset += piece.count
    }
    try body(pending.bytes)
  }
}
