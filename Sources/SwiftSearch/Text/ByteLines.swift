/// The lines at the start of a text, without their ends, one at a time.
struct ByteLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private let limit: Int
  private(set) var position = 0

  /// - Parameter limit: lines that do not end within so many bytes are left out, unless the text
  ///   itself is no longer.
  init(_ bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard position < bytes.count, position < limit else { return nil }
    let end = ByteScan.index(of: 0x0A, in: bytes.span, from: position)
    guard end <= limit else { return nil }
    let line = bytes[position..<end]
    position = end + 1
    return line.last == 0x0D ? line.dropLast() : line
  }
}

extension String {
  /// The text that a slice of an array spells in UTF-8.
  init(repairing bytes: ArraySlice<UInt8>) {
    self.init(repairing: bytes.span)
  }
}
