/// 128 unsigned integers of `width` bits each, dealt out to four lanes; "Lanes" in index-format.md.
enum Lanes {
  /// The bytes that 128 integers take.
  static func byteCount(width: Int) -> Int { 16 * width }

  /// Appends 128 integers. Bits above `width` are cut.
  static func pack(_ block: IntegerBlock, width: Int, into writer: inout ByteWriter) {
    precondition(width >= 0 && width <= 32)
    guard width > 0 else { return }
    let mask = SIMD4<UInt32>(repeating: width == 32 ? .max : (1 << UInt32(width)) - 1)
    var word = SIMD4<UInt32>(repeating: 0)
    var used = 0
    for row in 0..<32 {
      let first = 4 * row
      let values =
        SIMD4<UInt32>(block[first], block[first + 1], block[first + 2], block[first + 3]) & mask
      word |= values &<< SIMD4(repeating: UInt32(used))
      used += width
      guard used >= 32 else { continue }
      for lane in 0..<4 { writer.integer(word[lane]) }
      used -= 32
      word = used > 0 ? values &>> SIMD4(repeating: UInt32(width - used)) : .zero
    }
  }

  /// Reads 128 integers.
  @inline(__always)
  static func unpack(
    _ bytes: MappedBytes, at offset: Int, width: Int, into block: IntegerBlock
  ) throws(FormatError) {
    guard width <= 32 else { throw bytes.invalid("width of \(width) bits", at: offset) }
    try bytes.check(offset, byteCount(width: width))
    unsafe unpackKernel(bytes.unsafeStart + offset, width: width, into: block.start)
  }

  /// The kernel: `source` must have `16 * width` bytes and `target` room for 128 integers, aligned
  /// to 16 bytes.
  private static func unpackKernel(
    _ source: UnsafeRawPointer, width: Int, into target: UnsafeMutablePointer<UInt32>
  ) {
    let rows = UnsafeMutableRawPointer(target)
    guard width > 0 else {
      unsafe target.update(repeating: 0, count: 128)
      return
    }
    let mask = SIMD4<UInt32>(repeating: width == 32 ? .max : (1 << UInt32(width)) - 1)
    var bit = 0
    for row in 0..<32 {
      let shift = bit & 31
      let word = unsafe source.loadUnaligned(
        fromByteOffset: (bit >> 5) << 4, as: SIMD4<UInt32>.self)
      var values = word &>> SIMD4(repeating: UInt32(shift))
      if shift + width > 32 {
        let next = unsafe source.loadUnaligned(
          fromByteOffset: ((bit >> 5) + 1) << 4, as: SIMD4<UInt32>.self)
        values |= next &<< SIMD4(repeating: UInt32(32 - shift))
      }
      unsafe rows.storeBytes(of: values & mask, toByteOffset: row * 16, as: SIMD4<UInt32>.self)
      bit += width
    }
  }
}
