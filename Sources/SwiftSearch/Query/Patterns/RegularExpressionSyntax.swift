/// Reads regular expressions.
struct RegularExpressionSyntax {
  static let longestPattern = 1000
  /// How many groups and repetitions may stand in each other.
  private static let depthLimit = 50
  private static let largestRepetition = 255

  private let scalars: [Unicode.Scalar]
  private let fold: (String) -> String
  private var next = 0

  private init(_ text: String, fold: @escaping (String) -> String) {
    scalars = Array(text.unicodeScalars)
    self.fold = fold
  }

  /// The expression, with its literal characters as `fold` makes them.
  ///
  /// - Throws: ``TermPatternError`` when a group, a class or a repetition is not closed, when there
  ///   is nothing to repeat, or when the expression is too large.
  static func expression(
    _ text: String, fold: @escaping (String) -> String
  ) throws(TermPatternError) -> PatternExpression {
    var syntax = RegularExpressionSyntax(text, fold: fold)
    guard syntax.scalars.count <= longestPattern else {
      throw TermPatternError(message: "the pattern has more than \(longestPattern) characters")
    }
    let expression = try syntax.alternatives(depth: 0)
    guard syntax.next == syntax.scalars.count else {
      throw TermPatternError(message: "a parenthesis of the pattern closes nothing")
    }
    return expression
  }

  private var current: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    next += 1
    return true
  }

  private mutating func alternatives(depth: Int) throws(TermPatternError) -> PatternExpression {
    guard depth < Self.depthLimit else {
      throw TermPatternError(
        message: "more than \(Self.depthLimit) parts of the pattern stand in each other")
    }
    var parts = [try sequence(depth: depth)]
    while take("|") { parts.append(try sequence(depth: depth)) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence(depth: Int) throws(TermPatternError) -> PatternExpression {
    var parts: [PatternExpression] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      parts.append(try repeated(try atom(depth: depth)))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repeated(
    _ atom: PatternExpression
  ) throws(TermPatternError) -> PatternExpression {
    var expression = atom
    var count = 0
    while let (least, most) = try repetition() {
      count += 1
      guard count <= 3 else {
        throw TermPatternError(message: "a part of the pattern is repeated again and again")
      }
      expression = .repetition(expression, least: least, most: most)
    }
    return expression
  }

  private mutating func repetition() throws(TermPatternError) -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard take("{") else { return nil }
    let least = number()
    let most = take(",") ? number() : least
    let isOpen = next > 0 && scalars[next - 1] == ","
    guard take("}"), let least = least ?? (most == nil ? nil : 0), isOpen || most != nil,
      least <= most ?? least, max(least, most ?? 0) <= Self.largestRepetition
    else {
      throw TermPatternError(
        message: "a repetition is written {2}, {2,} or {2,5}, with numbers up to "
          + "\(Self.largestRepetition)")
    }
    return (least, isOpen ? nil : most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = current, let digit = Int(String(scalar)), scalar.isASCII {
      value = min((value ?? 0) * 10 + digit, Self.largestRepetition + 1)
      next += 1
    }
    return value
  }

  private mutating func atom(depth: Int) throws(TermPatternError) -> PatternExpression {
    let scalar = scalars[next]
    next += 1
    switch scalar {
    case "(":
      let expression = try alternatives(depth: depth + 1)
      guard take(")") else {
        throw TermPatternError(message: "a parenthesis of the pattern is not closed")
      }
      return expression
    case "[": return try bracket()
    case ".": return .any
    case "*", "+", "?", "{":
      throw TermPatternError(message: "there is nothing before '\(scalar)' to repeat")
    case "\\":
      guard let escaped = current else {
        throw TermPatternError(message: "the pattern ends with a backslash")
      }
      next += 1
      return Self.named(escaped).map { .scalar($0) } ?? literal(escaped)
    default: return literal(scalar)
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> PatternExpression {
    let folded = fold(String(Character(scalar))).unicodeScalars.map {
      PatternExpression.scalar(ScalarClass($0.value))
    }
    return folded.count == 1 ? folded[0] : .sequence(folded)
  }

  /// What a letter behind a backslash stands for; terms are in lower case.
  private static func named(_ letter: Unicode.Scalar) -> ScalarClass? {
    let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    // Terms are made of nothing but letters and digits, unless their signs belong to them.
    let words = digits + [0x5F...0x5F, 0x61...0x7A, 0x80...0x10FFFF]
    let spaces: [ClosedRange<UInt32>] = [0x09...0x0D, 0x20...0x20]
    switch letter {
    case "d": return ScalarClass(ranges: digits)
    case "D": return ScalarClass(ranges: digits, isNegated: true)
    case "w": return ScalarClass(ranges: words)
    case "W": return ScalarClass(ranges: words, isNegated: true)
    case "s": return ScalarClass(ranges: spaces)
    case "S": return ScalarClass(ranges: spaces, isNegated: true)
    default: return nil
    }
  }

  private mutating func bracket() throws(TermPatternError) -> PatternExpression {
    var scalars = ScalarClass(ranges: [], isNegated: take("^"))
    var isFirst = true
    while let scalar = current, scalar != "]" || isFirst {
      isFirst = false
      next += 1
      if scalar == "\\", let escaped = current {
        next += 1
        if let named = Self.named(escaped), !named.isNegated {
          scalars.ranges += named.ranges
          continue
        }
        try add(escaped, to: &scalars)
      } else {
        try add(scalar, to: &scalars)
      }
    }
    guard take("]") else {
      throw TermPatternError(message: "a bracket of the pattern is not closed")
    }
    return .scalar(scalars)
  }

  /// Adds a character, or a range that begins with it.
  private mutating func add(
    _ first: Unicode.Scalar, to scalars: inout ScalarClass
  ) throws(TermPatternError) {
    guard current == "-", next + 1 < self.scalars.count, self.scalars[next + 1] != "]" else {
      for scalar in fold(String(Character(first))).unicodeScalars {
        scalars.ranges.append(scalar.value...scalar.value)
      }
      return
    }
    let last = self.scalars[next + 1]
    next += 2
    guard first.value <= last.value else {
      throw TermPatternError(message: "the range \(first)-\(last) of the pattern is turned around")
    }
    scalars.ranges.append(first.value...last.value)
    // Of capital letters the small ones are meant, as the terms have them.
    if first.value >= 0x41, last.value <= 0x5A {
      scalars.ranges.append(first.value + 0x20...last.value + 0x20)
    }
  }
}
