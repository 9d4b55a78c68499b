#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A factor of the score that falls with the age of a date, or with the distance of a number: it is
/// halved with each half-life.
///
/// ```swift
/// let options = SearchOptions(decays: [.recency("date", halfLife: .seconds(30 * 86_400))])
/// ```
///
/// The factor lies between 0 and 1, so that documents that cannot be among the best are passed over
/// as they are without it.
public struct ScoreDecay: Sendable, Hashable {
  /// A number or date field.
  public var field: String
  /// Where the factor is 1, in seconds since 1970 for dates; `nil` is the time of the search for
  /// dates, and 0 for numbers. Later dates have the factor 1 too.
  public var origin: Double?
  /// At what distance the factor is one half: in seconds for dates; more than 0.
  public var halfLife: Double
  /// The factor of documents without a value.
  public var missing: Float

  public init(_ field: String, origin: Double? = nil, halfLife: Double, missing: Float = 0.5) {
    self.field = field
    self.origin = origin
    self.halfLife = halfLife
    self.missing = missing
  }

  /// Halves the score with each half-life that a date is old.
  ///
  /// - Parameters:
  ///   - field: the field's name.
  ///   - halfLife: after how long half of the score is left.
  ///   - origin: what is not old; `nil` is the time of the search.
  public static func recency(
    _ field: String, halfLife: Duration, from origin: Date? = nil
  ) -> ScoreDecay {
    let (seconds, fraction) = halfLife.components
    return ScoreDecay(
      field, origin: origin?.timeIntervalSince1970,
      halfLife: Double(seconds) + Double(fraction) / 1e18)
  }
}
