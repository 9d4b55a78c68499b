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

  /// Writes all sections of the field.
  ///
  /// - Parameter spill: takes the positions, which stand behind the postings in the file.
  /// - Returns: the field's record with its counts.
  consuming func write(
    to file: inout SectionFileWriter, spill: consuming SpillFile
  ) throws -> FieldRecord {
    let hasPositions = record.type.hasPositions
    let number = record.number
    let norms = try norms()
    var dictionary = TermDictionary.Writer(hasPositions: hasPositions)
    let sources = inputs.map { input in
      input.segment.field(number).map {
        TermMerger.Source(fileName: input.segment.fileName, field: $0, map: input.map)
      }
    }
    var merger = TermMerger(sources, hasPositions: hasPositions)
    var holders = DocumentSet(hasPositions ? 0 : documentCount)
    var terms = try MergedTerms(
      sources.map { $0?.field }, fileNames: inputs.map(\.segment.fileName))
    var postingsOffset = 0
    try file.beginSection()
    while try terms.next() {
      guard var entry = try merger.write(terms.entries, norms: norms) else { continue }
      if !hasPositions { merger.forEachDocument { holders.insert($0) } }
      entry.postings = entry.postings.moved(by: postingsOffset)
      entry.positions = entry.positions.moved(by: spill.byteCount)
      postingsOffset = entry.postings.upperBound
      if !entry.postings.isEmpty { try file.append(merger.postingsBytes) }
      if !entry.positions.isEmpty { try spill.append(merger.positionsBytes) }
      dictionary.append(terms.term, entry)
      record.termCount += 1
      record.postingCount += entry.documentFrequency
      record.positionCount += merger.positionCount
      try pace.didMerge(terms.term.count + entry.postings.count + entry.positions.count)
    }
    file.endSection(.postings, field: number)
    record.documentCount = hasPositions ? norms.count { $0 > 0 } : holders.count
    if hasPositions {
      try file.beginSection()
      try spill.read { piece throws(FileError) in try file.append(piece) }
      file.endSection(.positions, field: number)
      try file.section(.norms, field: number, norms)
      record.totalLength = try totalLength()
    }
    try pace.didMerge(norms.count + dictionary.dictionary.count)
    let index = dictionary.finish()
    try file.section(.termDictionary, field: number, dictionary.dictionary.bytes)
    try file.section(.termIndex, field: number, index.bytes)
    return record
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

  /// The sum of the lengths. Those of documents that are left out are known as norms only.
  private func totalLength() throws(FormatError) -> Int {
    var total = 0
    for input in inputs {
      guard
        let old = input.segment.information.fields.first(where: { $0.number == record.number }),
        let norms = input.segment.field(record.number)?.norms
      else { continue }
      var rest = old.totalLength
      if input.map.keptCount < input.segment.documentCount {
        for document in 0..<norms.count
        where input.map[UInt32(document)] == DocumentMap.dropped {
          rest -= Int(Norms.decode(try norms.integer(at: document)))
        }
      }
      // The numbers come from files, which may hold anything.
      total = min(total + max(0, rest), Int(FieldRecord.largestTotalLength))
    }
    return total
  }
}

extension Range<Int> {
  fileprivate func moved(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}
