import Foundation

@testable import SwiftSearch

/// A segment with altered bytes whose checksums are all right, so that only the numbers in it can
/// give it away.
struct DamagedSegment {
  private let directory: TemporaryDirectory
  private let whole: [UInt8]
  private let id: UInt64
  let documentCount: Int

  init(_ id: UInt64, documentCount: Int, of path: String) throws {
    directory = try TemporaryDirectory()
    self.id = id
    self.documentCount = documentCount
    let url = URL(filePath: path + "/" + Manifest.hexadecimal(id) + ".segment")
    whole = Array(try Data(contentsOf: url))
  }

  /// Where the sections are; the rest is under checksums that opening verifies.
  var sections: [SectionTable.Entry] {
    get throws {
      try SectionFile(MappedBytes(whole, section: "file"), kind: .segment).table.entries
    }
  }

  /// Opens the segment after `alter` and reads all of it.
  func read(_ alter: (inout [UInt8]) -> Void) throws {
    var bytes = whole
    alter(&bytes)
    let checksum = try Self.seal(&bytes)
    let record = SegmentRecord(
      id: id, fileLength: bytes.count, checksum: checksum, documentCount: documentCount)
    try Data(bytes).write(to: URL(filePath: directory.path + "/" + record.fileName))
    try Self.readAll(SegmentReader(record, in: IndexDirectory(directory.path)))
  }

  /// Puts the checksums right.
  private static func seal(_ bytes: inout [UInt8]) throws -> UInt32 {
    let file = MappedBytes(bytes, section: "file")
    var checksum: UInt32 = 0
    var footer = try FileFooter(reading: file, checksum: &checksum)
    let length = footer.sectionCount * SectionTable.Entry.byteCount
    var table = try SectionTable(
      reading: try file.slice(at: footer.tableOffset, count: length), end: footer.tableOffset)
    for index in table.entries.indices {
      let entry = table.entries[index]
      table.entries[index].checksum = Checksum.of(
        try file.slice(at: entry.offset, count: entry.length))
    }
    var writer = ByteWriter()
    table.write(to: &writer)
    footer.tableChecksum = Checksum.of(writer.bytes)
    checksum = footer.write(to: &writer)
    bytes.replaceSubrange(footer.tableOffset..., with: writer.bytes)
    return checksum
  }

  private static func readAll(_ segment: SegmentReader) throws {
    for document in 0..<segment.documentCount { _ = try segment.storedDocument(document) }
    for field in segment.information.fields {
      if let column = segment.column(field.number) {
        for document in 0..<segment.documentCount { _ = try column.value(of: document) }
      }
      guard let reader = segment.field(field.number) else { continue }
      let start: [UInt8] = []
      var terms = try reader.terms(from: start.span)
      while let entry = try terms.next() {
        _ = try reader.entry(for: terms.term.span)
        try readAll(entry, reader)
        let target: [UInt8] = terms.term + [0]
        _ = try reader.terms(from: target.span)
      }
      try readSkipData(of: segment, field)
    }
  }

  private static func readAll(_ entry: TermEntry, _ reader: FieldReader) throws {
    var cursor = try reader.postings(of: entry)
    var last: UInt32?
    var positions: [UInt32] = []
    while try cursor.nextBlock() {
      try cursor.loadFrequencies()
      for index in 0..<cursor.count {
        let document = try cursor.documents[index]
        if let last, document <= last { throw Disorder() }
        last = document
      }
    }
    cursor = try reader.postings(of: entry)
    var next = try cursor.advance(to: 0)
    while let document = next {
      if reader.hasPositions { try cursor.positions(into: &positions) }
      next = try cursor.advance(to: document + 3)
    }
  }

  /// Reads the skip data of whatever terms have some.
  private static func readSkipData(
    of segment: SegmentReader, _ field: FieldRecord
  ) throws {
    let postings = try segment.file.requiredSection(.postings, field: field.number)
    let reader = segment.field(field.number)
    let start: [UInt8] = []
    guard var terms = try reader?.terms(from: start.span) else { return }
    while let entry = try terms.next() {
      guard entry.documentFrequency > 128 else { continue }
      let bytes = try postings.slice(at: entry.postings.lowerBound, count: entry.postings.count)
      let skip = try SkipData(
        bytes, documentFrequency: entry.documentFrequency,
        hasPositions: field.type.hasPositions)
      for block in 0..<skip.blockCount { _ = try skip.impacts(ofBlock: block) }
      for group in 0..<(skip.blockCount + 31) / 32 { _ = try skip.impacts(ofGroup: group) }
      _ = try skip.firstBlock(reaching: .max, from: 0)
    }
  }

  /// Doc IDs that do not ascend, which searching relies on.
  struct Disorder: Error {}
}
