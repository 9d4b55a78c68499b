/// Days that are told from today: `yesterday`, `last-week`, `last-30-days`.
///
/// Weeks begin on Monday, as in ISO 8601; days are those of UTC.
enum RelativeDate {
  /// - Parameter today: the number of the day since 1970.
  /// - Returns: the days that `text` names; `nil` when it names none.
  static func days(_ text: String, today: Int) -> Range<Int>? {
    let parts = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
    switch parts.count {
    case 1:
      switch parts[0] {
      case "today": return today..<today + 1
      case "yesterday": return today - 1..<today
      case "tomorrow": return today + 1..<today + 2
      default: return nil
      }
    case 2:
      guard let unit = Unit(rawValue: String(parts[1])) else { return nil }
      switch parts[0] {
      case "this": return unit.days(0, from: today)
      case "last": return unit.days(-1, from: today)
      case "next": return unit.days(1, from: today)
      default: return nil
      }
    case 3:
      guard parts[0] == "last", parts[2].last == "s", parts[1].utf8.count <= 4,
        let unit = Unit(rawValue: String(parts[2].dropLast())), let count = Int(parts[1]),
        count >= 0
      else { return nil }
      return unit.start(-count, from: today)..<today + 1
    default: return nil
    }
  }

  private enum Unit: String {
    case day, week, month, year

    /// A whole unit, so many behind the one of today.
    func days(_ offset: Int, from today: Int) -> Range<Int> {
      switch self {
      case .day: return today + offset..<today + offset + 1
      case .week:
        // 1970-01-01 was a Thursday.
        let weekday = ((today + 3) % 7 + 7) % 7
        let monday = today - weekday + 7 * offset
        return monday..<monday + 7
      case .month:
        let (year, month, _) = ISODate.calendarDate(ofDay: today)
        return RelativeDate.month(year, month - 1 + offset)
      case .year:
        let year = ISODate.calendarDate(ofDay: today).year + offset
        return ISODate.daysSince1970(year, 1, 1)..<ISODate.daysSince1970(year + 1, 1, 1)
      }
    }

    /// The day that lies so many units behind today: of the same number in its month if there is
    /// such a day, or else the last one.
    func start(_ offset: Int, from today: Int) -> Int {
      switch self {
      case .day: return today + offset
      case .week: return today + 7 * offset
      case .month, .year:
        let (year, month, day) = ISODate.calendarDate(ofDay: today)
        let days = RelativeDate.month(year, month - 1 + offset * (self == .year ? 12 : 1))
        return min(days.lowerBound + day, days.upperBound) - 1
      }
    }
  }

  /// The days of a month that is counted from January of a year, from 0.
  private static func month(_ year: Int, _ month: Int) -> Range<Int> {
    func first(_ month: Int) -> Int {
      let years = month >= 0 ? month / 12 : (month - 11) / 12
      return ISODate.daysSince1970(year + years, month - 12 * years + 1, 1)
    }
    return first(month)..<first(month + 1)
  }
}
