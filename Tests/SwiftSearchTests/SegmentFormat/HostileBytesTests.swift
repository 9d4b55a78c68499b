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
      FieldRecord(number: number, type: .text, name: "x").write(to: &$0)
    }
    var reader = ByteReader(record)
    #expect(throws: FormatError.self) { try FieldRecord(&reader) }
  }

  @Test func aSchemaOfTheLargestNumberTakesNoMoreFields() {
    var schema = Schema([
      FieldRecord(number: 0, type: .keyword, name: "id"),
      FieldRecord(number: FieldRecord.largestNumber, type: .text, name: "x"),
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

  @Test(arguments: [
    "Segment information", "Term index", "Stored index", "Stored documents", "Column", "Deletions",
    "Manifest", "Sources",
  ])
  func nothingIsLeftOver(section: String) throws {
    for example in try #require(FormatExample.bySection[section]) {
      #expect(!example.refuses(example.encoded()))
      #expect(example.refuses(example.encoded() + [0]))
    }
  }

  /// Sections follow one another without other bytes between, and do not repeat.
  @Test func sectionsAreWhereTheyBelong() {
    func isRead(end: Int = 64, _ alter: (inout [SectionTable.Entry]) -> Void) -> Bool {
      var table = SectionTable.example
      alter(&table.entries)
      return (try? SectionTable(reading: bytes { table.write(to: &$0) }, end: end)) != nil
    }
    #expect(isRead { _ in })
    #expect(!isRead(end: 72) { _ in })
    #expect(!isRead(end: 56) { _ in })
    #expect(!isRead { $0.swapAt(0, 1) })
    #expect(!isRead { $0[1].offset = 48 })
    #expect(!isRead(end: 72) { $0[1].offset = 64 })
    #expect(!isRead { ($0[1].kind, $0[1].field) = ($0[0].kind, $0[0].field) })
    #expect(!isRead { $0[1].length = .max })
    #expect(!isRead { $0.removeAll() })
    #expect(isRead(end: 32) { $0.removeAll() })
  }

  /// Exceptions that stand twice, in another order, or add nothing.
  @Test(arguments: [[70, 1, 70, 1], [70, 1, 2, 1], [70, 0], [128, 1]] as [[UInt8]])
  func exceptionsOfAPackedBlockAscend(exceptions: [UInt8]) {
    func isRead(_ exceptions: [UInt8]) -> Bool {
      let count = UInt8(exceptions.count / 2)
      var reader = ByteReader(MappedBytes([0, count] + exceptions, section: "test"))
      return (try? PackedBlock.decode(&reader, into: IntegerBlock())) != nil
    }
    #expect(isRead([2, 1, 70, 1]))
    #expect(!isRead(exceptions))
  }

  @Test func keywordFieldsHaveNoFrequencies() throws {
    for hasFrequencies in [true, false] {
      var reader = ByteReader(MappedBytes([0x83, 3, 1, 2, 0x31], section: "test"))
      let result = Result { () throws(FormatError) in
        try Postings.decodeShort(
          &reader, count: 3, after: -1, hasFrequencies: hasFrequencies, documents: IntegerBlock(),
          frequencies: IntegerBlock())
      }
      #expect((try? result.get()) != nil || !hasFrequencies)
      #expect((try? result.get()) == nil || hasFrequencies)
    }
  }

  @Test func aBitsetHasNoEmptyWordAtTheEnd() {
    func isRead(_ words: [UInt64]) -> Bool {
      let reading = bytes { writer in
        writer.integer(Postings.bitsetFlag | UInt8(words.count))
        for word in words { writer.integer(word) }
      }
      var reader = ByteReader(reading)
      return (try? Postings.decodeDocuments(&reader, after: -1, into: IntegerBlock())) != nil
    }
    #expect(isRead([.max, 0, .max]))
    #expect(!isRead([.max, .max, 0]))
    #expect(!isRead([.max, 1]))
    #expect(!isRead([.max, .max, 1]))
    #expect(!isRead([UInt64](repeating: .max, count: 127)))
    #expect(!isRead([]))
  }

  @Test func filesOfACommitAreNotLaterThanIt() throws {
    for generation in [2, 1] as [UInt64] {
      var withSources = Manifest.example
      withSources.segments = []
      withSources.sourcesGeneration = 2
      for manifest in [withSources, .example] {
        let read = try? Manifest(
          reading: bytes { manifest.write(to: &$0) }, generation: generation)
        #expect((read != nil) == (generation == 2))
      }
    }
  }

  /// The generation in a name is that in the header.
  @Test(arguments: [2, 3] as [UInt64])
  func aFileIsOfTheGenerationInItsName(generation: UInt64) throws {
    let directory = try TemporaryDirectory()
    let files = IndexDirectory(directory.path)
    let golden = try CommitReader.newest(in: IndexDirectory(GoldenIndex.directory))
    var record = try #require(golden?.segments.first)
    try FileManager.default.copyItem(
      atPath: GoldenIndex.directory + "/" + record.fileName,
      toPath: directory.path + "/" + record.fileName)
    var deletions = Deletions(documentCount: record.documentCount)
    deletions.insert(5)
    (record.deletionsGeneration, record.deletedCount) = (3, 1)
    var file = try SectionFileWriter(
      files, name: record.deletionsFileName,
      header: FileHeader(kind: .deletions, id: record.id, generation: generation))
    var section = ByteWriter()
    deletions.write(to: &section)
    try file.section(.deletions, section.bytes)
    record.deletionsChecksum = try file.finish().checksum
    let segment = try? SegmentReader(record, in: files)
    #expect((segment?.deletions == deletions) == (generation == 3))
  }

  @Test func pathsOfSourcesAscend() throws {
    let names = [0x61, 0x62].map { [UInt8]([1, $0]) }
    for (paths, isRead) in [
      (names, true), ([names[1], names[0]], false), ([names[0], names[0]], false),
    ] {
      let reading = bytes { writer in
        writer.integer(UInt64(2))
        writer.integer(UInt32(1))
        writer.append([0, 0])
        for path in paths {
          writer.append([UInt8](repeating: 0, count: 20))
          writer.append(path)
        }
      }
      #expect(((try? Sources(reading: reading)) != nil) == isRead)
    }
  }

  /// An error says which structure is wrong, where it is cut out of a section.
  @Test func errorsNameTheStructure() {
    func section(_ body: () throws(FormatError) -> Void) -> String? {
      do throws(FormatError) { try body() } catch { return error.section }
      return nil
    }
    let zeros = MappedBytes([UInt8](repeating: 0, count: 8), section: "test")
    #expect(
      section { () throws(FormatError) in
        _ = try SkipData(zeros, documentFrequency: 130, hasPositions: false)
      } == "skip data")
    let dictionary = MappedBytes([1, 0, 2, 1, 0x61, 1, 0], section: "test")
    #expect(
      section { () throws(FormatError) in
        var block = try TermDictionary.Block(dictionary, at: 0, hasPositions: false)
        _ = try block.nextEntry()
      } == "term entry")
  }

  @Test func documentsOfAnIndexFitTheirTotals() {
    var manifest = Manifest.example
    manifest.segments = (1...3).map { id in
      SegmentRecord(id: id, fileLength: 100, checksum: 0, documentCount: Int(Int32.max))
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

  @Test func aSegmentKnowsNothingOfStoredFields() {
    for (type, isRead) in [(FieldType.text, true), (.stored, false)] {
      let field = FieldRecord(number: 1, type: type, name: "x")
      let information = SegmentInformation(documentCount: 2, fields: [field])
      let reading = bytes { information.write(to: &$0) }
      #expect(((try? SegmentInformation(reading: reading)) != nil) == isRead)
    }
  }

  /// Frequencies of 0 and 1 have another form, keyword fields have none, and no document is before
  /// the first or behind the last that may be.
  @Test(arguments: [
    ([1, 5, 0, 0], true), ([1, 5, 1, 1], true), ([1, 5, 9], false), ([2], false),
    ([0xFE, 0xFF, 0xFF, 0xFF, 0x3F], false), ([0x80, 0x80, 0x80, 0x80, 0x10, 0], true),
    ([0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1, 1], true),
  ])
  func entriesHaveOneForm(entry: [UInt8], hasPositions: Bool) {
    let bytes = MappedBytes(entry, section: "test")
    var reader = ByteReader(bytes)
    var place = TermEntry.Place()
    #expect(throws: FormatError.self) {
      try TermEntry(&reader, hasPositions: hasPositions, after: &place)
    }
    var span = SpanReader(bytes.span, at: 0)
    var other = TermEntry.Place()
    #expect(TermEntry.read(&span, hasPositions: hasPositions, after: &other) == nil)
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
