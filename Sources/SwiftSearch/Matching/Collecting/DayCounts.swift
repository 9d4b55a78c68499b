/// Counts dates by day, in UTC.
struct DayCounts: Sendable {
  private static let millisecondsPerDay = 86_400_000.0
  private static let step = 4096
  /// The days since 1970 of the years 0 to 9999: a year beyond cannot be written in ISO 8601.
  private static let days =
    ISODate.daysSince1970(0, 1, 1)..<ISODate.daysSince1970(10_000, 1, 1)

  /// The first day of ``counts``, which hold all days that were met, and not many more.
  private var first = 0
  private var counts: [UInt32] = []

  mutating func add(_ numbers: NumberBlock, count: Int) {
    let (low, high) = (Double(Self.days.lowerBound), Double(Self.days.upperBound))
    for index in 0..<count {
      let exact = numbers[index] / Self.millisecondsPerDay
      // What is missing is not a number, and so in no range.
      guard exact >= low, exact < high else { continue }
      // The integer below, without a call.
      var day = Int(exact)
      if Double(day) > exact { day -= 1 }
      var place = day - first
      if place < 0 || place >= counts.count {
        reach(day)
        place = day - first
      }
      counts[place] &+= 1
    }
  }

  /// Makes room for a day.
  private mutating func reach(_ day: Int) {
    if counts.isEmpty { first = day }
    let before = day < first ? (first - day + Self.step - 1) / Self.step * Self.step : 0
    if before > 0 {
      counts.insert(contentsOf: repeatElement(0, count: before), at: 0)
      first -= before
    }
    let missing = day - first + 1 - counts.count
    if missing > 0 {
      counts += repeatElement(0, count: (missing + Self.step - 1) / Self.step * Self.step)
    }
  }

  mutating func add(_ other: DayCounts) {
    for (index, count) in other.counts.enumerated() where count > 0 {
      let day = other.first + index
      if day < first || day - first >= counts.count { reach(day) }
      counts[day - first] &+= count
    }
  }

  /// The units that have any dates, in their order.
  func counts(by unit: Facet.DateUnit) -> [FacetCounts.Count] {
    var result: [FacetCounts.Count] = []
    var last = (year: -1, month: 0, day: 0)
    for (index, count) in counts.enumerated() where count > 0 {
      var date = ISODate.calendarDate(ofDay: first + index)
      if unit != .day { date.day = 0 }
      if unit == .year { date.month = 0 }
      if date != last {
        result.append(FacetCounts.Count(Self.name(of: date), count: 0))
        last = date
      }
      result[result.count - 1].count += Int(count)
    }
    return result
  }

  private static func name(of date: (year: Int, month: Int, day: Int)) -> String {
    func digits(_ value: Int, _ count: Int) -> String {
      let text = "\(value)"
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    let parts =
      [digits(date.year, 4)] + [date.month, date.day].filter { $0 > 0 }.map { digits($0, 2) }
    return parts.joined(separator: "-")
  }
}
