#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads dates as ISO 8601 writes them: `2026-11-24`, `2026-11-24T20:15`, `2026-11-24T20:15:30.5Z`,
/// `2026-11-24T20:15:30+09:00`. A time without a zone is taken for UTC.
enum ISODate {
  /// The date that all of `text` spells; `nil` if it is anything else.
  static func date(from text: String) -> Date? {
    let count = text.utf8.count
    guard (10...35).contains(count), let first = text.utf8.first, 0x30...0x39 ~= first else {
      return nil
    }
    var parser = Parser(bytes: Array(text.utf8))
    return parser.parse()
  }

  private struct Parser {
    let bytes: [UInt8]
    var position = 0

    mutating func parse() -> Date? {
      guard let year = number(4), take("-"), let month = number(2), take("-"),
        let day = number(2), (1...12).contains(month), day >= 1,
        day <= ISODate.days(in: month, year)
      else { return nil }
      var seconds = Double(ISODate.daysSince1970(year, month, day)) * 86_400
      if position < bytes.count {
        guard take("T") || take("t") || take(" "), let time = time() else { return nil }
        seconds += time
      }
      return position == bytes.count ? Date(timeIntervalSince1970: seconds) : nil
    }

    private mutating func time() -> Double? {
      guard let hour = number(2), take(":"), let minute = number(2), hour < 24, minute < 60
      else { return nil }
      var seconds = Double(hour * 3600 + minute * 60)
      if take(":") {
        // A leap second counts as the first of the next minute.
        guard let second = number(2), second <= 60 else { return nil }
        seconds += Double(second)
        if take(".") || take(",") {
          guard let fraction = fraction() else { return nil }
          seconds += fraction
        }
      }
      guard let offset = zone() else { return nil }
      return seconds - offset
    }

    private mutating func fraction() -> Double? {
      let start = position
      var value = 0.0
      var scale = 0.1
      while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
        value += Double(bytes[position] - 0x30) * scale
        scale /= 10
        position += 1
      }
      guard position > start else { return nil }
      // Dates are kept to the millisecond; more would only carry the rounding of the sum above.
      return (value * 1000 + 1e-6).rounded(.down) / 1000
    }

    private mutating func zone() -> Double? {
      if position == bytes.count || take("Z") || take("z") { return 0 }
      let isWest = take("-")
      guard isWest || take("+"), let hour = number(2), hour < 24 else { return nil }
      _ = take(":")
      var minute = 0
      if position < bytes.count {
        guard let read = number(2), read < 60 else { return nil }
        minute = read
      }
      return Double(hour * 3600 + minute * 60) * (isWest ? -1 : 1)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }

    private mutating func number(_ digits: Int) -> Int? {
      guard position + digits <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[position..<(position + digits)] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      position += digits
      return value
    }
  }

  /// How many days a month has.
  static func days(in month: Int, _ year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// The proleptic Gregorian calendar, counted in eras of 400 years that start in March, so that
  /// the leap day is the last of its year.
  static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// What ``daysSince1970(_:_:_:)`` was made of.
  static func calendarDate(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}
