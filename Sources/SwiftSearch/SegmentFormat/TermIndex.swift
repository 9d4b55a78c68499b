/// Finds the block of the dictionary that may have a term; "Term index" in index-format.md.
struct TermIndex: Sendable {
  static let layout = [
    LayoutField("term count", 0, 8), LayoutField("block count", 8, 4),
    LayoutField("reserved", 12, 4),
  ]
  static let headerByteCount = 16

  let termCount: Int
  let blockCount: Int
  private let bytes: MappedBytes

  /// The first eight bytes of a term as a big-endian integer, so that integers compare as the
  /// bytes do; a shorter term is filled with zeros.
  @inline(__always)
  static func prefix(of term: Span<UInt8>) -> UInt64 {
    TextBytes(term).eight(at: 0).byteSwapped
  }

  /// What that of no term is below that comes behind all terms that begin with `start`; `nil` when
  /// there are none.
  static func prefix(behind start: Span<UInt8>) -> UInt64? {
    let first = prefix(of: start)
    // Those may have the same first eight bytes.
    guard start.count <= 8 else { return first }
    guard start.count > 0 else { return nil }
    let (next, overflow) = first.addingReportingOverflow(1 << UInt64(64 - 8 * start.count))
    return overflow ? nil : next
  }

  init(_ bytes: MappedBytes) throws(FormatError) {
    self.bytes = bytes
    let terms = try bytes.integer(UInt64.self, at: 0)
    blockCount = Int(try bytes.integer(UInt32.self, at: 8))
    guard terms <= UInt64(blockCount) * UInt64(TermDictionary.termsPerBlock) else {
      throw bytes.invalid("\(terms) terms in \(blockCount) blocks", at: 0)
    }
    termCount = Int(terms)
    try bytes.check(Self.headerByteCount, 12 * blockCount)
    try ByteReader(bytes, at: Self.headerByteCount + 12 * blockCount).finish()
  }

  /// Where block `index` starts in the dictionary.
  func offset(ofBlock index: Int) throws(FormatError) -> Int {
    Int(try bytes.integer(UInt32.self, at: Self.headerByteCount + 8 * blockCount + 4 * index))
  }

  /// The first block from `block` on that may have terms with at least this ``prefix(of:)``.
  func block(reaching prefix: UInt64, from block: Int) throws(FormatError) -> Int {
    // Galloping: mostly it is near.
    var (low, step) = (block, 1)
    while low + step < blockCount, try self.prefix(low + step) < prefix {
      low += step
      step *= 2
    }
    var high = min(low + step, blockCount)
    while low + 1 < high {
      let middle = (low + high) / 2
      if try self.prefix(middle) < prefix { low = middle } else { high = middle }
    }
    return low
  }

  @inline(__always)
  private func prefix(_ block: Int) throws(FormatError) -> UInt64 {
    try bytes.integer(UInt64.self, at: Self.headerByteCount + 8 * block)
  }

  /// The last block whose first term is at most `term`, or `nil` when there is none.
  func block(for term: Span<UInt8>, in dictionary: MappedBytes, hasPositions: Bool)
    throws(FormatError) -> Int?
  {
    let prefix = Self.prefix(of: term)
    var low = try bytes.countBelow(prefix, from: Self.headerByteCount, count: blockCount)
    guard
      low < blockCount,
      try bytes.integer(UInt64.self, at: Self.headerByteCount + 8 * low) == prefix
    else { return low == 0 ? nil : low - 1 }
    // The blocks that begin with the same eight bytes are told apart by their first terms.
    var high =
      prefix == .max
      ? blockCount
      : try bytes.countBelow(prefix + 1, from: Self.headerByteCount, count: blockCount)
    while low < high {
      let middle = (low + high) / 2
      if try firstTerm(of: middle, in: dictionary, hasPositions: hasPositions, isAtMost: term) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low == 0 ? nil : low - 1
  }

  private func firstTerm(
    of block: Int, in dictionary: MappedBytes, hasPositions: Bool, isAtMost term: Span<UInt8>
  ) throws(FormatError) -> Bool {
    let offset = try offset(ofBlock: block)
    let order = TermDictionary.order(
      ofFirstTermAt: offset, in: dictionary.span, hasPositions: hasPositions, to: term)
    if let order { return order <= 0 }
    var opened = try TermDictionary.Block(dictionary, at: offset, hasPositions: hasPositions)
    var key: [UInt8] = []
    try opened.nextKey(isFirst: true, &key)
    return !term.precedes(key.span)
  }
}
