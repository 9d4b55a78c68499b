/// Deletes the documents that a document with the same key in a later segment replaces.
///
/// The keys of new segments are walked in their order, and looked for in the others: by walking
/// over these too where they have about as many, else by one lookup for each key.
struct DuplicateKeys {
  /// From this ratio of keys on, lookups are faster than walking.
  private static let walkLimit = 8

  /// Looks at the segments of `range` only.
  static func resolve(
    _ segments: inout [WriterSegment], in range: Range<Int>
  ) throws(FormatError) {
    let new = range.filter { segments[$0].isNew }
    guard !new.isEmpty else { return }
    // Looked at among others of the new ones only, they are still to be looked at with the rest.
    if range == segments.indices { for index in new { segments[index].isNew = false } }
    guard range.count > 1 else { return }
    let keyCount = new.reduce(0) { $0 + segments[$1].record.documentCount }
    var walked: [Int] = []
    var lookedUp: [Int] = []
    for index in range {
      let isLarge = segments[index].record.documentCount / walkLimit > keyCount
      if isLarge && !new.contains(index) { lookedUp.append(index) } else { walked.append(index) }
    }
    try walk(walked, lookedUp, Set(new), &segments)
  }

  private static func walk(
    _ walked: [Int], _ lookedUp: [Int], _ new: Set<Int>, _ segments: inout [WriterSegment]
  ) throws(FormatError) {
    let fields = walked.map { segments[$0].reader.field(Schema.keyNumber) }
    var terms = try MergedTerms(fields, fileNames: walked.map { segments[$0].reader.fileName })
    var holders: [(segment: Int, document: UInt32)] = []
    while try terms.next() {
      guard terms.entries.count > 1 || !lookedUp.isEmpty,
        terms.entries.contains(where: { new.contains(walked[$0.input]) })
      else { continue }
      holders.removeAll(keepingCapacity: true)
      for (input, entry) in terms.entries {
        guard let field = fields[input],
          let document = try segments[walked[input]].liveDocument(entry, of: field)
        else { continue }
        holders.append((walked[input], document))
      }
      guard let latest = holders.last?.segment else { continue }
      for holder in holders where holder.segment < latest {
        segments[holder.segment].deletions.insert(Int(holder.document))
        segments[holder.segment].hasNewDeletions = true
      }
      // Too large to be walked, and older than the new segment that has the key.
      for index in lookedUp {
        _ = try segments[index].delete(term: terms.term.span, field: Schema.keyNumber)
      }
    }
  }
}
