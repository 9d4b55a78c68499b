/// Patterns and ranges become terms and intervals.
extension QueryPlanner {
  /// What an occurrence counts that is so many edits away from the word that was typed.
  private static let editWeights: [Float] = [1, 0.7, 0.4]

  func plan(_ pattern: TermPattern, field name: String?) throws(FormatError) -> PlannedQuery? {
    let fields = name.flatMap { snapshot.field(named: $0) }.map { Fields($0) } ?? defaultFields
    if case .wildcard(let text) = pattern, let run = run(startingIn: text), !fields.text.isEmpty {
      return try plan(.text(run, field: name))
    }
    var forms: [PlannedQuery.Form] = []
    for field in fields.text { forms += try self.forms(of: pattern, in: field, fold: folded) }
    for field in fields.others where name != nil && field.type == .keyword {
      forms += try self.forms(of: pattern, in: field) { $0 }
    }
    // Without a form it matches nothing, which is not the same as no query.
    return .group(forms, boost: 1)
  }

  /// The text before the star at the end of a pattern, if pairs of characters are its terms: what
  /// begins with it is found by it.
  func run(startingIn pattern: String) -> String? {
    guard pattern.last == "*", !pattern.dropLast().contains(where: { "*?\\".contains($0) }) else {
      return nil
    }
    let text = String(pattern.dropLast())
    return items(of: text).contains { $0.kind != .word } ? text : nil
  }

  func forms(
    of pattern: TermPattern, in field: FieldRecord, fold: @escaping (String) -> String
  ) throws(FormatError) -> [PlannedQuery.Form] {
    var expansion = TermExpansion(snapshot, until: signal)
    var found: [TermExpansion.Found] = []
    let written: String
    switch pattern {
    case .wildcard(let text):
      written = text
      let expression = WildcardSyntax.expression(text, fold: fold)
      found = try expansion.terms(of: field, matching: expression)
    case .fuzzy(let text, let edits):
      written = text + "~"
      if let automaton = EditDistance(fold(text).unicodeScalars.map(\.value), edits: edits) {
        found = try expansion.terms(of: field, meantBy: automaton)
      }
    case .regularExpression(let text):
      written = "/" + text + "/"
      if let expression = try? RegularExpressionSyntax.expression(text, fold: fold) {
        found = try expansion.terms(of: field, matching: expression)
      }
    }
    hasCutPattern = hasCutPattern || expansion.isCut
    return found.map { distance, terms in
      let term = PlannedQuery.Term(bytes: Array(written.utf8), alternatives: terms)
      return words.form([term], field, Self.editWeights[min(distance, 2)])
    }
  }

  /// Text as it is in terms; unchanged where it is not one word.
  func folded(_ text: String) -> String {
    let items = items(of: text)
    guard items.count == 1, let token = items[0].tokens.first, items[0].tokens.count == 1 else {
      return text.lowercased()
    }
    return String(decoding: token.term, as: UTF8.self)
  }

  // MARK: Ranges

  func plan(_ range: ValueRange, field name: String) throws(FormatError) -> PlannedQuery? {
    guard let field = snapshot.field(named: name), field.type != .text else {
      // No field of values, so it is text with dots or signs in it.
      let values = [range.lower, range.upper].compactMap(\.?.value).joined(separator: " ")
      return try plan(.text(values, field: name))
    }
    switch field.type {
    case .number: return planned(Self.interval(range, Self.number), field)
    case .date: return planned(Self.interval(range) { DateRange.milliseconds($0) }, field)
    case .keyword:
      var expansion = TermExpansion(snapshot, until: signal)
      let found = try expansion.terms(of: field, meantBy: TermInterval(range))
      hasCutPattern = hasCutPattern || expansion.isCut
      guard let terms = found.first?.terms else { return .group([], boost: 1) }
      let term = PlannedQuery.Term(bytes: [], alternatives: terms)
      return .group([words.form([term], field, 1)], boost: 1)
    case .text, .stored: return nil
    }
  }

  /// - Parameter interval: `nil` when nothing lies in the range.
  private func planned(_ interval: Range<Double>?, _ field: FieldRecord) -> PlannedQuery {
    interval.map { .range($0, field: field) } ?? .group([], boost: 1)
  }

  static func number(_ text: String) -> Range<Double>? {
    Double(text).flatMap { $0.isFinite ? $0..<$0.nextUp : nil }
  }

  /// - Parameter values: everything that a value written so stands for.
  static func interval(
    _ range: ValueRange, _ values: (String) -> Range<Double>?
  ) -> Range<Double>? {
    var (lower, upper) = (-Double.infinity, Double.infinity)
    if let bound = range.lower {
      guard let values = values(bound.value) else { return nil }
      lower = bound.isIncluded ? values.lowerBound : values.upperBound
    }
    if let bound = range.upper {
      guard let values = values(bound.value) else { return nil }
      upper = bound.isIncluded ? values.upperBound : values.lowerBound
    }
    return lower < upper ? lower..<upper : nil
  }
}

/// Reads the terms between two others.
struct TermInterval: TermAutomaton {
  private let lower: [UInt32]
  private let upper: [UInt32]?
  private let range: ValueRange

  init(_ range: ValueRange) {
    self.range = range
    lower = range.lower?.value.unicodeScalars.map(\.value) ?? []
    upper = range.upper?.value.unicodeScalars.map(\.value)
  }

  /// Up to where a term is the same as the bounds, `nil` once it is known to be inside of one.
  struct State {
    fileprivate var length = 0
    fileprivate var isOnLower = true
    fileprivate var isOnUpper = true
  }

  var start: State { State(isOnUpper: upper != nil) }

  // Scalars are in the order of their UTF-8.
  func state(after state: State, reading scalar: UInt32) -> State? {
    var next = state
    next.length += 1
    if state.isOnLower {
      if state.length >= lower.count || scalar > lower[state.length] {
        next.isOnLower = false
      } else if scalar < lower[state.length] {
        return nil
      }
    }
    if state.isOnUpper, let upper {
      if state.length >= upper.count || scalar > upper[state.length] { return nil }
      if scalar < upper[state.length] { next.isOnUpper = false }
    }
    return next
  }

  func distance(at state: State) -> Int? {
    if state.isOnLower {
      // The term ends before the bound does, or is it.
      guard state.length == lower.count, range.lower?.isIncluded ?? true else { return nil }
    }
    if state.isOnUpper, let upper, state.length == upper.count, range.upper?.isIncluded == false {
      return nil
    }
    return 0
  }
}
