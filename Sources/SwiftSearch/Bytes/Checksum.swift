/// CRC-32 as in ISO 3309 and zlib: polynomial 0xEDB88320 reflected, initial value and final XOR
/// 0xFFFFFFFF.
struct Checksum {
  private var state: UInt32 = 0xFFFF_FFFF

  /// The checksum of all bytes so far.
  var value: UInt32 { ~state }

  static func of(_ bytes: MappedBytes) -> UInt32 {
    var checksum = Checksum()
    unsafe checksum.update(UnsafeRawBufferPointer(start: bytes.unsafeStart, count: bytes.count))
    return checksum.value
  }

  static func of(_ bytes: [UInt8]) -> UInt32 {
    var checksum = Checksum()
    checksum.update(bytes)
    return checksum.value
  }

  mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe update($0) }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard var next = bytes.baseAddress else { return }
    var crc = state
    var left = bytes.count
    let tables = Self.tables.span
    while left >= 16 {
      let low =
        UInt64(littleEndian: unsafe next.loadUnaligned(as: UInt64.self)) ^ UInt64(crc)
      let high = UInt64(
        littleEndian: unsafe next.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      crc = 0
      for index in 0..<8 {
        let first = (15 - index) << 8 | Int(low >> (8 * index) & 0xFF)
        let second = (7 - index) << 8 | Int(high >> (8 * index) & 0xFF)
        crc ^= unsafe tables[unchecked: first]
        crc ^= unsafe tables[unchecked: second]
      }
      unsafe next += 16
      left -= 16
    }
    while left > 0 {
      let byte = unsafe next.load(as: UInt8.self)
      let entry = unsafe tables[unchecked: Int((crc ^ UInt32(byte)) & 0xFF)]
      crc = crc >> 8 ^ entry
      unsafe next += 1
      left -= 1
    }
    state = crc
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
