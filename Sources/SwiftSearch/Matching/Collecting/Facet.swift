/// What to count of all documents that match: how many have each value of a field, or a value in
/// each of some ranges.
///
/// ```swift
/// let options = SearchOptions(facets: [
///   .values("kind"), .dates("date", by: .month),
///   .ranges("size", [ValueRange(from: nil, to: .init("1000")), …]),
/// ])
/// ```
///
/// The counts are exact, and those of ranges are the numbers of documents that the query finds
/// together with a ``Query/range(_:field:)``. Of several numbers or dates in one document the first
/// counts; every keyword counts.
public struct Facet: Sendable, Hashable {
  /// What is counted together.
  public enum Kind: Sendable, Hashable {
    /// Each keyword or number of its own, of which the most frequent are told.
    case values(limit: Int)
    /// Numbers or dates in ranges, which may overlap.
    case ranges([ValueRange])
    /// The days, months or years of dates, in UTC, of the years 0 to 9999.
    case dates(DateUnit)
  }

  /// A span of the calendar.
  public enum DateUnit: String, Sendable, Hashable, CaseIterable {
    case year
    case month
    case day
  }

  /// How many ranges a facet may have.
  public static let rangeLimit = 1024

  public var field: String
  public var kind: Kind

  public init(_ field: String, _ kind: Kind) {
    self.field = field
    self.kind = kind
  }

  /// Counts each value of a keyword or number field.
  ///
  /// - Parameters:
  ///   - field: the field's name.
  ///   - limit: how many of the most frequent values are told.
  public static func values(_ field: String, limit: Int = 10) -> Facet {
    Facet(field, .values(limit: limit))
  }

  /// Counts the values of a number or date field in ranges.
  ///
  /// - Parameters:
  ///   - field: the field's name.
  ///   - ranges: the ranges, in the order in which they are told.
  public static func ranges(_ field: String, _ ranges: [ValueRange]) -> Facet {
    Facet(field, .ranges(ranges))
  }

  /// Counts the dates of a field by days, months or years.
  ///
  /// - Parameters:
  ///   - field: the field's name.
  ///   - unit: what is counted together.
  public static func dates(_ field: String, by unit: DateUnit) -> Facet {
    Facet(field, .dates(unit))
  }

  /// Reads `kind`, `kind:20`, `date:month` and `size:0..1000,1000..`; ranges are those of the query
  /// language.
  ///
  /// - Returns: `nil` when the text is none of these.
  public init?(written text: String) {
    guard let colon = text.firstIndex(of: ":") else {
      guard !text.isEmpty else { return nil }
      self = .values(text)
      return
    }
    let (field, rest) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
    guard !field.isEmpty else { return nil }
    if let unit = DateUnit(rawValue: rest) {
      self = .dates(field, by: unit)
    } else if let limit = Int(rest), limit >= 0 {
      self = .values(field, limit: limit)
    } else {
      var ranges: [ValueRange] = []
      for part in rest.split(separator: ",", omittingEmptySubsequences: false) {
        let isBracketed = part.first == "[" || part.first == "{"
        let range =
          isBracketed
          ? ValueRange(inBrackets: String(part)) : ValueRange(written: String(part))
        guard let range else { return nil }
        ranges.append(range)
      }
      self = .ranges(field, ranges)
    }
  }
}
