/// Matches whole terms with a regular expression.
///
/// The automaton of Glushkov, "The abstract theory of automata" (1961): one state for each place
/// where a character is read, and all states that are possible at the same time in one set. So a
/// term takes time linear in its length, whatever the expression is.
struct PositionAutomaton: TermAutomaton {
  /// How many characters an expression may have, repetitions written out.
  static let largestCount = 255

  /// Some of the places; the last one stands for the start.
  typealias Places = SIMD4<UInt64>

  private var classes: [ScalarClass] = []
  private var following: [Places] = []
  private var first = Places()
  private var last = Places()
  private var acceptsNothing = false
  /// How many parts may still be added: an expression of nothing but nothing adds no places.
  private var partsLeft = 10_000

  /// - Throws: ``TermPatternError`` when the expression is too large.
  init(_ expression: PatternExpression) throws(TermPatternError) {
    let whole = try add(expression)
    (first, last, acceptsNothing) = (whole.first, whole.last, whole.isNullable)
  }

  // MARK: Reading

  struct State: Equatable {
    fileprivate var places: Places
    fileprivate var isStart = false
  }

  var start: State { State(places: Places(), isStart: true) }

  func state(after state: State, reading scalar: UInt32) -> State? {
    var reachable = state.isStart ? first : Places()
    Self.forEach(of: state.places) { reachable |= following[$0] }
    var reached = Places()
    Self.forEach(of: reachable) { place in
      if classes[place].contains(scalar) { Self.insert(place, in: &reached) }
    }
    return reached == Places() ? nil : State(places: reached)
  }

  func distance(at state: State) -> Int? {
    let isMatch = state.isStart ? acceptsNothing : state.places & last != Places()
    return isMatch ? 0 : nil
  }

  func next(from state: State, atLeast scalar: UInt32) -> UInt32? {
    var reachable = state.isStart ? first : Places()
    Self.forEach(of: state.places) { reachable |= following[$0] }
    var least: UInt32?
    Self.forEach(of: reachable) { place in
      guard let next = classes[place].next(atLeast: scalar) else { return }
      least = min(least ?? next, next)
    }
    return least
  }

  private static func forEach(of places: Places, _ body: (Int) -> Void) {
    for word in 0..<Places.scalarCount {
      var bits = places[word]
      while bits != 0 {
        body(64 * word + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }

  private static func insert(_ place: Int, in places: inout Places) {
    places[place / 64] |= 1 << UInt64(place % 64)
  }

  // MARK: Building

  /// A part of the expression: where it can begin and end, and whether it can be nothing.
  private struct Part {
    var first = Places()
    var last = Places()
    var isNullable = true
  }

  private mutating func add(_ expression: PatternExpression) throws(TermPatternError) -> Part {
    partsLeft -= 1
    guard partsLeft > 0, classes.count < Self.largestCount else {
      throw TermPatternError(
        message: "the pattern is too large: at most \(Self.largestCount) characters are compared")
    }
    switch expression {
    case .scalar(let scalars):
      let place = classes.count
      classes.append(scalars)
      following.append(Places())
      var part = Part(isNullable: false)
      Self.insert(place, in: &part.first)
      part.last = part.first
      return part
    case .sequence(let parts):
      var whole = Part()
      for part in parts { whole = join(whole, try add(part)) }
      return whole
    case .alternatives(let parts):
      var whole = Part(isNullable: false)
      for part in parts {
        let added = try add(part)
        whole.first |= added.first
        whole.last |= added.last
        whole.isNullable = whole.isNullable || added.isNullable
      }
      return whole
    case .repetition(let part, let least, let most):
      return try repeated(part, least, most)
    }
  }

  private mutating func repeated(
    _ expression: PatternExpression, _ least: Int, _ most: Int?
  ) throws(TermPatternError) -> Part {
    var whole = Part()
    for _ in 0..<least { whole = join(whole, try add(expression)) }
    if let most {
      for _ in min(least, most)..<most {
        var part = try add(expression)
        part.isNullable = true
        whole = join(whole, part)
      }
      return whole
    }
    var loop = try add(expression)
    Self.forEach(of: loop.last) { following[$0] |= loop.first }
    loop.isNullable = true
    return join(whole, loop)
  }

  private mutating func join(_ left: Part, _ right: Part) -> Part {
    Self.forEach(of: left.last) { following[$0] |= right.first }
    return Part(
      first: left.isNullable ? left.first | right.first : left.first,
      last: right.isNullable ? left.last | right.last : right.last,
      isNullable: left.isNullable && right.isNullable)
  }
}

/// A pattern, taken apart.
indirect enum PatternExpression: Equatable, Sendable {
  case scalar(ScalarClass)
  case sequence([PatternExpression])
  case alternatives([PatternExpression])
  case repetition(PatternExpression, least: Int, most: Int?)

  static let any = PatternExpression.scalar(ScalarClass.any)
  static let anything = PatternExpression.repetition(any, least: 0, most: nil)

  /// What all terms begin with, in UTF-8, as far as the pattern says it character by character.
  var literalStart: [UInt8] {
    guard case .sequence(let parts) = self else { return [] }
    return Self.utf8(parts.prefix { $0.literal != nil })
  }

  /// How many bytes the shortest term has, if the pattern means nothing more than what terms begin
  /// and end with.
  var affixLength: Int? {
    guard case .sequence(let parts) = self,
      let place = parts.firstIndex(of: .anything),
      parts[..<place].allSatisfy({ $0.literal != nil }),
      parts[(place + 1)...].allSatisfy({ $0.literal != nil })
    else { return nil }
    return literalStart.count + literalEnd.count
  }

  /// The one character that is meant.
  private var literal: Unicode.Scalar? {
    guard case .scalar(let scalars) = self, !scalars.isNegated, scalars.ranges.count == 1,
      scalars.ranges[0].count == 1
    else { return nil }
    return Unicode.Scalar(scalars.ranges[0].lowerBound)
  }

  private static func utf8(_ literals: ArraySlice<PatternExpression>) -> [UInt8] {
    Array(String(String.UnicodeScalarView(literals.compactMap(\.literal))).utf8)
  }

  /// What all terms end with, in UTF-8, that the pattern means by whatever and then this; empty for
  /// other patterns, which rule out more terms by how they begin.
  var literalEnd: [UInt8] {
    guard case .sequence(let parts) = self else { return [] }
    let first = (parts.lastIndex { $0.literal == nil } ?? -1) + 1
    return first > 0 && parts[first - 1] == .anything ? Self.utf8(parts[first...]) : []
  }
}

/// Some characters.
struct ScalarClass: Equatable, Sendable {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false

  static let any = ScalarClass(ranges: [], isNegated: true)

  init(ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  init(_ scalar: UInt32) {
    ranges = [scalar...scalar]
  }

  /// A number that the first of the characters from `scalar` on is not below.
  func next(atLeast scalar: UInt32) -> UInt32? {
    guard !isNegated else { return scalar }
    return ranges.compactMap { $0.upperBound < scalar ? nil : max(scalar, $0.lowerBound) }.min()
  }

  func contains(_ scalar: UInt32) -> Bool {
    ranges.contains { $0.contains(scalar) } != isNegated
  }
}
