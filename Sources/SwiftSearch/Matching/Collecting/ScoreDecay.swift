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

/// A score of your own, from the score of the words and the columns of a document.
///
/// ```swift
/// let scoring = ScoreFunction(reading: ["stars"]) { score, values in
///   score * Float(1 + (values["stars"] ?? 0) / 5)
/// }
/// ```
///
/// It is called for every document that matches, from several threads at the same time. Two are
/// equal if one is a copy of the other.
public struct ScoreFunction: Sendable {
  /// The number and date fields that it reads.
  public let fields: [String]
  let body: @Sendable (Float, ColumnValues) -> Float
  private let identity = Identity()

  private final class Identity: Sendable {}

  /// - Parameters:
  ///   - fields: the number and date fields that `body` reads.
  ///   - body: the new score, from the score of the words and the values of `fields`. A score that
  ///     is not a number counts as 0.
  public init(
    reading fields: [String], _ body: @escaping @Sendable (Float, ColumnValues) -> Float
  ) {
    self.fields = fields
    self.body = body
  }
}

extension ScoreFunction: Equatable {
  public static func == (left: ScoreFunction, right: ScoreFunction) -> Bool {
    left.identity === right.identity
  }
}

/// The values that one document has in some fields: numbers, and dates in seconds since 1970.
public struct ColumnValues: Sendable {
  let fields: [String]
  /// In the order of the fields; not a number where there is none.
  var values: [Double]

  /// The value of a field, or `nil` when the document has none.
  public subscript(field: String) -> Double? {
    fields.firstIndex(of: field).flatMap { self[$0] }
  }

  /// The value of a field by its place in ``ScoreFunction/fields``, which takes less time than its
  /// name; `nil` when the document has none.
  public subscript(place: Int) -> Double? {
    guard values.indices.contains(place), !values[place].isNaN else { return nil }
    return values[place]
  }
}

/// What was done to the score that the words of a query give a hit.
public struct ScoreAdjustment: Sendable, Equatable {
  /// The field of a ``ScoreDecay``; `nil` is a ``ScoreFunction``.
  public var field: String?
  /// What a decay multiplied the score by.
  public var factor: Float?
  /// The score after it.
  public var score: Float
}
