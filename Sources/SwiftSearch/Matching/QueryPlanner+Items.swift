extension QueryPlanner {
  /// Plans what was typed without white space.
  func plan(
    _ items: [QueryItem], _ fields: [FieldRecord], _ tier: SearchTier
  ) throws(FormatError) -> PlannedQuery? {
    guard items.count > 1 || tier != .exact else { return try group(items[0], fields) }
    if tier == .exact {
      let tokens = items.flatMap(\.phraseTokens)
      // Operators alone, as in `&&,||`, have no positions that a phrase could check.
      guard !tokens.isEmpty else { return try all(of: items, fields) }
      return .group(words.forms(words.phrase(tokens), fields), boost: 1)
    }
    var parts: [PlannedQuery] = []
    for item in items {
      guard item.kind == .run else {
        parts.append(try group(item, fields))
        continue
      }
      parts += try tier == .units ? units(of: item, fields) : pairs(of: item, fields)
    }
    parts = RepeatedParts.merged(parts)
    if parts.count <= 1 { return parts.first }
    return tier == .units
      ? .boolean(must: parts, should: [], mustNot: [])
      : .boolean(must: [], should: parts, mustNot: [])
  }

  private func all(
    of items: [QueryItem], _ fields: [FieldRecord]
  ) throws(FormatError) -> PlannedQuery {
    var parts: [PlannedQuery] = []
    for item in items { parts.append(try group(item, fields)) }
    return .boolean(must: parts, should: [], mustNot: [])
  }

  func group(
    _ item: QueryItem, _ fields: [FieldRecord], boost: Float = 1
  ) throws(FormatError) -> PlannedQuery {
    .group(try words.forms(of: item, in: fields), boost: boost)
  }

  /// The parts of a run that carry its sense, each as it stands.
  private func units(
    of item: QueryItem, _ fields: [FieldRecord]
  ) throws(FormatError) -> [PlannedQuery] {
    let characters = item.characters
    let units = RunUnits.units(of: characters)
    let content = units.filter { $0.kind == .content }
    var parts: [PlannedQuery] = []
    for unit in content.isEmpty ? units : content {
      let text = String(decoding: RunText.term(characters[unit.range]), as: UTF8.self)
      for part in items(of: text) {
        parts.append(try group(part, fields))
      }
    }
    return parts
  }

  /// Each pair of a run on its own, those with function characters for less.
  private func pairs(
    of item: QueryItem, _ fields: [FieldRecord]
  ) throws(FormatError) -> [PlannedQuery] {
    let classes = FunctionCharacters.classes(of: item.characters)
    var parts: [PlannedQuery] = []
    for (index, token) in item.tokens.enumerated() {
      let weight = words.usesVariants && index < classes.count ? classes[index].weight : 1
      parts.append(.group(words.forms([words.term(token.term)], fields), boost: weight))
    }
    for whole in item.wholes {
      let forms = words.forms([words.term(whole.term)], fields)
      parts.append(.group(forms, boost: VariantWeights.wholeRun))
    }
    return words.usesVariants ? parts + loneCharacters(of: item, fields) : parts
  }

  /// Han characters between function words, whose pairs say little: 妻 and 名 in 妻の名は.
  private func loneCharacters(
    of item: QueryItem, _ fields: [FieldRecord]
  ) -> [PlannedQuery] {
    let characters = item.characters
    return RunUnits.units(of: characters).compactMap { unit in
      let character = characters[unit.range.lowerBound]
      guard unit.kind == .content, unit.range.count == 1, RunScript(character) == .han else {
        return nil
      }
      var term = words.term(RunText.term([character]))
      term.isPrefix = true
      return .group(words.forms([term], fields), boost: VariantWeights.loneCharacter)
    }
  }

  /// Any of the words of a text, in any order.
  func plan(words text: String, field name: String?) throws(FormatError) -> PlannedQuery? {
    let named = name.map { snapshot.field(named: $0).map { Fields($0).text } ?? [] }
    let fields = named ?? defaultFields.text
    var parts: [PlannedQuery] = []
    for item in items(of: text) where !isStopWord(item) {
      switch item.kind {
      case .run:
        parts += try pairs(of: item, fields)
      case .word:
        let weight =
          item.tokens.count == 1 ? FunctionWords.englishWeight(of: item.tokens[0].term) : 1
        parts.append(try group(item, fields, boost: words.usesVariants ? weight : 1))
      case .character:
        parts.append(try group(item, fields))
      }
    }
    parts = RepeatedParts.mergedWords(parts)
    return parts.count <= 1 ? parts.first : .boolean(must: [], should: parts, mustNot: [])
  }
}
