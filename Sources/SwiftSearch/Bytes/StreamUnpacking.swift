/// Unpacks a ``Stream`` of integers of one width, eight at a time: they begin at a byte, and all
/// shifts are constants.
@safe struct StreamUnpacking<let width: Int> {
  private let source: UnsafeRawPointer
  private let target: UnsafeMutablePointer<UInt32>

  @inline(never)
  static func run(
    _ source: UnsafeRawPointer, count: Int, _ target: UnsafeMutablePointer<UInt32>
  ) {
    for start in stride(from: 0, to: count, by: 8) {
      let eight = unsafe StreamUnpacking(
        source: source + (start &* width) >> 3, target: target + start)
      eight.unpackFour(0)
      eight.unpackFour(4)
    }
  }

  @inline(__always)
  private func unpackFour(_ index: Int) {
    let row = SIMD4<UInt32>(value(index), value(index &+ 1), value(index &+ 2), value(index &+ 3))
    unsafe UnsafeMutableRawPointer(target + index).storeBytes(of: row, as: SIMD4<UInt32>.self)
  }

  @inline(__always)
  private func value(_ index: Int) -> UInt32 {
    let bit = index &* width
    let word = UInt64(
      littleEndian: unsafe source.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
    return UInt32(truncatingIfNeeded: word >> UInt64(bit & 7) & ((1 << UInt64(width)) &- 1))
  }
}

extension Stream {
  /// How many bytes behind a stream are loaded: the rest of eight integers, and of a word.
  static let slack = 40

  /// - Precondition: there are ``slack`` bytes behind those that the stream takes; `target` has
  ///   room for `count` integers, rounded up to eight.
  @inline(__always)
  static func unpack(
    _ source: UnsafeRawPointer, count: Int, width: Int,
    into target: UnsafeMutablePointer<UInt32>
  ) {
    if count > 12 {
      unsafe unpackMany(source, count: count, width: width, into: target)
    } else {
      unsafe unpackFew(source, count: count, width: width, into: target)
    }
  }

  /// Few integers are read before a jump to code for their width would have been predicted.
  @inline(__always)
  private static func unpackFew(
    _ source: UnsafeRawPointer, count: Int, width: Int,
    into target: UnsafeMutablePointer<UInt32>
  ) {
    let mask: UInt64 = (1 << UInt64(width)) &- 1
    var bit = 0
    for index in stride(from: 0, to: count, by: 4) {
      var row = SIMD4<UInt32>.zero
      for next in 0..<4 {
        let word = unsafe source.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self)
        row[next] = UInt32(truncatingIfNeeded: UInt64(littleEndian: word) >> UInt64(bit & 7) & mask)
        bit &+= width
      }
      unsafe UnsafeMutableRawPointer(target + index).storeBytes(of: row, as: SIMD4<UInt32>.self)
    }
  }

  /// The bytes end with the stream: takes a copy of it that has some more.
  @inline(never)
  static func unpackWithoutSlack(
    _ source: UnsafeRawPointer, _ length: Int, count: Int, width: Int,
    _ target: UnsafeMutablePointer<UInt32>
  ) {
    unsafe withUnsafeTemporaryAllocation(byteCount: length + slack, alignment: 8) { copy in
      unsafe copy.initializeMemory(as: UInt8.self, repeating: 0)
      unsafe copy.copyMemory(from: UnsafeRawBufferPointer(start: source, count: length))
      if let start = copy.baseAddress {
        unsafe unpack(UnsafeRawPointer(start), count: count, width: width, into: target)
      }
    }
  }

  private static func unpackMany(
    _ source: UnsafeRawPointer, count: Int, width: Int,
    into target: UnsafeMutablePointer<UInt32>
  ) {
    switch width {
    case 0: unsafe StreamUnpacking<0>.run(source, count: count, target)
    case 1: unsafe StreamUnpacking<1>.run(source, count: count, target)
    case 2: unsafe StreamUnpacking<2>.run(source, count: count, target)
    case 3: unsafe StreamUnpacking<3>.run(source, count: count, target)
    case 4: unsafe StreamUnpacking<4>.run(source, count: count, target)
    case 5: unsafe StreamUnpacking<5>.run(source, count: count, target)
    case 6: unsafe StreamUnpacking<6>.run(source, count: count, target)
    case 7: unsafe StreamUnpacking<7>.run(source, count: count, target)
    case 8: unsafe StreamUnpacking<8>.run(source, count: count, target)
    case 9: unsafe StreamUnpacking<9>.run(source, count: count, target)
    case 10: unsafe StreamUnpacking<10>.run(source, count: count, target)
    case 11: unsafe StreamUnpacking<11>.run(source, count: count, target)
    case 12: unsafe StreamUnpacking<12>.run(source, count: count, target)
    case 13: unsafe StreamUnpacking<13>.run(source, count: count, target)
    case 14: unsafe StreamUnpacking<14>.run(source, count: count, target)
    case 15: unsafe StreamUnpacking<15>.run(source, count: count, target)
    case 16: unsafe StreamUnpacking<16>.run(source, count: count, target)
    case 17: unsafe StreamUnpacking<17>.run(source, count: count, target)
    case 18: unsafe StreamUnpacking<18>.run(source, count: count, target)
    case 19: unsafe StreamUnpacking<19>.run(source, count: count, target)
    case 20: unsafe StreamUnpacking<20>.run(source, count: count, target)
    case 21: unsafe StreamUnpacking<21>.run(source, count: count, target)
    case 22: unsafe StreamUnpacking<22>.run(source, count: count, target)
    case 23: unsafe StreamUnpacking<23>.run(source, count: count, target)
    case 24: unsafe StreamUnpacking<24>.run(source, count: count, target)
    case 25: unsafe StreamUnpacking<25>.run(source, count: count, target)
    case 26: unsafe StreamUnpacking<26>.run(source, count: count, target)
    case 27: unsafe StreamUnpacking<27>.run(source, count: count, target)
    case 28: unsafe StreamUnpacking<28>.run(source, count: count, target)
    case 29: unsafe StreamUnpacking<29>.run(source, count: count, target)
    case 30: unsafe StreamUnpacking<30>.run(source, count: count, target)
    case 31: unsafe StreamUnpacking<31>.run(source, count: count, target)
    default: unsafe StreamUnpacking<32>.run(source, count: count, target)
    }
  }
}
