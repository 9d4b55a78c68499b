@testable import SwiftSearch

/// The decoders of the sections, whose checksums a hostile index has right.
enum FuzzedSections {
  /// The first byte says which section; what can be read must be written again without a trap.
  static func run(_ input: [UInt8]) -> String? {
    var choices = FuzzInput(input)
    let (section, number) = (choices.byte(), choices.integer(2))
    let bytes = MappedBytes(choices.bytes, section: "section")
    var writer = ByteWriter()
    do throws(FormatError) {
      switch section % 9 {
      case 0:
        try Manifest(reading: bytes, generation: UInt64(number)).write(to: &writer)
      case 1: try Sources(reading: bytes).write(to: &writer)
      case 2: try Deletions(reading: bytes, documentCount: number).write(to: &writer)
      case 3: try SegmentInformation(reading: bytes).write(to: &writer)
      case 4: try termIndex(bytes)
      case 5: try storedIndex(bytes, document: number)
      case 6: try column(bytes, document: number)
      case 7: try SectionTable(reading: bytes, end: number).write(to: &writer)
      default: try file(bytes)
      }
    } catch {
      return nil
    }
    return nil
  }

  private static func termIndex(_ bytes: MappedBytes) throws(FormatError) {
    let index = try TermIndex(bytes)
    let term: [UInt8] = [0x63, 0x6F]
    for hasPositions in [true, false] {
      _ = try? index.block(for: term.span, in: bytes, hasPositions: hasPositions)
    }
    _ = try index.offset(ofBlock: 0)
  }

  private static func storedIndex(_ bytes: MappedBytes, document: Int) throws(FormatError) {
    let index = try StoredIndex(bytes)
    let block = try index.block(of: document)
    _ = try index.offset(ofBlock: block)
    _ = try index.firstDocument(ofBlock: block)
  }

  private static func column(_ bytes: MappedBytes, document: Int) throws(FormatError) {
    let column = try Column(bytes)
    for document in [0, 1, document] { _ = try column.value(of: document) }
  }

  private static func file(_ bytes: MappedBytes) throws(FormatError) {
    _ = try FileHeader(reading: bytes)
    var checksum: UInt32 = 0
    _ = try FileFooter(reading: bytes, checksum: &checksum)
  }
}
