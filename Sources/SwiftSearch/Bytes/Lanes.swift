/// 128 unsigned integers of `width` bits each, dealt out to four lanes; "Lanes" in index-format.md.
enum Lanes {
  /// The bytes that 128 integers take.
  static func byteCount(width: Int) -> Int { 16 * width }

  /// Appends 128 integers. Bits above `width` are cut.
  static func pack(_ block: IntegerBlock, width: Int, into writer: inout ByteWriter) {
    precondition(width >= 0 && width <= 32)
    guard width > 0 else { return }
    unsafe writer.append(atMost: byteCount(width: 32)) { target in
      unsafe pack(block.start, width: width, into: target)
      return byteCount(width: width)
    }
  }

  /// - Precondition: `source` has 128 integers, and `target` room for them.
  private static func pack(
    _ source: UnsafePointer<UInt32>, width: Int, into target: UnsafeMutableRawPointer
  ) {
    let rows = unsafe UnsafeRawPointer(source)
    let mask = SIMD4<UInt32>(repeating: .max >> UInt32(32 &- width))
    let step = UInt32(truncatingIfNeeded: width)
    var word = SIMD4<UInt32>.zero
    var used: UInt32 = 0
    var end = 0
    for row in 0..<32 {
      let values = unsafe rows.load(fromByteOffset: 16 &* row, as: SIMD4<UInt32>.self) & mask
      word |= values &<< SIMD4(repeating: used)
      used &+= step
      guard used >= 32 else { continue }
      unsafe store(word, to: target + end)
      end &+= 16
      used &-= 32
      word = used > 0 ? values &>> SIMD4(repeating: step &- used) : .zero
    }
  }

  @inline(__always)
  private static func store(_ word: SIMD4<UInt32>, to target: UnsafeMutableRawPointer) {
    #if _endian(little)
      unsafe target.storeBytes(of: word, as: SIMD4<UInt32>.self)
    #else
      for lane in 0..<4 {
        unsafe target.storeBytes(
          of: word[lane].littleEndian, toByteOffset: 4 &* lane, as: UInt32.self)
      }
    #endif
  }

  /// Reads 128 integers and adds `number` to each, modulo 2^32.
  @inline(__always)
  static func unpack(
    _ bytes: MappedBytes, at offset: Int, width: Int, adding number: UInt32 = 0,
    into block: IntegerBlock
  ) throws(FormatError) {
    try check(bytes, at: offset, width: width)
    unsafe unpack(bytes.unsafeStart + offset, width: width, adding: number, into: block.start)
  }

  /// Reads the integers with the numbers in `range` into their places, and none of the others.
  @inline(__always)
  static func unpack(
    _ bytes: MappedBytes, at offset: Int, width: Int, _ range: Range<Int>, into block: IntegerBlock
  ) throws(FormatError) {
    precondition(range.lowerBound >= 0 && range.upperBound <= IntegerBlock.capacity)
    try check(bytes, at: offset, width: width)
    for index in range {
      unsafe block.start[index] = unsafe value(
        bytes.unsafeStart + offset, width: width, index: index)
    }
  }

  /// Reads the integer with the number `index`, and none of the others.
  @inline(__always)
  static func value(
    _ bytes: MappedBytes, at offset: Int, width: Int, index: Int
  ) throws(FormatError) -> UInt32 {
    precondition(index >= 0 && index < IntegerBlock.capacity)
    try check(bytes, at: offset, width: width)
    return unsafe value(bytes.unsafeStart + offset, width: width, index: index)
  }

  /// - Precondition: `source` has `16 * width` bytes; `index` is below 128.
  @inline(__always)
  private static func value(_ source: UnsafeRawPointer, width: Int, index: Int) -> UInt32 {
    guard width > 0 else { return 0 }
    let bit = (index >> 2) &* width
    let shift = bit & 31
    let word = unsafe source + ((bit >> 5) &* 16 &+ (index & 3) &* 4)
    var value = UInt64(UInt32(littleEndian: unsafe word.loadUnaligned(as: UInt32.self)))
    if shift &+ width > 32 {
      let next = unsafe word.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
      value |= UInt64(UInt32(littleEndian: next)) << 32
    }
    return UInt32(truncatingIfNeeded: value >> UInt64(shift)) & .max >> UInt32(32 &- width)
  }

  @inline(__always)
  private static func check(
    _ bytes: MappedBytes, at offset: Int, width: Int
  ) throws(FormatError) {
    guard width >= 0, width <= 32 else { throw bytes.invalidWidth(width, at: offset) }
    try bytes.check(offset, byteCount(width: width))
  }
}
