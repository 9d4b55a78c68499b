/// What stands right behind a phrase, a group or a regular expression: `~3`, `~>3`, `^2`, `^=2`, or
/// a distance and then a boost.
struct QuerySuffix: Equatable {
  /// How far words of a phrase may be from each other, or how many parts of a group must match.
  var count: Int?
  /// Whether words of a phrase keep their order.
  var isOrdered = false
  var boost: Float?
  var score: Float?

  /// - Parameter text: all of what stands there; `nil` when it is nothing of that kind.
  init?(_ text: some StringProtocol) {
    var rest = text[...]
    if rest.first == "~" {
      rest = rest.dropFirst()
      isOrdered = rest.first == ">"
      if isOrdered { rest = rest.dropFirst() }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let count = Int(digits), digits.count <= 6 else { return nil }
      self.count = count
      rest = rest.dropFirst(digits.count)
    }
    if rest.first == "^" {
      (boost, score) = Self.boost(rest.dropFirst())
      guard boost != nil || score != nil else { return nil }
      rest = rest.dropFirst(rest.count)
    }
    guard rest.isEmpty, count != nil || boost != nil || score != nil else { return nil }
  }

  /// The factor or, behind an equals sign, the score that a text is, if it is one.
  static func boost(_ text: some StringProtocol) -> (factor: Float?, score: Float?) {
    let isScore = text.first == "="
    guard let number = Float(text.dropFirst(isScore ? 1 : 0)), number.isFinite, number >= 0,
      number <= 1000, isScore || number > 0
    else { return (nil, nil) }
    return isScore ? (nil, number) : (number, nil)
  }

  /// A part with its boost, or with the score that it has whatever it would score.
  func boosted(_ query: Query) -> Query {
    if let score { return .constant(query, score: score) }
    return boost.map { .boosted(query, by: $0) } ?? query
  }
}
