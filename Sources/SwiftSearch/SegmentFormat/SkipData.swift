/// What is known of each block of a term's postings without decoding it; "Skip data" in
/// index-format.md.
final class SkipData: Sendable {
  static let blocksPerGroup = 32

  /// The facts of one block while a term is written.
  struct Block {
    var lastDocument: UInt32
    /// From the start of the term's first block.
    var postingsOffset: Int
    var positionsOffset: Int
    var positionsIndex: Int
    var impacts: ImpactSet
  }

  static let layout = [
    LayoutField("impact width", 0, 1), LayoutField("impact count", 1, 4),
    LayoutField("group impact count", 5, 4),
  ]
  static let headerByteCount = 9

  /// Appends the skip data of a term of more than 128 postings.
  static func write(
    _ blocks: [Block], hasPositions: Bool, to writer: inout ByteWriter
  ) {
    let groups = stride(from: 0, to: blocks.count, by: blocksPerGroup).map { start in
      var impacts = ImpactSet()
      for block in blocks[start..<min(start + blocksPerGroup, blocks.count)] {
        impacts.formUnion(block.impacts)
      }
      return (first: start, impacts: impacts)
    }
    let isWide = blocks.contains { $0.impacts.impacts.contains { $0.frequency > 255 } }
    let width = hasPositions ? (isWide ? 5 : 2) : 0
    let impactCount = hasPositions ? blocks.reduce(0) { $0 + $1.impacts.impacts.count } : 0
    let groupImpactCount = hasPositions ? groups.reduce(0) { $0 + $1.impacts.impacts.count } : 0
    writer.integer(UInt8(width))
    writer.integer(UInt32(impactCount))
    writer.integer(UInt32(groupImpactCount))
    for block in blocks { writer.integer(block.lastDocument) }
    for (index, block) in blocks.enumerated() {
      let base = blocks[index / blocksPerGroup * blocksPerGroup].postingsOffset
      writer.integer(UInt16(block.postingsOffset - base))
    }
    for group in groups { writer.integer(UInt32(blocks[group.first].postingsOffset)) }
    guard hasPositions else { return }
    for block in blocks { writer.integer(UInt32(block.positionsOffset)) }
    for block in blocks { writer.integer(UInt8(block.positionsIndex)) }
    writeImpacts(blocks, groups.map { $0.impacts }, width: width, to: &writer)
  }

  private static func writeImpacts(
    _ blocks: [Block], _ groups: [ImpactSet], width: Int, to writer: inout ByteWriter
  ) {
    for block in blocks { writer.integer(UInt8(block.impacts.impacts.count)) }
    var end = 0
    for group in stride(from: 0, to: blocks.count, by: blocksPerGroup) {
      writer.integer(UInt32(end))
      for block in blocks[group..<min(group + blocksPerGroup, blocks.count)] {
        end += block.impacts.impacts.count
      }
    }
    end = 0
    for group in groups {
      end += group.impacts.count
      writer.integer(UInt32(end))
    }
    for impacts in blocks.map(\.impacts) + groups {
      for impact in impacts.impacts {
        if width == 5 {
          writer.integer(impact.frequency)
        } else {
          writer.integer(UInt8(impact.frequency))
        }
        writer.integer(impact.norm)
      }
    }
  }

  // MARK: Reading

  let blockCount: Int
  /// How many bytes the skip data take.
  let byteCount: Int
  let bytes: MappedBytes
  let impactWidth: Int
  let impactCount: Int
  let groupImpactCount: Int
  private let hasPositions: Bool
  // Where the arrays start.
  private let postingsOffsets: Int
  private let groupOffsets: Int
  private let positionsOffsets: Int
  let impactCounts: Int
  let impacts: Int

  var groupCount: Int {
    (blockCount + Self.blocksPerGroup - 1) / Self.blocksPerGroup
  }

  /// Of no blocks.
  static let none = SkipData()

  var isEmpty: Bool { blockCount == 0 }

  private init() {
    (bytes, blockCount, byteCount, hasPositions) = (.none, 0, 0, false)
    (impactWidth, impactCount, groupImpactCount) = (0, 0, 0)
    (postingsOffsets, groupOffsets, positionsOffsets, impactCounts, impacts) = (0, 0, 0, 0, 0)
  }

  /// Reads the skip data at the start of the `postings` of a term of `documentFrequency` > 128.
  init(
    _ postings: MappedBytes, documentFrequency: Int, hasPositions: Bool
  ) throws(FormatError) {
    let bytes = try postings.slice(at: 0, count: postings.count, section: "skip data")
    self.bytes = bytes
    self.hasPositions = hasPositions
    blockCount = (documentFrequency + Postings.postingCount - 1) / Postings.postingCount
    let groupCount = (blockCount + Self.blocksPerGroup - 1) / Self.blocksPerGroup
    var reader = ByteReader(bytes)
    impactWidth = Int(try reader.integer(UInt8.self))
    impactCount = Int(try reader.integer(UInt32.self))
    groupImpactCount = Int(try reader.integer(UInt32.self))
    let isSane =
      hasPositions
      ? impactWidth == 2 || impactWidth == 5
      : impactWidth == 0 && impactCount == 0 && groupImpactCount == 0
    guard isSane else {
      throw bytes.invalid("impact width \(impactWidth)", at: 0)
    }
    postingsOffsets = Self.headerByteCount + 4 * blockCount
    groupOffsets = postingsOffsets + 2 * blockCount
    positionsOffsets = groupOffsets + 4 * groupCount
    impactCounts = positionsOffsets + (hasPositions ? 5 * blockCount : 0)
    impacts = impactCounts + (impactWidth > 0 ? blockCount + 8 * groupCount : 0)
    byteCount = impacts + impactWidth * (impactCount + groupImpactCount)
    try bytes.check(0, byteCount)
  }

  @inline(__always)
  func lastDocument(_ block: Int) throws(FormatError) -> UInt32 {
    try bytes.integer(at: Self.headerByteCount + 4 * block)
  }

  /// The first document behind a block.
  @inline(__always)
  func endDocument(_ block: Int) throws(FormatError) -> UInt32 {
    let last = try lastDocument(block)
    guard last < .max else { throw disorder(block) }
    return last + 1
  }

  /// An error about the last document of a block.
  func disorder(_ block: Int) -> FormatError {
    bytes.invalid("blocks out of order", at: Self.headerByteCount + 4 * block)
  }

  /// The first block from `block` on whose last document is at least `target`, or ``blockCount``.
  func firstBlock(reaching target: UInt32, from block: Int) throws(FormatError) -> Int {
    try bytes.firstIndex(
      atLeast: target, from: block, at: Self.headerByteCount, count: blockCount)
  }

  /// From the start of the term's first block.
  func postingsOffset(_ block: Int) throws(FormatError) -> Int {
    let group = try bytes.integer(
      UInt32.self, at: groupOffsets + 4 * (block / Self.blocksPerGroup))
    return Int(group) + Int(try bytes.integer(UInt16.self, at: postingsOffsets + 2 * block))
  }

  /// What it takes to decode a block: where it starts, from the start of the first one, the last
  /// document of the block before, and its own.
  func place(ofBlock block: Int) throws(FormatError) -> (offset: Int, previous: Int64, last: UInt32)
  {
    let previous = block == 0 ? Postings.beforeFirst : Int64(try lastDocument(block - 1))
    return (try postingsOffset(block), previous, try lastDocument(block))
  }

  /// Where the first position of a block stands.
  func positionsPlace(_ block: Int) throws(FormatError) -> (offset: Int, index: Int) {
    let offset = try bytes.integer(UInt32.self, at: positionsOffsets + 4 * block)
    let index = try bytes.integer(UInt8.self, at: positionsOffsets + 4 * blockCount + block)
    return (Int(offset), Int(index))
  }
}
