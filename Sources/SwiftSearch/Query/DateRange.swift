#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The span of time that a date names, in ISO 8601 or from now on.
enum DateRange {
  private static let day = 86_400_000.0

  /// Milliseconds since 1970: of a whole year, month or day, or of one moment, in UTC.
  ///
  /// - Parameters:
  ///   - text: a date in ISO 8601 or of ``RelativeDate``, or `now`.
  ///   - now: what the latter are told from.
  /// - Returns: `nil` when `text` is no such date.
  static func milliseconds(_ text: String, now: Date = Date()) -> Range<Double>? {
    if let first = text.utf8.first, first > 0x39 {
      let moment = (now.timeIntervalSince1970 * 1000).rounded(.down)
      if text == "now" { return moment..<moment + 1 }
      let days = RelativeDate.days(text, today: Int((moment / day).rounded(.down)))
      return days.map { Double($0.lowerBound) * day..<Double($0.upperBound) * day }
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isDigits = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.count <= 4 && part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
    if parts.count <= 3, isDigits, parts[0].utf8.count == 4 {
      return calendarRange(parts.compactMap { Int($0) })
    }
    guard let date = ISODate.date(from: text) else { return nil }
    let start = (date.timeIntervalSince1970 * 1000).rounded()
    return start..<start + 1000
  }

  private static func calendarRange(_ numbers: [Int]) -> Range<Double>? {
    guard let year = numbers.first else { return nil }
    let month = numbers.count > 1 ? numbers[1] : 1
    let dayOfMonth = numbers.count > 2 ? numbers[2] : 1
    guard (1...12).contains(month), dayOfMonth >= 1, dayOfMonth <= ISODate.days(in: month, year)
    else { return nil }
    let start = days(year, month, dayOfMonth) * day
    switch numbers.count {
    case 1: return start..<days(year + 1, 1, 1) * day
    case 2: return start..<(month == 12 ? days(year + 1, 1, 1) : days(year, month + 1, 1)) * day
    case 3: return start..<start + day
    default: return nil
    }
  }

  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Double {
    Double(ISODate.daysSince1970(year, month, day))
  }
}
