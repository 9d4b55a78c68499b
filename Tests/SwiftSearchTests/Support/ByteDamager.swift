@testable import SwiftSearch

/// The bytes of one file of an index, to be damaged. The places are those of index-format.md.
struct ByteDamager {
  var bytes: [UInt8]

  struct Section {
    /// Where its entry stands in the file.
    var entry: Int
    var range: Range<Int>
  }

  func integer(_ count: Int, at offset: Int) -> Int {
    (0..<count).reduce(0) { sum, index in
      offset + index < bytes.count ? sum | Int(bytes[offset + index]) << (8 * index) : sum
    }
  }

  mutating func store(_ value: Int, _ count: Int, at offset: Int) {
    for index in 0..<count where offset + index < bytes.count {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
    }
  }

  /// The sections that lie within the file.
  var sections: [Section] {
    let footer = bytes.count - 32
    guard footer >= 32 else { return [] }
    let table = integer(8, at: footer)
    guard (32...footer).contains(table) else { return [] }
    return stride(from: table, to: footer - 23, by: 24).compactMap { entry in
      let (offset, length) = (integer(8, at: entry + 8), integer(8, at: entry + 16))
      guard offset >= 0, length >= 0, offset <= table, length <= table - offset else { return nil }
      return Section(entry: entry, range: offset..<offset + length)
    }
  }

  // MARK: Damage

  mutating func flip(bit: Int) { bytes[bit / 8] ^= 1 << UInt8(bit % 8) }

  mutating func fill(_ range: Range<Int>, with byte: UInt8) {
    for index in range.clamped(to: bytes.indices) { bytes[index] = byte }
  }

  mutating func truncate(to count: Int) { bytes.removeSubrange(count...) }

  /// Lets the table say that a section is shorter.
  mutating func truncate(_ section: Section, to count: Int) {
    store(count, 8, at: section.entry + 16)
  }

  /// Lets the table give each of two sections the bytes of the other.
  mutating func swap(_ one: Section, _ other: Section) {
    for (section, source) in [(one, other.range), (other, one.range)] {
      store(source.lowerBound, 8, at: section.entry + 8)
      store(source.count, 8, at: section.entry + 16)
    }
  }

  // MARK: Repair

  /// Makes all checksums right, so that decoders meet the damage.
  ///
  /// - Returns: the footer's checksum.
  @discardableResult
  mutating func repairChecksums() -> Int {
    let footer = bytes.count - 32
    guard footer >= 32 else { return 0 }
    for section in sections {
      store(Self.checksum(bytes[section.range]), 4, at: section.entry + 4)
    }
    let table = integer(8, at: footer)
    if (32...footer).contains(table) {
      store(Self.checksum(bytes[table..<footer]), 4, at: footer + 12)
    }
    store(bytes.count, 8, at: footer + 16)
    store(Self.checksum(bytes[..<32]), 4, at: footer + 24)
    let own = Self.checksum(bytes[footer..<footer + 28])
    store(own, 4, at: footer + 28)
    return own
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
    Int(Checksum.of(Array(bytes)))
  }
}
