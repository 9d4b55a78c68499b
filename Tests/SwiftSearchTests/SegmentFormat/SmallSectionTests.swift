import Testing

@testable import SwiftSearch

/// Sections and files that are read as a whole.
@Suite struct SmallSectionTests {
  @Test(arguments: 0..<40)
  func columnsRoundTrip(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let count = random.below(200)
    let shapes: [(inout SeededGenerator) -> Double] = [
      { Double($0.below(200)) - 100 }, { Double($0.integer()) * 1e5 }, { _ in 0.25 },
      { _ in -0x1p53 }, { $0.oneIn(2) ? 0x1p53 : -0x1p53 },
      { $0.pick([.nan, .infinity, -.infinity, 1e308, -0.0, 5e-300]) }, { _ in 255 },
      { $0.oneIn(2) ? 0 : 256 },
    ]
    let shape = shapes[seed % shapes.count]
    var writer = Column.Writer()
    var expected = [Double?](repeating: nil, count: count)
    for document in 0..<count where seed % 3 == 0 || !random.oneIn(3) {
      let value = shape(&random)
      expected[document] = value
      writer.set(value, for: document)
      // The first value counts.
      writer.set(12, for: document)
    }
    var bytes = ByteWriter()
    writer.write(documentCount: count, to: &bytes)
    let column = try Column(MappedBytes(bytes))
    for document in 0..<count {
      let value = try column.value(of: document)
      #expect((value == nil) == (expected[document] == nil), "seed \(seed)")
      #expect(
        value == expected[document] || (value?.isNaN == true && expected[document]?.isNaN == true),
        "seed \(seed), document \(document)")
    }
    #expect(try column.value(of: count) == nil)
    #expect(throws: FormatError.self) {
      try Column(MappedBytes(Array(bytes.bytes.dropLast()), section: "test"))
    }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 1000])
  func deletionsRoundTrip(count: Int) throws {
    var random = SeededGenerator(seed: count)
    var deletions = Deletions(documentCount: count)
    var expected = Set<Int>()
    for _ in 0..<count / 2 {
      let document = random.below(count)
      #expect(deletions.insert(document) == expected.insert(document).inserted)
    }
    var writer = ByteWriter()
    deletions.write(to: &writer)
    let read = try Deletions(reading: MappedBytes(writer), documentCount: count)
    #expect(read == deletions && read.deletedCount == expected.count)
    #expect((0..<count).allSatisfy { read.contains($0) == expected.contains($0) })
    #expect(throws: FormatError.self) {
      try Deletions(reading: MappedBytes(writer), documentCount: count + 1)
    }
  }

  @Test func manifestsRoundTrip() throws {
    var random = SeededGenerator(seed: 4)
    var manifest = Manifest(
      generation: 9, tableVersion: 3, options: ["b": "", "a": "東京", "c": "true"])
    for number in 0..<5 {
      var field = FieldRecord(
        number: UInt16(number), type: number == 0 ? .keyword : .text, name: "field \(number)")
      field.documentCount = Int(random.integer())
      field.totalLength = 1 << 53
      manifest.fields.append(field)
      manifest.segments.append(
        SegmentRecord(
          id: random.next(), fileLength: .max, checksum: random.integer(),
          documentCount: Int(Int32.max) >> number, deletionsGeneration: UInt64(1 + random.below(9)),
          deletionsChecksum: random.integer(), deletedCount: 1 + random.below(100)))
    }
    (manifest.sourcesGeneration, manifest.sourcesChecksum) = (9, .max)
    var writer = ByteWriter()
    manifest.write(to: &writer)
    #expect(try Manifest(reading: MappedBytes(writer), generation: 9) == manifest)
    for count in 0..<writer.count {
      #expect(throws: FormatError.self, "\(count)") {
        try Manifest(
          reading: MappedBytes(Array(writer.bytes.prefix(count)), section: "test"), generation: 9)
      }
    }
    #expect(Manifest.hexadecimal(0xAB) == "00000000000000ab")
    for (name, generation) in [
      ("7.commit", 7), ("07.commit", nil), ("+7.commit", nil), ("7.commit.pending", nil),
      (".commit", nil), ("-1.commit", nil), ("99999999999999999999.commit", nil),
    ] as [(String, UInt64?)] {
      #expect(Manifest.generation(ofFileName: name) == generation, "\(name)")
    }
  }

  /// What a later writer or reader could not cope with is refused.
  @Test func impossibleManifestsThrow() throws {
    let key = FieldRecord(number: 0, type: .keyword, name: "id")
    let text = FieldRecord(number: 1, type: .text, name: "text")
    let none = FieldRecord(number: SectionTable.noField, type: .text, name: "text")
    var long = text
    long.totalLength = 1 << 54
    let segment = SegmentRecord(id: 1, fileLength: 1, checksum: 1, documentCount: 1)
    var deleted = segment
    deleted.deletedCount = 2
    for (fields, segments) in [
      ([text, key], []), ([text], []), ([key, none], []), ([key, key], []), ([key, long], []),
      ([key], [segment, segment]), ([key], [deleted]),
    ] {
      var manifest = Manifest(generation: 1, tableVersion: 1, options: [:])
      (manifest.fields, manifest.segments) = (fields, segments)
      var writer = ByteWriter()
      manifest.write(to: &writer)
      #expect(throws: FormatError.self, "\(fields), \(segments)") {
        try Manifest(reading: MappedBytes(writer), generation: 1)
      }
    }
  }

  @Test func sourcesRoundTrip() throws {
    var sources = Sources()
    #expect(try roundTrip(sources) == sources)
    sources.roots = [.init(path: "a/b", prefix: ""), .init(path: "/東京", prefix: "x/")]
    for number in 0..<100 {
      sources.entries["\(number)/図"] = .init(
        byteCount: number << 40, modified: Int64(50 - number), root: number % 2)
    }
    #expect(try roundTrip(sources) == sources)
    sources.entries["?"] = .init(byteCount: 0, modified: 0, root: 2)
    #expect(throws: FormatError.self) { try roundTrip(sources) }
  }

  private func roundTrip(_ sources: Sources) throws -> Sources {
    var writer = ByteWriter()
    sources.write(to: &writer)
    return try Sources(reading: MappedBytes(writer))
  }

  @Test func segmentInformationRoundTrips() throws {
    var information = SegmentInformation(documentCount: 10, fields: [])
    for number in [0, 3, 65533] as [UInt16] {
      var field = FieldRecord(number: number, type: .text, name: "名 \(number)")
      (field.documentCount, field.totalLength, field.termCount) = (10, 1 << 40, 7)
      (field.postingCount, field.positionCount) = (1 << 41, .max)
      information.fields.append(field)
    }
    var writer = ByteWriter()
    information.write(to: &writer)
    #expect(try SegmentInformation(reading: MappedBytes(writer)) == information)
    information.fields[1].documentCount = 11
    var wrong = ByteWriter()
    information.write(to: &wrong)
    #expect(throws: FormatError.self) { try SegmentInformation(reading: MappedBytes(wrong)) }
  }
}
