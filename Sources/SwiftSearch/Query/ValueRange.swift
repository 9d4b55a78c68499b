/// A range of values of a field, as they are written.
///
/// Numbers are compared as numbers, dates as moments in UTC (a day that is included is included
/// whole), and keywords by their bytes in UTF-8. A date is written in ISO 8601 or as `today`,
/// `yesterday`, `tomorrow`, `now`, `this-week`, `last-month`, `next-year` (weeks begin on Monday),
/// or `last-30-days`, `last-2-years`, which reach up to today.
public struct ValueRange: Sendable, Hashable {
  /// An end of a range.
  public struct Bound: Sendable, Hashable {
    /// The value: a number, a date in ISO 8601, or a keyword.
    public var value: String
    /// Whether the value itself belongs to the range.
    public var isIncluded: Bool

    public init(_ value: String, isIncluded: Bool = true) {
      self.value = value
      self.isIncluded = isIncluded
    }
  }

  /// Where the range begins; `nil` when it has no beginning.
  public var lower: Bound?
  /// Where the range ends; `nil` when it has no end.
  public var upper: Bound?

  public init(from lower: Bound?, to upper: Bound?) {
    self.lower = lower
    self.upper = upper
  }
}

extension ValueRange {
  /// Reads `>=5`, `<2026-01-01` and `1..5`.
  init?(written text: String) {
    for (sign, isLower, isIncluded) in [
      (">=", true, true), ("<=", false, true), (">", true, false), ("<", false, false),
    ] where text.hasPrefix(sign) {
      let bound = Bound(String(text.dropFirst(sign.count)), isIncluded: isIncluded)
      guard !bound.value.isEmpty else { return nil }
      self.init(from: isLower ? bound : nil, to: isLower ? nil : bound)
      return
    }
    guard let dots = text.firstRange(of: "..") else { return nil }
    let (lower, upper) = (text[..<dots.lowerBound], text[dots.upperBound...])
    guard !lower.isEmpty || !upper.isEmpty, !upper.hasPrefix(".") else { return nil }
    self.init(
      from: lower.isEmpty ? nil : Bound(String(lower)),
      to: upper.isEmpty ? nil : Bound(String(upper)))
  }

  /// Reads `[1 TO 5}`: square brackets belong to the range, curly ones do not, a star is no bound.
  ///
  /// - Parameter text: with its brackets.
  init?(inBrackets text: String) {
    let parts = text.dropFirst().dropLast().split(whereSeparator: \.isWhitespace)
    guard text.count > 2, parts.count == 3, parts[1] == "TO" else { return nil }
    func bound(_ value: Substring, _ isIncluded: Bool) -> Bound? {
      value == "*" ? nil : Bound(String(value), isIncluded: isIncluded)
    }
    self.init(
      from: bound(parts[0], text.first == "["), to: bound(parts[2], text.last == "]"))
  }
}
