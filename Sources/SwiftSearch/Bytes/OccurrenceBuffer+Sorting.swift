extension OccurrenceBuffer {
  /// A term by what is compared first.
  private struct Item {
    /// The first eight bytes as a big-endian integer, filled up with zeros.
    var prefix: UInt64
    var term: UInt32
    var field: UInt16
  }

  /// All terms, by field and then in the order of their bytes.
  func sortedTerms() -> [UInt32] {
    var items = slots.records().map { term in
      Item(prefix: prefix(term), term: term, field: unsafe record(term).pointee.field)
    }
    Self.sortByPrefix(&items)
    var start = 0
    while start < items.count {
      let (field, prefix) = (items[start].field, items[start].prefix)
      var end = start + 1
      while end < items.count, items[end].prefix == prefix, items[end].field == field { end += 1 }
      if end - start > 1 {
        items[start..<end].sort { precedes($0.term, $1.term) }
      }
      start = end
    }
    return items.map(\.term)
  }

  private func prefix(_ term: UInt32) -> UInt64 {
    // A key has a chunk behind it, so that eight bytes can be loaded.
    let bytes = eight(Self.keyOffset(term))
    let count = unsafe Int(record(term).pointee.keyCount)
    return count >= 8 ? bytes : bytes & ~(.max >> UInt64(8 * count))
  }

  private static func keyOffset(_ term: UInt32) -> Int {
    ByteArena.offset(term) + Record.byteCount
  }

  private func eight(_ offset: Int) -> UInt64 {
    UInt64(
      bigEndian: unsafe arena.base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  private func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
    let (first, second) = unsafe (record(left).pointee.keyCount, record(right).pointee.keyCount)
    let shared = Int(min(first, second))
    let (one, other) = (Self.keyOffset(left), Self.keyOffset(right))
    for index in stride(from: 0, to: shared, by: 8) {
      let (word, otherWord) = (eight(one + index), eight(other + index))
      guard word != otherWord else { continue }
      guard index + (word ^ otherWord).leadingZeroBitCount / 8 < shared else { break }
      return word < otherWord
    }
    return first < second
  }

  /// Sorts by the bytes of the prefix from the last to the first, and then by the field, whose
  /// order stands at last: a radix sort, passing over bytes that are the same in all items.
  private static func sortByPrefix(_ items: inout [Item]) {
    guard let first = items.first else { return }
    var (allPrefix, allField): (UInt64, UInt16) = (0, 0)
    for item in items {
      allPrefix |= item.prefix ^ first.prefix
      allField |= item.field ^ first.field
    }
    var other = items
    for byte in 0..<10 {
      let isField = byte >= 8
      let shift = UInt64(8 * (isField ? byte - 8 : byte))
      let bits = isField ? UInt64(allField) : allPrefix
      guard bits >> shift & 0xFF != 0 else { continue }
      if isField {
        scatter(items, into: &other) { Int($0.field >> UInt16(shift)) & 0xFF }
      } else {
        scatter(items, into: &other) { Int(truncatingIfNeeded: $0.prefix >> shift) & 0xFF }
      }
      swap(&items, &other)
    }
  }

  @inline(__always)
  private static func scatter(
    _ items: [Item], into target: inout [Item], _ digit: (Item) -> Int
  ) {
    var places = [Int](repeating: 0, count: 257)
    for item in items { places[digit(item) + 1] += 1 }
    for value in 0..<256 { places[value + 1] += places[value] }
    for item in items {
      let value = digit(item)
      target[places[value]] = item
      places[value] += 1
    }
  }
}
