/// Writes the terms, postings, positions and norms that a field has in several segments as those of
/// one segment.
struct FieldMerger {
  private let inputs: [MergeInput]
  private let documentCount: Int
  private let pace: MergePace
  private var record: FieldRecord

  /// - Parameters:
  ///   - record: the field's number, name and type; its counts are worked out.
  ///   - documentCount: how many documents the new segment has.
  init(_ record: FieldRecord, _ inputs: [MergeInput], documentCount: Int, pace: MergePace) {
    self.record = FieldRecord(number: record.number, type: record.type, name: record.name)
    self.inputs = inputs
    self.documentCount = documentCount
    self.pace = pace
  }

  /// So many bytes of the dictionary are kept in memory.
  private static let keptByteCount = 1 << 18

  /// Writes all sections of the field.
  ///
  /// - Parameter makeSpill: makes a file for what stands behind the postings, but comes with them.
  /// - Returns: the field's record with its counts.
  consuming func write(
    to file: inout SectionFileWriter, spillingTo makeSpill: () throws(FileError) -> SpillFile
  ) throws -> FieldRecord {
    var positions = try makeSpill()
    var terms = try makeSpill()
    let hasPositions = record.type.hasPositions
    let number = record.number
    let norms = try norms()
    var dictionary = TermDictionary.Writer(hasPositions: hasPositions)
    let sources = inputs.map { input in
      input.segment.field(number).map {
        TermMerger.Source(fileName: input.segment.fileName, field: $0, map: input.map)
      }
    }
    var merger = TermMerger(
      sources, hasPositions: hasPositions, documentCount: documentCount, pace: pace)
    var merged = try MergedTerms(
      sources.map { $0?.field }, fileNames: inputs.map(\.segment.fileName))
    var postingsOffset = 0
    file.beginSection()
    while try merged.next() {
      let written = try merger.write(merged.entries, norms: norms, spill: &positions)
      guard var entry = written else { continue }
      entry.postings = postingsOffset..<postingsOffset + entry.postings.count
      postingsOffset = entry.postings.upperBound
      if !entry.postings.isEmpty { try file.append(merger.postingsBytes) }
      dictionary.append(merged.term, entry)
      if dictionary.dictionary.count >= Self.keptByteCount {
        try terms.append(dictionary.dictionary.bytes)
        dictionary.removeBytes()
      }
      record.termCount += 1
      record.postingCount += entry.documentFrequency
      record.positionCount += merger.positionCount
      try pace.didMerge(merged.term.count + entry.postings.count + entry.positions.count)
    }
    file.endSection(.postings, field: number)
    record.documentCount = hasPositions ? norms.count { $0 > 0 } : merger.holders.count
    if hasPositions {
      file.beginSection()
      try copy(positions, to: &file)
      file.endSection(.positions, field: number)
      try file.section(.norms, field: number, norms)
      record.totalLength = try totalLength()
    }
    try pace.didMerge(norms.count)
    let index = dictionary.finish()
    try terms.append(dictionary.dictionary.bytes)
    file.beginSection()
    try copy(terms, to: &file)
    file.endSection(.termDictionary, field: number)
    try file.section(.termIndex, field: number, index.bytes)
    return record
  }

  private func copy(
    _ spill: consuming SpillFile, to file: inout SectionFileWriter
  ) throws {
    try spill.read { piece in
      try pace.check()
      try file.append(piece)
    }
  }

  /// The norms by the new doc IDs.
  private func norms() throws(FormatError) -> [UInt8] {
    guard record.type.hasPositions else { return [] }
    var norms = [UInt8](repeating: 0, count: documentCount)
    for input in inputs {
      guard let old = input.segment.field(record.number)?.norms else { continue }
      for document in 0..<old.count {
        let number = input.map[UInt32(document)]
        if number != DocumentMap.dropped { norms[Int(number)] = try old.integer(at: document) }
      }
    }
    return norms
  }

  /// The sum of the lengths. Those of documents that are left out are known as norms only, which
  /// stand for a little less: the rest is as large a part of the sum as its norms are of theirs.
  /// Were the norms taken away instead, a little of every document would stay for ever.
  private func totalLength() throws(FormatError) -> Int {
    var total = 0
    for input in inputs {
      guard
        let old = input.segment.information.fields.first(where: { $0.number == record.number }),
        let norms = input.segment.field(record.number)?.norms
      else { continue }
      var rest = old.totalLength
      if input.map.keptCount < input.segment.documentCount {
        var (all, kept) = (0, 0)
        for document in 0..<norms.count {
          let length = Int(Norms.decode(try norms.integer(at: document)))
          all += length
          if input.map[UInt32(document)] != DocumentMap.dropped { kept += length }
        }
        rest = Int((Double(rest) * (Double(kept) / Double(max(all, 1)))).rounded())
      }
      // The numbers come from files, which may hold anything.
      total = min(total + rest, Int(FieldRecord.largestTotalLength))
    }
    return total
  }
}
