/// Reads words with `*` and `?`.
enum WildcardSyntax {
  static func isWildcard(_ scalar: Unicode.Scalar) -> Bool { scalar == "*" || scalar == "?" }

  /// The pattern, with the literal text between its signs as `fold` makes it.
  static func expression(
    _ text: String, fold: (String) -> String
  ) -> PatternExpression {
    var parts: [PatternExpression] = []
    var literal = ""
    func endLiteral() {
      parts += fold(literal).unicodeScalars.map { .scalar(ScalarClass($0.value)) }
      literal = ""
    }
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if !isEscaped, scalar == "\\" {
        isEscaped = true
      } else if !isEscaped, isWildcard(scalar) {
        endLiteral()
        // Two stars are one.
        if scalar == "?" {
          parts.append(.any)
        } else if parts.last != .anything {
          parts.append(.anything)
        }
      } else {
        literal.unicodeScalars.append(scalar)
        isEscaped = false
      }
    }
    endLiteral()
    return .sequence(parts)
  }
}
