@testable import SwiftSearch

/// The decoders of integers and of compressed bytes.
enum FuzzedBlocks {
  /// The first byte says whether to decompress or to compress, the next two how much is announced.
  static func runLZ4(_ input: [UInt8]) -> String? {
    var choices = FuzzInput(input)
    let (compresses, count) = (choices.byte() % 4 == 0, choices.integer(2))
    let bytes = choices.bytes
    guard compresses else {
      let output = try? LZ4Block.decompress(
        MappedBytes(bytes, section: "LZ4 block"), count: count)
      return output.map(\.count) ?? count == count ? nil : "not as many bytes as announced"
    }
    var scratch = LZ4Block.Scratch()
    var writer = ByteWriter()
    LZ4Block.compress(bytes, &scratch, into: &writer)
    let again = try? LZ4Block.decompress(
      MappedBytes(writer.bytes, section: "LZ4 block"), count: bytes.count)
    return again == bytes ? nil : "what was compressed comes out otherwise"
  }

  /// The first byte says which decoder, the next three are its arguments.
  static func run(_ input: [UInt8]) -> String? {
    var choices = FuzzInput(input)
    let (decoder, first, second) = (choices.byte(), choices.byte(), choices.integer(2))
    let bytes = MappedBytes(choices.bytes, section: "block")
    do throws(FormatError) {
      switch decoder % 8 {
      case 0: return try packed(bytes, at: second, index: first % 128)
      case 1: try postings(bytes, after: Int64(second) - 1)
      case 2: try short(bytes, count: 1 + first % 127, after: Int64(second) - 1)
      case 3: try lanes(bytes, at: second, width: first % 33)
      case 4: try stream(bytes, count: second % 129, width: first % 33)
      case 5: try skipData(bytes, documentFrequency: 129 + second, hasPositions: first % 2 == 0)
      case 6: try positions(bytes, start: second, length: first)
      default: try dictionary(bytes, hasPositions: first % 2 == 0)
      }
    } catch {
      return nil
    }
    return nil
  }

  /// Three ways to a block must agree about it.
  private static func packed(
    _ bytes: MappedBytes, at offset: Int, index: Int
  ) throws(FormatError) -> String? {
    let (whole, part) = (IntegerBlock(), IntegerBlock())
    let offset = bytes.count == 0 ? 0 : offset % bytes.count
    let value = Result { () throws(FormatError) in
      try PackedBlock.value(bytes, at: offset, index: index)
    }
    let end = Result { () throws(FormatError) in try PackedBlock.end(bytes, at: offset) }
    let partEnd = Result { () throws(FormatError) in
      try PackedBlock.decode(bytes, at: offset, index..<128, into: part)
    }
    let wholeEnd = try PackedBlock.decode(bytes, at: offset, into: whole)
    _ = partEnd
    guard (try? end.get()) == wholeEnd else { return "other ends of a block" }
    guard (try? value.get()) == whole[index] else { return "another value than in the block" }
    for place in index..<128 where part[place] != whole[place] { return "another part of a block" }
    return nil
  }

  private static func postings(_ bytes: MappedBytes, after: Int64) throws(FormatError) {
    var reader = ByteReader(bytes)
    while reader.remaining > 0 {
      try Postings.decodeDocuments(&reader, after: after, into: IntegerBlock())
      try Postings.decodeFrequencies(&reader, into: IntegerBlock())
    }
  }

  private static func short(
    _ bytes: MappedBytes, count: Int, after: Int64
  ) throws(FormatError) {
    for hasFrequencies in [true, false] {
      var reader = ByteReader(bytes)
      try Postings.decodeShort(
        &reader, count: count, after: after, hasFrequencies: hasFrequencies,
        documents: IntegerBlock(), frequencies: IntegerBlock())
    }
  }

  private static func lanes(_ bytes: MappedBytes, at offset: Int, width: Int) throws(FormatError) {
    try Lanes.unpack(bytes, at: offset, width: width, into: IntegerBlock())
    for index in 0..<128 { _ = try Lanes.value(bytes, at: offset, width: width, index: index) }
  }

  private static func stream(
    _ bytes: MappedBytes, count: Int, width: Int
  ) throws(FormatError) {
    var reader = ByteReader(bytes)
    try Stream.unpack(&reader, count: count, width: width, into: IntegerBlock())
    try BlockBitset().load(bytes, at: 0, wordCount: 1 + count % 16, from: 7)
  }

  private static func skipData(
    _ bytes: MappedBytes, documentFrequency: Int, hasPositions: Bool
  ) throws(FormatError) {
    let skip = try SkipData(
      bytes, documentFrequency: documentFrequency, hasPositions: hasPositions)
    for block in 0..<skip.blockCount {
      _ = try? skip.place(ofBlock: block)
      if hasPositions { _ = try? skip.positionsPlace(block) }
      _ = try? skip.impacts(ofBlock: block)
      _ = try? skip.endDocument(block)
    }
    for group in 0..<skip.groupCount { _ = try? skip.impacts(ofGroup: group) }
    _ = try skip.firstBlock(reaching: UInt32(documentFrequency), from: 0)
  }

  private static func positions(
    _ bytes: MappedBytes, start: Int, length: Int
  ) throws(FormatError) {
    let (places, buffer) = (PositionPlaces(), PositionBuffer())
    let reader = Positions.Reader(bytes, into: buffer, block: IntegerBlock())
    for document in 0..<3 {
      places.append(
        origin: 0, start: UInt32(start + document * (length + 1)), length: UInt32(length + 1))
    }
    var next = 0
    while next < 3 { next = try reader.load(places, next..<3) }
  }

  private static func dictionary(
    _ bytes: MappedBytes, hasPositions: Bool
  ) throws(FormatError) {
    var block = try TermDictionary.Block(bytes, at: 0, hasPositions: hasPositions)
    var key: [UInt8] = []
    for index in 0..<block.termCount { try block.nextKey(isFirst: index == 0, &key) }
    _ = TermDictionary.find(
      key.span, inBlockAt: 0, of: bytes.span, hasPositions: hasPositions)
    var again = try TermDictionary.Block(bytes, at: 0, hasPositions: hasPositions)
    _ = try again.entry(for: key.span)
    for _ in 0..<block.termCount { _ = try block.nextEntry() }
  }
}
