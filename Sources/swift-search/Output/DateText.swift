#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Dates as ISO 8601 writes them, in UTC.
enum DateText {
  /// `2026-05-28T20:26:40Z`, with milliseconds if there are any; `nil` outside of the years 1 to
  /// 9999, which the format cannot write and a damaged document may hold.
  static func iso8601(_ date: Date) -> String? {
    let seconds = date.timeIntervalSince1970
    guard seconds >= -62_135_596_800, seconds < 253_402_300_799 else { return nil }
    let milliseconds = Int((seconds * 1000).rounded())
    let hasFraction = milliseconds % 1000 != 0
    let exact = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    return exact.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction))
  }
}
