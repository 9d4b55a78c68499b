/// A facet with the fields of an index.
struct FacetPlan: Sendable {
  enum Kind: Sendable {
    case keywords(UInt16, limit: Int)
    case numbers(UInt16, limit: Int)
    case ranges(UInt16, [Range<Double>?])
    case dates(UInt16, Facet.DateUnit)
    /// The index has no documents.
    case nothing
  }

  var facet: Facet
  var kind: Kind

  /// - Throws: ``UnusableOption`` when there is nothing that could be counted so.
  init(_ facet: Facet, _ snapshot: IndexSnapshot) throws(UnusableOption) {
    self.facet = facet
    guard let field = try snapshot.valueField(facet.field, to: "count") else {
      kind = .nothing
      return
    }
    switch (facet.kind, field.type) {
    case (.values(let limit), .keyword): kind = .keywords(field.number, limit: max(0, limit))
    case (.values(let limit), .number): kind = .numbers(field.number, limit: max(0, limit))
    case (.dates(let unit), .date): kind = .dates(field.number, unit)
    case (.ranges(let ranges), .number), (.ranges(let ranges), .date):
      guard ranges.count <= Facet.rangeLimit else {
        throw UnusableOption(
          "\(ranges.count) ranges are to be counted, \(Facet.rangeLimit) may be")
      }
      var intervals: [Range<Double>?] = []
      for range in ranges { intervals.append(try Self.interval(range, field)) }
      kind = .ranges(field.number, intervals)
    case (.values, _):
      throw UnusableOption("'\(facet.field)' has dates, which are counted by year, month or day")
    case (.dates, _):
      throw UnusableOption("'\(facet.field)' is a field of \(field.type.name), and has no dates")
    case (.ranges, _):
      throw UnusableOption("'\(facet.field)' is a field of \(field.type.name), and has no ranges")
    }
  }

  /// - Returns: `nil` when nothing lies in the range.
  private static func interval(
    _ range: ValueRange, _ field: FieldRecord
  ) throws(UnusableOption) -> Range<Double>? {
    func values(_ text: String) -> Range<Double>? {
      field.type == .date ? DateRange.milliseconds(text) : QueryPlanner.number(text)
    }
    for bound in [range.lower, range.upper] {
      if let value = bound?.value, values(value) == nil {
        throw UnusableOption("'\(value)' is no \(field.type.name) to count '\(field.name)' by")
      }
    }
    return QueryPlanner.interval(range) { values($0) }
  }
}

extension ValueRange {
  /// The range as a query has it behind the name of a field.
  var text: String {
    switch (lower, upper) {
    case (let lower?, let upper?) where lower.isIncluded && upper.isIncluded:
      "\(lower.value)..\(upper.value)"
    case (let lower?, nil) where lower.isIncluded: "\(lower.value).."
    case (nil, let upper?) where upper.isIncluded: "..\(upper.value)"
    default:
      (lower?.isIncluded ?? true ? "[" : "{") + "\(lower?.value ?? "*") TO \(upper?.value ?? "*")"
        + (upper?.isIncluded ?? true ? "]" : "}")
    }
  }
}
