/// Parts that are near each other become forms of several terms.
extension QueryPlanner {
  /// A part as it is looked for in one field.
  private struct Part {
    var terms: [PlannedQuery.Term]
    var length: UInt32
  }

  func plan(_ proximity: Proximity, field name: String?) throws(FormatError) -> PlannedQuery? {
    let fields = name.flatMap { snapshot.field(named: $0) }.map { Fields($0) } ?? defaultFields
    // Parts without a word in them, as a dash, are not there.
    let parts = proximity.parts.filter(hasTerms)
    guard !parts.isEmpty, !fields.text.isEmpty else { return nil }
    var forms: [PlannedQuery.Form] = []
    for field in fields.text {
      var planned: [Part] = []
      for part in parts { if let part = try plan(part, in: field) { planned.append(part) } }
      guard planned.count == parts.count else { continue }
      let terms = planned.flatMap(\.terms)
      let rule =
        planned.count <= 1
        ? nil
        : ProximityRule(
          planned.map { ($0.terms, $0.length) },
          distance: UInt32(clamping: max(0, proximity.distance)), isOrdered: proximity.isOrdered)
      forms.append(words.form(terms, field, 1, rule))
    }
    // Without a form it matches nothing, which is not the same as no query.
    return .group(forms, boost: 1)
  }

  private func hasTerms(_ part: Proximity.Part) -> Bool {
    guard case .text(let text) = part else { return true }
    return !items(of: text).flatMap(\.phraseTokens).isEmpty
  }

  /// - Returns: `nil` when no term of the field is meant.
  private func plan(
    _ part: Proximity.Part, in field: FieldRecord
  ) throws(FormatError) -> Part? {
    switch part {
    case .text(let text): return planned(text)
    case .pattern(let pattern):
      if case .wildcard(let text) = pattern, let run = run(startingIn: text) {
        return planned(run)
      }
      let forms = try forms(of: pattern, in: field, fold: folded)
      guard var term = forms.first?.terms.first else { return nil }
      // All that a pattern means counts alike where its place matters.
      for form in forms.dropFirst() {
        if let others = form.terms.first?.alternatives { term.alternatives?.append(others) }
      }
      return Part(terms: [term], length: 1)
    }
  }

  private func planned(_ text: String) -> Part {
    let tokens = items(of: text).flatMap(\.phraseTokens)
    let terms = words.phrase(tokens)
    // A pair of characters takes up two places.
    let ends = zip(tokens, terms).map { $1.offset &+ ($0.kind == .bigram ? 2 : 1) }
    return Part(terms: terms, length: ends.max() ?? 1)
  }
}
