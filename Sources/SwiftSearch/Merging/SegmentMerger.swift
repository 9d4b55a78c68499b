/// Writes the documents of several segments as one new segment.
///
/// The inputs are read from the first byte to the last, and all of their checksums are verified
/// before. What is in memory does not grow with them, except for the norms, the columns, the term
/// dictionary of the field at hand, and the postings of the most frequent term.
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
        let spill = try SpillFile(in: directory, name: Manifest.hexadecimal(id) + ".spill")
        information.fields.append(try merger.write(to: &file, spill: spill))
      } else {
        information.fields.append(try writeColumn(field, &file))
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
    try file.beginSection()
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
    var order = [UInt32](repeating: 0, count: input.map.keptCount)
    for document in 0..<UInt32(stored.documentCount) {
      let number = input.map[document]
      if number != DocumentMap.dropped { order[Int(number)] = document }
    }
    var reader = StoredDocuments.RecordReader(stored)
    for document in order {
      try pace.check()
      let record = try inFile(input) { () throws(FormatError) in
        try reader.record(Int(document))
      }
      guard let bytes = writer.append(record: record) else { continue }
      try file.append(bytes)
      try pace.didMerge(bytes.count)
    }
  }

  private func writeColumn(
    _ field: FieldRecord, _ file: inout SectionFileWriter
  ) throws -> FieldRecord {
    var record = FieldRecord(number: field.number, type: field.type, name: field.name)
    var values = [Double?](repeating: nil, count: documentCount)
    for input in inputs {
      guard let column = input.segment.column(field.number) else { continue }
      try pace.check()
      try inFile(input) { () throws(FormatError) in
        for document in 0..<column.documentCount {
          let number = input.map[UInt32(document)]
          guard number != DocumentMap.dropped else { continue }
          values[Int(number)] = try column.value(of: document)
        }
      }
    }
    var column = Column.Writer()
    for (document, value) in values.enumerated() {
      guard let value else { continue }
      column.set(value, for: document)
      record.documentCount += 1
    }
    var bytes = ByteWriter()
    column.write(documentCount: documentCount, to: &bytes)
    try file.section(.column, field: field.number, bytes.bytes)
    return record
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
