import Testing

@testable import SwiftSearch

@Suite struct DateRangeTests {
  @Test(arguments: [
    ("1970", 0, 365), ("2024", 19723, 366), ("2024-02", 19754, 29), ("2023-12", 19692, 31),
    ("2026-05-12", 20585, 1), ("1969-12-31", -1, 1), ("2000-02-29", 11016, 1),
  ])
  func yearsMonthsAndDaysAreSpans(text: String, day: Int, days: Int) {
    let milliseconds = 86_400_000.0
    let expected = Double(day) * milliseconds..<Double(day + days) * milliseconds
    #expect(DateRange.milliseconds(text) == expected)
  }

  @Test func aMomentIsASecond() {
    #expect(DateRange.milliseconds("1970-01-01T00:00:07Z") == 7000..<8000)
  }

  @Test(arguments: [
    "", "-", "24", "2024-", "2024-13", "2024-00", "2024-01-32", "2024-01-01-01", "½½½½-12",
    "2024-99999999999999999999", "nan", "２０２４", "12024", "2024-1e1", "someday",
  ])
  func othersAreNoDates(text: String) {
    #expect(DateRange.milliseconds(text) == nil)
  }
}
