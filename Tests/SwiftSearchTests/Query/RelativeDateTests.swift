import Foundation
import Testing

@testable import SwiftSearch

@Suite struct RelativeDateTests {
  /// 2026-11-27, a Friday.
  static let today = ISODate.daysSince1970(2026, 11, 27)

  @Test(arguments: [
    ("today", "2026-11-27", 1), ("yesterday", "2026-11-26", 1), ("tomorrow", "2026-11-28", 1),
    ("this-week", "2026-11-23", 7), ("last-week", "2026-11-16", 7), ("next-week", "2026-11-30", 7),
    ("this-month", "2026-11-01", 30), ("last-month", "2026-10-01", 31),
    ("next-month", "2026-12-01", 31), ("last-year", "2025-01-01", 365),
    ("last-7-days", "2026-11-20", 8), ("last-2-weeks", "2026-11-13", 15),
    ("last-0-days", "2026-11-27", 1), ("LAST-WEEK", "2026-11-16", 7), ("last-day", "2026-11-26", 1),
    ("last-9-months", "2026-02-27", 274), ("last-1-years", "2025-11-27", 366),
  ])
  func wordsNameDays(text: String, first: String, count: Int) throws {
    let days = try #require(RelativeDate.days(text, today: Self.today))
    let start = try #require(ISODate.date(from: first)).timeIntervalSince1970 / 86_400
    #expect(Double(days.lowerBound) == start)
    #expect(days.count == count)
  }

  @Test func theLastDayOfAShortMonthStandsForMissingOnes() {
    let today = ISODate.daysSince1970(2026, 3, 31)
    let days = RelativeDate.days("last-1-months", today: today)
    #expect(days?.lowerBound == ISODate.daysSince1970(2026, 2, 28))
  }

  @Test(arguments: [
    "", "-", "last", "last-", "last-weeks", "last--days", "last-7-day", "last-x-days",
    "this-5-days",
    "last-99999-days", "week", "last-½-days",
  ])
  func othersNameNone(text: String) {
    #expect(RelativeDate.days(text, today: Self.today) == nil)
  }

  @Test func nowIsAMomentAndTodayItsDay() throws {
    let now = Date(timeIntervalSince1970: Double(Self.today) * 86_400 + 3600.5)
    let moment = try #require(DateRange.milliseconds("now", now: now))
    #expect(moment.lowerBound == now.timeIntervalSince1970 * 1000)
    #expect(DateRange.milliseconds("today", now: now)?.contains(moment.lowerBound) == true)
  }

  @Test(arguments: 0..<200)
  func daysAreOfTheCalendar(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let day = random.below(2_000_000) - 1_000_000
    let (year, month, dayOfMonth) = ISODate.calendarDate(ofDay: day)
    #expect(ISODate.daysSince1970(year, month, dayOfMonth) == day, "seed \(seed)")
    #expect((1...12).contains(month) && 1...ISODate.days(in: month, year) ~= dayOfMonth)
  }
}
