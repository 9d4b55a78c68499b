/// A value for each Unicode code point, found by two loads. It is never freed.
///
/// Each block holds the values of ``blockSize`` code points; equal blocks are stored once.
@safe struct TwoStageTable: @unchecked Sendable {
  static let blockSize = 128

  // Written once, in init, and never freed, so that any thread may read them at any time.
  private let index: UnsafePointer<UInt16>
  private let values: UnsafePointer<UInt32>
  private let limit: UInt32
  private let sequences: UnsafePointer<UInt32>
  private let sequenceCount: Int

  /// Makes the table of `indexCount` blocks of code points, of which `blockCount` differ.
  ///
  /// - Parameters:
  ///   - fillValues: appends the values of all blocks that differ, one block after the other.
  ///   - fillIndex: appends, for each block of code points, the number of the block that holds
  ///     its values.
  ///   - sequenceCount: how many values of their own lie beside the table.
  ///   - fillSequences: appends them.
  /// - Precondition: just so many are appended, and every number is of a block that exists.
  init(
    blockCount: Int, indexCount: Int,
    fillValues: (inout OutputSpan<UInt32>) -> Void,
    fillIndex: (inout OutputSpan<UInt16>) -> Void,
    sequenceCount: Int = 0, fillSequences: (inout OutputSpan<UInt32>) -> Void = { _ in }
  ) {
    unsafe values = Self.permanent(count: blockCount * Self.blockSize, fill: fillValues)
    unsafe index = Self.permanent(count: indexCount, fill: fillIndex)
    unsafe sequences = Self.permanent(count: sequenceCount, fill: fillSequences)
    self.sequenceCount = sequenceCount
    limit = UInt32(indexCount * Self.blockSize)
    for block in 0..<indexCount {
      precondition(unsafe index[block] < blockCount)
    }
  }

  private static func permanent<Element>(
    count: Int, fill: (inout OutputSpan<Element>) -> Void
  ) -> UnsafePointer<Element> {
    let start = UnsafeMutablePointer<Element>.allocate(capacity: count)
    let buffer = unsafe UnsafeMutableBufferPointer(start: start, count: count)
    var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
    fill(&output)
    let written = unsafe output.finalize(for: buffer)
    precondition(written == count)
    return unsafe UnsafePointer(start)
  }

  /// The value of a code point; 0 past the table's end.
  @inline(__always)
  subscript(codePoint: UInt32) -> UInt32 {
    // `init` made sure that every block lies within `values`.
    guard codePoint < limit else { return 0 }
    let block = unsafe index[Int(codePoint >> 7)]
    return unsafe values[Int(UInt32(block) << 7 | (codePoint & 127))]
  }

  /// The value beside the table with the number `number`; 0 past the last one.
  func sequence(_ number: Int) -> UInt32 {
    guard number >= 0, number < sequenceCount else { return 0 }
    return unsafe sequences[number]
  }
}
