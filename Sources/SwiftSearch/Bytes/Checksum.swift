/// CRC-32 as in ISO 3309 and zlib: polynomial 0xEDB88320 reflected, initial value and final XOR
/// 0xFFFFFFFF.
struct Checksum {
  private var state: UInt32 = 0xFFFF_FFFF

  /// The checksum of all bytes so far.
  var value: UInt32 { ~state }

  static func of(_ bytes: MappedBytes) -> UInt32 {
    var checksum = Checksum()
    checksum.update(bytes)
    return checksum.value
  }

  static func of(_ bytes: [UInt8]) -> UInt32 {
    var checksum = Checksum()
    checksum.update(bytes)
    return checksum.value
  }

  mutating func update(_ bytes: MappedBytes) {
    unsafe update(UnsafeRawBufferPointer(start: bytes.unsafeStart, count: bytes.count))
  }

  mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe update($0) }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    state = unsafe Self.tables.withUnsafeBufferPointer { tables in
      guard let tables = tables.baseAddress else { return state }
      return unsafe Self.updated(state, with: start, count: bytes.count, tables)
    }
  }

  private static func updated(
    _ state: UInt32, with start: UnsafeRawPointer, count: Int, _ tables: UnsafePointer<UInt32>
  ) -> UInt32 {
    var crc = state
    var next = unsafe start
    var left = count
    while left >= 16 {
      let low =
        UInt64(littleEndian: unsafe next.loadUnaligned(as: UInt64.self)) ^ UInt64(crc)
      let high = UInt64(
        littleEndian: unsafe next.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      crc = unsafe remainder(low, tables + 8 * 256) ^ remainder(high, tables)
      unsafe next += 16
      left -= 16
    }
    while left > 0 {
      let byte = unsafe next.load(as: UInt8.self)
      crc = unsafe crc &>> 8 ^ tables[Int((crc ^ UInt32(byte)) & 0xFF)]
      unsafe next += 1
      left -= 1
    }
    return crc
  }

  /// What eight bytes add. Written out, since a loop takes fourteen times as long where nothing is
  /// optimized, and tests read every byte many times.
  @inline(__always)
  private static func remainder(_ word: UInt64, _ tables: UnsafePointer<UInt32>) -> UInt32 {
    func entry(_ table: Int, _ shift: UInt64) -> UInt32 {
      unsafe tables[table &<< 8 | Int(truncatingIfNeeded: word &>> shift & 0xFF)]
    }
    let first = entry(7, 0) ^ entry(6, 8) ^ entry(5, 16) ^ entry(4, 24)
    return first ^ entry(3, 32) ^ entry(2, 40) ^ entry(1, 48) ^ entry(0, 56)
  }

  /// Sixteen tables of 256, for sixteen bytes a step: Kounavis and Berry, "A Systematic Approach to
  /// Building High Performance Software-based CRC Generators" (2005).
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 16 * 256)
    for index in 0..<256 {
      var crc = UInt32(index)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
      tables[index] = crc
    }
    for index in 256..<tables.count {
      let previous = tables[index - 256]
      tables[index] = previous >> 8 ^ tables[Int(previous & 0xFF)]
    }
    return tables
  }()
}
