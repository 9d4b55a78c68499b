/// An order of documents, with the fields of an index.
struct RankOrder: Sendable {
  enum Source: Equatable, Sendable {
    case score
    case column(UInt16)
    case keywords(UInt16)
  }

  struct Part: Equatable, Sendable {
    var source: Source
    var isDescending: Bool
    /// The key of documents without a value.
    var missing: UInt64
  }

  var parts: [Part]
  /// Tells the order from others, in all indexes with the same names of fields.
  var mark: UInt32

  /// Best score first.
  static let byScore = RankOrder(
    parts: [Part(source: .score, isDescending: true, missing: .max)], mark: mark(of: [.score]))

  private static func mark(of keys: [SortKey]) -> UInt32 {
    var writer = ByteWriter()
    for key in keys {
      if case .field(let name) = key.source { writer.string(name) }
      writer.integer(UInt8(key.isDescending ? 1 : 0))
      writer.integer(UInt8(key.missing == .first ? 1 : 0))
    }
    return Checksum.of(writer.bytes)
  }

  var needsScores: Bool { parts.contains { $0.source == .score } }

  /// Whether nothing but the score counts, and the best come first.
  var isByScore: Bool { parts == Self.byScore.parts }
}

extension RankOrder {
  /// - Throws: ``UnusableOption`` when there is no such field to sort by.
  init(_ keys: [SortKey], _ snapshot: IndexSnapshot) throws(UnusableOption) {
    guard keys.count <= SortKey.countLimit else {
      throw UnusableOption("there are \(keys.count) keys to sort by, \(SortKey.countLimit) may be")
    }
    guard !keys.isEmpty else {
      self = .byScore
      return
    }
    var parts: [Part] = []
    for key in keys {
      let missing = key.missing == .first ? UInt64.min : .max
      let source: Source
      switch key.source {
      case .score: source = .score
      case .field(let name):
        guard let field = try snapshot.valueField(name, to: "sort by") else { continue }
        source = field.type == .keyword ? .keywords(field.number) : .column(field.number)
      }
      parts.append(Part(source: source, isDescending: key.isDescending, missing: missing))
    }
    self.init(parts: parts, mark: Self.mark(of: keys))
  }
}

/// An option of a search that this index has no use for.
struct UnusableOption: Error {
  var reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

extension IndexSnapshot {
  /// A field with values to compare; `nil` in an index without documents, which has no fields yet.
  func valueField(_ name: String, to use: String) throws(UnusableOption) -> FieldRecord? {
    guard let field = field(named: name) else {
      guard segments.isEmpty else {
        throw UnusableOption("there is no field '\(name)' to \(use)")
      }
      return nil
    }
    guard field.type.hasColumn || field.type == .keyword else {
      throw UnusableOption("'\(name)' is a field of \(field.type.name), nothing to \(use)")
    }
    return field
  }
}
