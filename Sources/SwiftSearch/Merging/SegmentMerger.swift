/// Writes the documents of several segments as one new segment.
///
/// The inputs are read from the first byte to the last, and all of their checksums are verified
/// before. What is in memory hardly grows with them: a byte for each document, which is its norm,
/// half a byte for each term, and the postings of the term at hand as they are written. Documents
/// in another order take four bytes each, and four for each position of the term at hand.
struct SegmentMerger {
  private let inputs: [MergeInput]
  private let directory: IndexDirectory
  private let id: UInt64
  private let pace: MergePace
  private let documentCount: Int

  /// - Parameters:
  ///   - inputs: the segments, in the order of their documents in the new one.
  ///   - id: of the new segment.
  ///   - stop: ends the merge with ``MergeStopped`` once it is raised.
  ///   - progress: is told how much is done.
  init(
    _ inputs: [MergeInput], in directory: IndexDirectory, id: UInt64, until stop: StopFlag? = nil,
    progress: WorkProgress? = nil
  ) {
    self.inputs = inputs
    self.directory = directory
    self.id = id
    pace = MergePace(inputs, until: stop, progress: progress)
    documentCount = inputs.reduce(0) { $0 + $1.map.keptCount }
  }

  /// Writes the segment and brings it to the storage device; it belongs to no commit yet. Whatever
  /// fails, no file is left.
  ///
  /// - Throws: ``FileError``, ``FormatError`` when an input is damaged, or ``MergeStopped``.
  func run() throws -> SegmentRecord {
    precondition(documentCount <= Int(Int32.max), "more documents than a segment can have")
    for input in inputs {
      let isVerified = try inFile(input) { () throws(FormatError) in
        try input.segment.file.verify { byteCount in
          pace.didVerify(byteCount)
          return !pace.isStopped
        }
      }
      guard isVerified else { throw MergeStopped() }
    }
    var file = try SectionFileWriter(
      directory, name: Manifest.hexadecimal(id) + ".segment",
      header: FileHeader(kind: .segment, id: id, generation: 0))
    do {
      try writeSections(&file)
      try pace.check()
      let written = try file.finish()
      pace.finish()
      return SegmentRecord(
        id: id, fileLength: written.length, checksum: written.checksum,
        documentCount: documentCount)
    } catch {
      try? directory.remove(Manifest.hexadecimal(id) + ".segment")
      throw error
    }
  }

  private func writeSections(_ file: inout SectionFileWriter) throws {
    try writeStoredDocuments(&file)
    var information = SegmentInformation(documentCount: documentCount, fields: [])
    for field in fields {
      if field.type.hasTerms {
        let merger = FieldMerger(field, inputs, documentCount: documentCount, pace: pace)
        let record = try merger.write(to: &file) { () throws(FileError) in
          try SpillFile(in: directory, name: Manifest.hexadecimal(id) + ".spill")
        }
        information.fields.append(record)
      } else {
        let merger = ColumnMerger(field, inputs, documentCount: documentCount, pace: pace)
        information.fields.append(try merger.write(to: &file))
      }
    }
    var bytes = ByteWriter()
    information.write(to: &bytes)
    try file.section(.segmentInformation, bytes.bytes)
  }

  /// The fields of all inputs, in ascending order of their numbers.
  private var fields: [FieldRecord] {
    var known = Set<UInt16>()
    let all = inputs.flatMap(\.segment.information.fields)
    return all.filter { known.insert($0.number).inserted }.sorted { $0.number < $1.number }
  }

  private func writeStoredDocuments(_ file: inout SectionFileWriter) throws {
    var writer = StoredDocuments.Writer()
    file.beginSection()
    for input in inputs {
      let stored = input.segment.stored
      if input.map.isOrdered {
        for block in 0..<stored.blockCount {
          let bytes = try inFile(input) { () throws(FormatError) in
            try writer.append(block: block, of: stored) { input.map[$0] != DocumentMap.dropped }
          }
          try file.append(bytes)
          try pace.didMerge(bytes.count)
        }
      } else {
        try writeReordered(stored, input, &writer, &file)
      }
    }
    try file.append(writer.finish())
    file.endSection(.storedDocuments)
    try file.section(.storedIndex, writer.index())
  }

  private func writeReordered(
    _ stored: StoredDocuments, _ input: MergeInput, _ writer: inout StoredDocuments.Writer,
    _ file: inout SectionFileWriter
  ) throws {
    var reader = StoredDocuments.RecordReader(stored)
    for document in input.documentsInOrder() {
      try pace.check()
      let record = try inFile(input) { () throws(FormatError) in
        try reader.record(Int(document))
      }
      guard let bytes = writer.append(record: record) else { continue }
      try file.append(bytes)
      try pace.didMerge(bytes.count)
    }
  }

  private func inFile<Result>(
    _ input: MergeInput, _ body: () throws(FormatError) -> Result
  ) throws(FormatError) -> Result {
    do throws(FormatError) {
      return try body()
    } catch {
      throw error.inFile(input.segment.fileName)
    }
  }
}
