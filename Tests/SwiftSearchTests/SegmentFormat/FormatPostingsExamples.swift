@testable import SwiftSearch

/// The doc IDs and frequencies of a block.
struct PostingsExample: Equatable, Sendable {
  var documents: [UInt32]
  /// `nil` in a field that has none.
  var frequencies: [UInt32]?
}

/// What the skip data say of each block, and of the group of all blocks.
struct SkipExample: Equatable, Sendable {
  struct Block: Equatable, Sendable {
    var lastDocument: UInt32
    var postingsOffset: Int
    var positionsOffset: Int
    var positionsIndex: Int
    var impacts: [Impact]
  }

  var blocks: [Block]
  var group: [Impact]

  static let value = example(frequency: 3)
  static let wide = example(frequency: 300)

  private static func example(frequency: UInt32) -> SkipExample {
    let large = Impact(frequency: frequency, norm: 40)
    return SkipExample(
      blocks: [
        Block(
          lastDocument: 199, postingsOffset: 0, positionsOffset: 0, positionsIndex: 0,
          impacts: [Impact(frequency: 1, norm: 9), large]),
        Block(
          lastDocument: 320, postingsOffset: 36, positionsOffset: 114, positionsIndex: 7,
          impacts: [Impact(frequency: 2, norm: 30)]),
      ],
      group: [Impact(frequency: 1, norm: 9), Impact(frequency: 2, norm: 30), large])
  }

  func write(to writer: inout ByteWriter) {
    let facts = blocks.map { block in
      var impacts = ImpactSet()
      for impact in block.impacts { impacts.insert(impact) }
      return SkipData.Block(
        lastDocument: block.lastDocument, postingsOffset: block.postingsOffset,
        positionsOffset: block.positionsOffset, positionsIndex: block.positionsIndex,
        impacts: impacts)
    }
    SkipData.write(facts, hasPositions: true, to: &writer)
  }

  init(blocks: [Block], group: [Impact]) {
    self.blocks = blocks
    self.group = group
  }

  init(_ bytes: MappedBytes) throws {
    let skip = try SkipData(bytes, documentFrequency: 130, hasPositions: true)
    guard skip.byteCount == bytes.count else { throw bytes.invalid("length", at: 0) }
    blocks = try (0..<skip.blockCount).map { number in
      let place = try skip.positionsPlace(number)
      return Block(
        lastDocument: try skip.lastDocument(number),
        postingsOffset: try skip.postingsOffset(number), positionsOffset: place.offset,
        positionsIndex: place.index, impacts: try skip.impacts(ofBlock: number))
    }
    group = try skip.impacts(ofGroup: 0)
  }
}

extension FormatExample {
  static let postings: [FormatExample] = [
    // The first three values of lane 0 and one of lane 3; then a value that crosses two words.
    FormatExample(
      "Lanes", block(0, except: [0: 1, 1: 1, 5: 1, 127: 1]),
      encode: { Lanes.pack(IntegerBlock($0), width: 1, into: &$1) },
      decode: { bytes in
        let block = IntegerBlock()
        try Lanes.unpack(bytes, at: 0, width: 1, into: block)
        return block.values()
      }),
    FormatExample(
      "Lanes", block(0, except: [0: 1, 8: 0x7FF, 126: 1024]),
      encode: { Lanes.pack(IntegerBlock($0), width: 11, into: &$1) },
      decode: { bytes in
        let block = IntegerBlock()
        try Lanes.unpack(bytes, at: 0, width: 11, into: block)
        return block.values()
      }),
    FormatExample(
      "Stream", [5, 2, 7, 1, 0, 6],
      encode: { Stream.pack(IntegerBlock($0), count: 6, width: 3, into: &$1) },
      decode: { bytes in
        let block = IntegerBlock()
        try Stream.unpack(bytes, at: 0, count: 6, width: 3, into: block)
        return block.values(6)
      }),
    FormatExample(
      "Quotients", [1, 0, 1, 0, 0, 1],
      encode: { Quotients.pack(IntegerBlock($0), count: 6, shift: 0, behind: 0, into: &$1) },
      decode: { bytes in
        let block = IntegerBlock()
        let end = try Quotients.unpack(
          bytes, at: 0, bit: 0, byteCount: bytes.count, count: 6, shift: 0, into: block)
        try bytes.finish(at: end)
        return block.values(6)
      }),
    packed("Packed block", block(1, except: [2: 0, 70: 1001])),
    packed("Split block", (0..<128).map { [1, 1, 1, 1, 3, 3, 5, 9][$0 % 8] }),
    FormatExample(
      "Short run", run,
      encode: { run, writer in
        let block = IntegerBlock(run)
        ShortRun.encode(
          block, count: run.count, ShortRun.form(block, count: run.count), into: &writer)
      },
      decode: { bytes in
        let block = IntegerBlock()
        let end = try ShortRun.decode(bytes, at: 0, first: 66, count: run.count, into: block)
        try bytes.finish(at: end)
        return block.values(run.count)
      }),
    // Gaps of 1 and one of 101: packed. Four documents, then three others: a bitset.
    full(
      PostingsExample(
        documents: (0..<128).map { $0 < 64 ? $0 * 2 : $0 * 2 + 100 }, frequencies: block(1))),
    full(PostingsExample(documents: (0..<128).map { $0 + 3 * ($0 / 4) }, frequencies: nil)),
    short(PostingsExample(documents: [3, 4, 9], frequencies: [1, 1, 1])),
    short(PostingsExample(documents: [3, 4, 9], frequencies: [2, 1, 4])),
    short(PostingsExample(documents: [3, 4, 9], frequencies: nil)),
    skipData(.value),
    skipData(.wide),
    positions([4, 9, 1, 0, 30]),
    positions(block(2, except: [1: 3, 100: 200]) + [6]),
    positions(run),
  ]

  private static let run: [UInt32] = [1, 0, 2, 0, 0, 1, 0, 60, 3, 5, 0, 1]

  private static func packed(_ section: String, _ values: [UInt32]) -> FormatExample {
    FormatExample(
      section, values,
      encode: { PackedBlock.encode(IntegerBlock($0), into: &$1) },
      decode: { bytes in
        var reader = ByteReader(bytes)
        let block = IntegerBlock()
        try PackedBlock.decode(&reader, into: block)
        try reader.finish()
        return block.values()
      })
  }

  private static func skipData(_ example: SkipExample) -> FormatExample {
    FormatExample(
      "Skip data", example, encode: { $0.write(to: &$1) }, decode: { try SkipExample($0) })
  }

  private static func full(_ example: PostingsExample) -> FormatExample {
    FormatExample(
      "Postings", example,
      encode: { example, writer in
        Postings.encodeFull(
          documents: IntegerBlock(example.documents),
          frequencies: example.frequencies.map { IntegerBlock($0) },
          after: Postings.beforeFirst, scratch: IntegerBlock(), into: &writer)
      },
      decode: { bytes in
        var reader = ByteReader(bytes)
        let (documents, frequencies) = (IntegerBlock(), IntegerBlock())
        try Postings.decodeDocuments(
          &reader, after: Postings.beforeFirst, into: documents)
        guard example.frequencies != nil else {
          return PostingsExample(documents: documents.values())
        }
        try Postings.decodeFrequencies(&reader, into: frequencies)
        return PostingsExample(documents: documents.values(), frequencies: frequencies.values())
      })
  }

  private static func short(_ example: PostingsExample) -> FormatExample {
    FormatExample(
      "Postings", example,
      encode: { example, writer in
        Postings.encodeShort(
          documents: IntegerBlock(example.documents),
          frequencies: example.frequencies.map { IntegerBlock($0) },
          count: example.documents.count, after: Postings.beforeFirst,
          scratch: IntegerBlock(), into: &writer)
      },
      decode: { bytes in
        var reader = ByteReader(bytes)
        let (documents, frequencies) = (IntegerBlock(), IntegerBlock())
        let count = example.documents.count
        try Postings.decodeShort(
          &reader, count: count, after: Postings.beforeFirst,
          hasFrequencies: example.frequencies != nil, documents: documents,
          frequencies: frequencies)
        return PostingsExample(
          documents: documents.values(count),
          frequencies: example.frequencies == nil ? nil : frequencies.values(count))
      })
  }

  private static func positions(_ deltas: [UInt32]) -> FormatExample {
    FormatExample(
      "Positions", deltas,
      encode: { deltas, writer in
        var positions = Positions.Writer()
        positions.beginTerm()
        for delta in deltas { positions.append(delta) }
        _ = positions.endTerm()
        writer.append(positions.bytes)
      },
      decode: { bytes in
        let buffer = PositionBuffer()
        let reader = Positions.Reader(bytes, into: buffer, block: IntegerBlock())
        let places = PositionPlaces()
        places.append(origin: 0, start: 0, length: UInt32(deltas.count))
        _ = try reader.load(places, 0..<1)
        return deltas.indices.map { buffer[$0] }
      })
  }
}
