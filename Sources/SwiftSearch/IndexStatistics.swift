/// What an index holds and how many bytes each part takes.
public struct IndexStatistics: Sendable, Equatable {
  /// The counts of one field.
  public struct Field: Sendable, Equatable {
    public var name: String
    /// `text`, `keyword`, `number`, `date` or `stored`.
    public var type: String
    /// How many documents have the field; deleted ones count until their segment is rewritten.
    public var documentCount: Int
    /// How many terms the segments have; a term counts in each segment that has it.
    public var termCount: Int
    /// How many pairs of a term and a document the segments have.
    public var postingCount: Int
    /// How many positions the segments have.
    public var positionCount: Int
    /// The sum of the field's lengths, in terms.
    public var totalLength: Int
  }

  /// The bytes of one part of the index.
  public struct Section: Sendable, Equatable {
    /// The section's heading in index-format.md, in lower case.
    public var name: String
    /// The field that the bytes belong to; `nil` when they belong to none.
    public var field: String?
    public var byteCount: Int
  }

  /// The number of the commit.
  public var generation: Int
  public var segmentCount: Int
  /// The documents that can be found.
  public var documentCount: Int
  /// The documents that are deleted but still take space.
  public var deletedCount: Int
  /// The bytes of all files of the commit.
  public var byteCount: Int
  public var fields: [Field]
  /// The sections of all segments, largest first.
  public var sections: [Section]
}

extension SearchIndex {
  /// What the commit that this index shows holds.
  public var statistics: IndexStatistics {
    get throws(IndexError) {
      let snapshot = current
      let manifest = snapshot.manifest
      let names = Dictionary(
        manifest.fields.map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first })
      var sizes: [SectionTable.Entry.Owner: Int] = [:]
      for segment in snapshot.segments {
        for entry in segment.file.table.entries { sizes[entry.owner, default: 0] += entry.length }
      }
      let sections = sizes.compactMap { owner, byteCount in
        SectionKind(rawValue: owner.kind).map { kind in
          IndexStatistics.Section(
            name: kind.name.description, field: names[owner.field], byteCount: byteCount)
        }
      }
      let all = manifest.segments.reduce(0) { $0 + $1.documentCount }
      let deleted = manifest.segments.reduce(0) { $0 + $1.deletedCount }
      return IndexStatistics(
        generation: Int(clamping: manifest.generation), segmentCount: manifest.segments.count,
        documentCount: all - deleted, deletedCount: deleted,
        byteCount: byteCount(manifest), fields: fields(snapshot),
        sections: sections.sorted {
          ($1.byteCount, $0.name, $0.field ?? "") < ($0.byteCount, $1.name, $1.field ?? "")
        })
    }
  }

  /// The segments are mapped; of the small files, one that a later commit has removed counts as
  /// nothing.
  private func byteCount(_ manifest: Manifest) -> Int {
    let segments = Set(manifest.segments.map(\.fileName))
    let others = manifest.fileNames.filter { !segments.contains($0) }
    return manifest.segments.reduce(0) { $0 + $1.fileLength }
      + others.reduce(0) { $0 + ((try? files.map($1).count) ?? 0) }
  }

  private func fields(_ snapshot: IndexSnapshot) -> [IndexStatistics.Field] {
    snapshot.manifest.fields.map { field in
      let parts = snapshot.segments.flatMap { segment in
        segment.information.fields.filter { $0.number == field.number }
      }
      return IndexStatistics.Field(
        name: field.name, type: field.type.name, documentCount: field.documentCount,
        termCount: parts.reduce(0) { $0.addingClamped($1.termCount) },
        postingCount: parts.reduce(0) { $0.addingClamped($1.postingCount) },
        positionCount: parts.reduce(0) { $0.addingClamped($1.positionCount) },
        totalLength: field.totalLength)
    }
  }
}

extension Int {
  /// The numbers come from files, which may hold anything.
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
