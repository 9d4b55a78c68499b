/// A value for each Unicode code point, found by two loads. It is never freed.
///
/// Each block holds the values of ``blockSize`` code points; equal blocks are stored once.
@safe struct TwoStageTable: @unchecked Sendable {
  static let blockSize = 128

  // Written once, in init, and never freed, so that any thread may read them at any time.
  private let blockStarts: UnsafePointer<UInt32>
  private let values: UnsafePointer<UInt32>
  private let limit: UInt32

  /// Makes the table of `index.count` blocks.
  ///
  /// - Parameters:
  ///   - index: for each block of code points, the number of the block that holds its values.
  ///   - values: the blocks' values, one block after the other.
  /// - Precondition: the numbers in `index` are of blocks that `values` has.
  init(index: [Int], values: [UInt32]) {
    let blocks = values.count / Self.blockSize
    precondition(index.allSatisfy { $0 >= 0 && $0 < blocks })
    let starts = index.map { UInt32($0 * Self.blockSize) }
    unsafe blockStarts = Self.permanentCopy(of: starts)
    unsafe self.values = Self.permanentCopy(of: values)
    limit = UInt32(index.count * Self.blockSize)
  }

  private static func permanentCopy(of array: [UInt32]) -> UnsafePointer<UInt32> {
    let copy = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: max(1, array.count))
    _ = unsafe copy.initialize(from: array)
    // The buffer has at least one element, so it has an address.
    return unsafe UnsafePointer(copy.baseAddress!)
  }

  /// The value of a code point; 0 past the table's end.
  @inline(__always)
  subscript(codePoint: UInt32) -> UInt32 {
    // `init` made sure that every block lies within `values`.
    guard codePoint < limit else { return 0 }
    let start = unsafe blockStarts[Int(codePoint >> 7)]
    return unsafe values[Int(start | (codePoint & 127))]
  }
}
