/// Unpacks ``Lanes`` with code of its own for each width: all shifts are constants, all rows stand
/// one after the other without a branch, which is several times as fast as one loop for all.
@safe struct LanesUnpacking<let width: Int> {
  private let source: UnsafeRawPointer
  private let target: UnsafeMutableRawPointer
  private let added: SIMD4<UInt32>

  @inline(never)
  static func run(
    _ source: UnsafeRawPointer, _ number: UInt32, _ target: UnsafeMutablePointer<UInt32>
  ) {
    unsafe LanesUnpacking(
      source: source, target: UnsafeMutableRawPointer(target), added: SIMD4(repeating: number)
    ).unpack()
  }

  /// All 32 rows; `width` is a literal wherever this is inlined.
  @inline(__always)
  private func unpack() {
    unpackEight(0)
    unpackEight(8)
    unpackEight(16)
    unpackEight(24)
  }

  @inline(__always)
  private func unpackEight(_ row: Int) {
    unpackRow(row)
    unpackRow(row &+ 1)
    unpackRow(row &+ 2)
    unpackRow(row &+ 3)
    unpackRow(row &+ 4)
    unpackRow(row &+ 5)
    unpackRow(row &+ 6)
    unpackRow(row &+ 7)
  }

  @inline(__always)
  private func unpackRow(_ row: Int) {
    guard width > 0 else {
      return unsafe target.storeBytes(
        of: added, toByteOffset: row &* 16, as: SIMD4<UInt32>.self)
    }
    let shift = row &* width & 31
    let word = (row &* width) >> 5
    let mask = SIMD4(repeating: UInt32.max >> UInt32(truncatingIfNeeded: 32 &- width))
    var values = load(word) &>> SIMD4(repeating: UInt32(truncatingIfNeeded: shift))
    if shift &+ width > 32 {
      // Masked before the two parts meet: else they are taken for a "funnel shift", which this
      // size of vector does not have, and which is made of single integers then.
      values |= load(word &+ 1) &<< SIMD4(repeating: UInt32(truncatingIfNeeded: 32 &- shift)) & mask
    } else if shift &+ width < 32 {
      values &= mask
    }
    unsafe target.storeBytes(
      of: values &+ added, toByteOffset: row &* 16, as: SIMD4<UInt32>.self)
  }

  @inline(__always)
  private func load(_ word: Int) -> SIMD4<UInt32> {
    unsafe source.loadUnaligned(fromByteOffset: word &* 16, as: SIMD4<UInt32>.self)
  }
}

extension Lanes {
  /// - Precondition: `source` has `16 * width` bytes, of a width of at most 32; `target` has room
  ///   for 128 integers and is aligned to 16 bytes.
  static func unpack(
    _ source: UnsafeRawPointer, width: Int, adding number: UInt32,
    into target: UnsafeMutablePointer<UInt32>
  ) {
    switch width {
    case 0: unsafe LanesUnpacking<0>.run(source, number, target)
    case 1: unsafe LanesUnpacking<1>.run(source, number, target)
    case 2: unsafe LanesUnpacking<2>.run(source, number, target)
    case 3: unsafe LanesUnpacking<3>.run(source, number, target)
    case 4: unsafe LanesUnpacking<4>.run(source, number, target)
    case 5: unsafe LanesUnpacking<5>.run(source, number, target)
    case 6: unsafe LanesUnpacking<6>.run(source, number, target)
    case 7: unsafe LanesUnpacking<7>.run(source, number, target)
    case 8: unsafe LanesUnpacking<8>.run(source, number, target)
    case 9: unsafe LanesUnpacking<9>.run(source, number, target)
    case 10: unsafe LanesUnpacking<10>.run(source, number, target)
    case 11: unsafe LanesUnpacking<11>.run(source, number, target)
    case 12: unsafe LanesUnpacking<12>.run(source, number, target)
    case 13: unsafe LanesUnpacking<13>.run(source, number, target)
    case 14: unsafe LanesUnpacking<14>.run(source, number, target)
    case 15: unsafe LanesUnpacking<15>.run(source, number, target)
    case 16: unsafe LanesUnpacking<16>.run(source, number, target)
    case 17: unsafe LanesUnpacking<17>.run(source, number, target)
    case 18: unsafe LanesUnpacking<18>.run(source, number, target)
    case 19: unsafe LanesUnpacking<19>.run(source, number, target)
    case 20: unsafe LanesUnpacking<20>.run(source, number, target)
    case 21: unsafe LanesUnpacking<21>.run(source, number, target)
    case 22: unsafe LanesUnpacking<22>.run(source, number, target)
    case 23: unsafe LanesUnpacking<23>.run(source, number, target)
    case 24: unsafe LanesUnpacking<24>.run(source, number, target)
    case 25: unsafe LanesUnpacking<25>.run(source, number, target)
    case 26: unsafe LanesUnpacking<26>.run(source, number, target)
    case 27: unsafe LanesUnpacking<27>.run(source, number, target)
    case 28: unsafe LanesUnpacking<28>.run(source, number, target)
    case 29: unsafe LanesUnpacking<29>.run(source, number, target)
    case 30: unsafe LanesUnpacking<30>.run(source, number, target)
    case 31: unsafe LanesUnpacking<31>.run(source, number, target)
    default: unsafe LanesUnpacking<32>.run(source, number, target)
    }
  }
}
