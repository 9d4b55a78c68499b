/// The forms in which the items of a query are looked for in a field.
struct WordForms {
  let analyzer: TextAnalyzer
  let stems: StemGroups
  /// Whether anything but the typed form counts.
  let usesVariants: Bool
  private let synonyms: [String: [String]]
  /// The synonyms of words that are not listed as they are folded.
  private let foldedSynonyms: [[UInt8]: [String]]

  init(
    analyzer: TextAnalyzer, stems: StemGroups, synonyms: [String: [String]], usesVariants: Bool
  ) {
    self.analyzer = analyzer
    self.stems = stems
    self.usesVariants = usesVariants
    self.synonyms = synonyms
    let folded = WordKey.folded(synonyms.keys, analyzer).sorted { $0.word < $1.word }
    foldedSynonyms = Dictionary(
      folded.map { ($0.key, synonyms[$0.word] ?? []) }, uniquingKeysWith: +)
  }

  /// The forms of one item.
  func forms(of item: QueryItem, in field: FieldRecord) throws(FormatError)
    -> [PlannedQuery.Form]
  {
    var forms = named(item, field)
    guard usesVariants else { return forms }
    switch item.kind {
    case .word where item.tokens.count == 1 && item.names.isEmpty:
      for other in try stems.others(of: item.tokens[0].term, in: field) {
        forms.append(form([term(other)], field, VariantWeights.stem))
      }
    case .run: forms += spellings(of: item, field)
    case .word, .character: break
    }
    return forms + synonyms(of: item, field)
  }

  /// What was typed: the tokens in their order, or a name for all of them.
  private func named(_ item: QueryItem, _ field: FieldRecord) -> [PlannedQuery.Form] {
    // Who asks for `C++` does not mean `C`.
    if item.names.contains(where: { $0.kind == .symbol }) {
      return [form(phrase(item.phraseTokens), field, 1)]
    }
    var forms = [form(phrase(item.tokens), field, 1)]
    for name in item.names { forms.append(form([term(name.term)], field, VariantWeights.joined)) }
    return forms
  }

  /// Kana in other spellings, and Korean words without their particles.
  private func spellings(of item: QueryItem, _ field: FieldRecord) -> [PlannedQuery.Form] {
    let text = RunText.term(item.characters)
    var others = KanaVariants.variants(of: text).map(\.term)
    if let stem = KoreanParticles.stem(of: text) { others.append(stem.stem) }
    return others.compactMap { other in
      let tokens = analyzer.tokens(of: String(decoding: other, as: UTF8.self))
      let items = QueryItem.items(of: tokens)
      guard items.count == 1, !items[0].tokens.isEmpty else { return nil }
      return form(phrase(items[0].tokens), field, VariantWeights.spelling)
    }
  }

  private func synonyms(of item: QueryItem, _ field: FieldRecord) -> [PlannedQuery.Form] {
    guard !synonyms.isEmpty, let key = WordKey.key(of: item) else { return [] }
    let others =
      foldedSynonyms[key] ?? synonyms[String(decoding: key, as: UTF8.self)] ?? []
    return others.compactMap { other in
      let tokens = QueryItem.items(of: analyzer.tokens(of: other)).flatMap(\.phraseTokens)
      return tokens.isEmpty ? nil : form(phrase(tokens), field, VariantWeights.synonym)
    }
  }

  // MARK: Terms

  /// Tokens as a phrase, from the position of the first one.
  func phrase(_ tokens: [Token]) -> [PlannedQuery.Term] {
    tokens.map { token in
      PlannedQuery.Term(
        bytes: token.term, isPrefix: token.kind == .single,
        offset: token.position &- tokens[0].position)
    }
  }

  func term(_ bytes: [UInt8]) -> PlannedQuery.Term { PlannedQuery.Term(bytes: bytes) }

  func form(
    _ terms: [PlannedQuery.Term], _ field: FieldRecord, _ weight: Float
  ) -> PlannedQuery.Form {
    let factor = field.name == "title" ? VariantWeights.title : 1
    return PlannedQuery.Form(terms: terms, field: field, weight: weight * factor)
  }
}
