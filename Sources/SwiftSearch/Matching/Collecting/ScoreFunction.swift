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
