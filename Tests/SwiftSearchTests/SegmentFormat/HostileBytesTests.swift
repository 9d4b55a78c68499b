import Foundation
import Testing

@testable import SwiftSearch

/// Bytes whose checksums are right and whose numbers are not.
@Suite struct HostileBytesTests {
  private func bytes(_ body: (inout ByteWriter) -> Void) -> MappedBytes {
    var writer = ByteWriter()
    body(&writer)
    return MappedBytes(writer.bytes, section: "test")
  }

  @Test func generationsLeaveRoomForTheNext() {
    #expect(Manifest.generation(ofFileName: "\(UInt64.max).commit") == nil)
    #expect(Manifest.generation(ofFileName: "\(Int64.max).commit") == UInt64(Int64.max))
    #expect(Manifest.generation(ofFileName: "01.commit") == nil)
  }

  @Test(arguments: [0xFFFE, 0xFFFF] as [UInt16])
  func fieldNumbersStayBelowTheMarkForNone(number: UInt16) throws {
    let record = bytes {
      FieldInformation(number: number, type: .text, name: "x").write(to: &$0)
    }
    var reader = ByteReader(record)
    #expect(throws: FormatError.self) { try FieldInformation(&reader) }
  }

  @Test func aSchemaOfTheLargestNumberTakesNoMoreFields() {
    var schema = Schema([
      FieldInformation(number: 0, type: .keyword, name: "id"),
      FieldInformation(number: FieldInformation.largestNumber, type: .text, name: "x"),
    ])
    #expect(schema.field("y", for: .text("")) == nil)
    #expect(schema.field("x", for: .text("")) != nil)
  }

  @Test func fieldsOfAManifestAscend() {
    var manifest = Manifest.example
    manifest.fields.append(manifest.fields[0])
    #expect(throws: FormatError.self) {
      try Manifest(reading: bytes { manifest.write(to: &$0) }, generation: 2)
    }
  }

  @Test func aManifestHasTheFieldOfKeys() {
    var manifest = Manifest.example
    manifest.fields[0].type = .text
    #expect(throws: FormatError.self) {
      try Manifest(reading: bytes { manifest.write(to: &$0) }, generation: 2)
    }
    manifest.fields = []
    #expect(throws: FormatError.self) {
      try Manifest(reading: bytes { manifest.write(to: &$0) }, generation: 2)
    }
  }

  /// Every decoder with every count too large, too small or cut off: a test that ends has shown
  /// that none traps, nor the encoder that writes again what was read.
  @Test func noAlteredExampleTraps() {
    for example in FormatExample.all {
      let whole = example.encoded()
      for offset in whole.indices {
        for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] where value != whole[offset] {
          var altered = whole
          altered[offset] = value
          #expect(example.problem(with: altered) != nil, "\(example.section), byte \(offset)")
        }
        let cut = Array(whole.prefix(offset))
        #expect(example.problem(with: cut) != nil, "\(example.section), \(offset) bytes")
      }
    }
  }

  @Test func documentsOfAnIndexFitTheirTotals() {
    var manifest = Manifest.example
    manifest.segments = (1...3).map { id in
      Manifest.Segment(id: id, fileLength: 100, checksum: 0, documentCount: Int(Int32.max))
    }
    #expect(throws: FormatError.self) {
      try Manifest(reading: bytes { manifest.write(to: &$0) }, generation: 2)
    }
  }

  @Test func deletionsNeedAGeneration() {
    var manifest = Manifest.example
    manifest.segments[0].deletionsGeneration = 0
    #expect(throws: FormatError.self) {
      try Manifest(reading: bytes { manifest.write(to: &$0) }, generation: 2)
    }
  }

  @Test func aFieldIsInNoMoreDocumentsThanThereAre() {
    let information = SegmentInformation(documentCount: 2, fields: [.idExample])
    #expect(throws: FormatError.self) {
      try SegmentInformation(reading: bytes { information.write(to: &$0) })
    }
  }

  /// Frequencies of 0 and 1 have another form, and keyword fields have no positions.
  @Test(arguments: [([1, 5, 0, 0], true), ([1, 5, 1, 1], true), ([0, 5, 9], false)])
  func entriesHaveOneForm(entry: [UInt8], hasPositions: Bool) {
    var reader = ByteReader(MappedBytes(entry, section: "test"))
    var (postings, positions) = (0, 0)
    #expect(throws: FormatError.self) {
      try TermEntry(
        &reader, hasPositions: hasPositions, postingsOffset: &postings,
        positionsOffset: &positions)
    }
  }

  @Test func textFieldsHaveImpacts() {
    let skip = bytes { writer in
      writer.integer(UInt8(0))
      for _ in 0..<100 { writer.integer(UInt8(0)) }
    }
    #expect(throws: FormatError.self) {
      try SkipData(skip, documentFrequency: 130, hasPositions: true)
    }
    #expect(throws: Never.self) {
      try SkipData(skip, documentFrequency: 130, hasPositions: false)
    }
  }
}
