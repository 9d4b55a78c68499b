/// What hits are put in order by: a field, or the score.
///
/// Numbers and dates are compared as such, keywords by their bytes in UTF-8. Of several values of
/// one document the first number or date counts, and of keywords the first in the alphabet.
public struct SortKey: Sendable, Hashable {
  /// What is compared.
  public enum Source: Sendable, Hashable {
    /// The score; a stricter ``SearchTier`` comes before any score.
    case score
    /// A number, date or keyword field.
    case field(String)
  }

  /// Where documents stand that have no value.
  public enum Missing: String, Sendable, Hashable, CaseIterable {
    case first
    case last
  }

  public var source: Source
  /// Whether the highest value comes first.
  public var isDescending: Bool
  /// Where documents stand that have no value, whichever way the others are ordered.
  public var missing: Missing

  public init(_ source: Source, isDescending: Bool = false, missing: Missing = .last) {
    self.source = source
    self.isDescending = isDescending
    self.missing = missing
  }

  /// How many keys an order may have.
  public static let countLimit = 8

  /// The best score first.
  public static let score = SortKey(.score, isDescending: true)

  /// The lowest value of a field first.
  ///
  /// - Parameters:
  ///   - field: the field's name.
  ///   - missing: where documents stand that have no value.
  public static func ascending(_ field: String, missing: Missing = .last) -> SortKey {
    SortKey(.field(field), missing: missing)
  }

  /// The highest value of a field first.
  ///
  /// - Parameters:
  ///   - field: the field's name.
  ///   - missing: where documents stand that have no value.
  public static func descending(_ field: String, missing: Missing = .last) -> SortKey {
    SortKey(.field(field), isDescending: true, missing: missing)
  }

  /// Reads `date`, `date:desc`, `date:desc:first`, `_score`, `_score:asc`.
  ///
  /// - Returns: `nil` when there is no name.
  public init?(written text: String) {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var missing = Missing.last
    if parts.count > 1, let last = parts.last, let named = Missing(rawValue: String(last)) {
      missing = named
      parts.removeLast()
    }
    var isDescending: Bool?
    if parts.count > 1, let last = parts.last, last == "asc" || last == "desc" {
      isDescending = last == "desc"
      parts.removeLast()
    }
    let name = parts.joined(separator: ":")
    guard !name.isEmpty else { return nil }
    let isScore = name == "_score"
    self.init(
      isScore ? .score : .field(name), isDescending: isDescending ?? isScore, missing: missing)
  }
}
