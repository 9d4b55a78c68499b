/// Counts dates by day, in UTC.
struct DayCounts: Sendable {
  private static let millisecondsPerDay = 86_400_000.0
  private static let pageShift = 12
  /// The days since 1970 of the years 0 to 9999: a year beyond cannot be written in ISO 8601.
  private static let first = ISODate.daysSince1970(0, 1, 1)
  private static let end = ISODate.daysSince1970(10_000, 1, 1)

  /// Of 4,096 days each, empty until one of them is there.
  private var pages: [[UInt32]]

  init() {
    pages = Array(repeating: [], count: (Self.end - Self.first) >> Self.pageShift + 1)
  }

  mutating func add(_ numbers: NumberBlock, count: Int) {
    let (first, end) = (Double(Self.first), Double(Self.end))
    for index in 0..<count {
      let day = (numbers[index] / Self.millisecondsPerDay).rounded(.down)
      // What is missing is not a number, and so in no range.
      guard day >= first, day < end else { continue }
      let place = Int(day) - Self.first
      let page = place >> Self.pageShift
      if pages[page].isEmpty {
        pages[page] = Array(repeating: 0, count: 1 << Self.pageShift)
      }
      pages[page][place & (1 << Self.pageShift - 1)] &+= 1
    }
  }

  mutating func add(_ other: DayCounts) {
    for (page, counts) in other.pages.enumerated() where !counts.isEmpty {
      if pages[page].isEmpty {
        pages[page] = counts
      } else {
        for index in counts.indices { pages[page][index] &+= counts[index] }
      }
    }
  }

  /// The units that have any dates, in their order.
  func counts(by unit: Facet.DateUnit) -> [FacetCounts.Count] {
    var result: [FacetCounts.Count] = []
    for (page, counts) in pages.enumerated() {
      for (index, count) in counts.enumerated() where count > 0 {
        let name = Self.name(of: Self.first + page << Self.pageShift + index, unit)
        if result.last?.value == name {
          result[result.count - 1].count += Int(count)
        } else {
          result.append(FacetCounts.Count(name, count: Int(count)))
        }
      }
    }
    return result
  }

  private static func name(of day: Int, _ unit: Facet.DateUnit) -> String {
    let (year, month, dayOfMonth) = ISODate.calendarDay(daysSince1970: day)
    func digits(_ value: Int, _ count: Int) -> String {
      let text = "\(value)"
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    switch unit {
    case .year: return digits(year, 4)
    case .month: return "\(digits(year, 4))-\(digits(month, 2))"
    case .day: return "\(digits(year, 4))-\(digits(month, 2))-\(digits(dayOfMonth, 2))"
    }
  }
}

extension ISODate {
  /// The reverse of ``daysSince1970(_:_:_:)``.
  static func calendarDay(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
