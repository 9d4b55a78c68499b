/// The forms in which the items of a query are looked for in a field.
struct WordForms {
  let analyzer: TextAnalyzer
  let stems: StemGroups
  /// `nil` where nothing but the typed form counts.
  let budget: FormBudget?
  /// Whether anything but the typed form counts.
  let usesVariants: Bool
  private let synonyms: [String: [String]]
  private let fieldWeights: [String: Float]
  /// The synonyms of words that are not listed as they are folded.
  private let foldedSynonyms: [[UInt8]: [String]]

  init(
    analyzer: TextAnalyzer, stems: StemGroups, synonyms: [String: [String]],
    fieldWeights: [String: Float], usesVariants: Bool
  ) {
    self.fieldWeights = fieldWeights
    self.analyzer = analyzer
    self.stems = stems
    self.usesVariants = usesVariants
    budget = usesVariants ? FormBudget() : nil
    self.synonyms = synonyms
    guard !synonyms.isEmpty else {
      foldedSynonyms = [:]
      return
    }
    let folded = WordKey.folded(synonyms.keys, analyzer).sorted { $0.word < $1.word }
    foldedSynonyms = Dictionary(
      folded.map { ($0.key, synonyms[$0.word] ?? []) }, uniquingKeysWith: +)
  }

  /// A form that is the same in all fields: its terms, and what it counts.
  private typealias Wording = (terms: [PlannedQuery.Term], weight: Float)

  /// The forms of one item, field by field.
  func forms(
    of item: QueryItem, in fields: [FieldRecord]
  ) throws(FormatError) -> [PlannedQuery.Form] {
    var wordings = named(item)
    guard usesVariants else { return forms(of: wordings, fields) }
    switch item.kind {
    case .word where item.tokens.count == 1 && item.names.isEmpty:
      return try forms(
        ofStem: item.tokens[0].term, wordings, in: fields, synonyms: synonyms(of: item))
    case .run: wordings += spellings(of: item)
    case .word, .character: break
    }
    return forms(of: wordings + synonyms(of: item), fields)
  }

  /// The forms of a word without parts and other names, field by field.
  func forms(
    ofPlain word: [UInt8], in fields: [FieldRecord]
  ) throws(FormatError) -> [PlannedQuery.Form] {
    let terms = [term(word)]
    guard usesVariants else { return forms(terms, fields) }
    return try forms(ofStem: word, [(terms, 1)], in: fields, synonyms: synonyms(ofKey: word))
  }

  /// The forms of a word, those of its stem among them, of which each field has others.
  private func forms(
    ofStem word: [UInt8], _ named: [Wording], in fields: [FieldRecord], synonyms: [Wording]
  ) throws(FormatError) -> [PlannedQuery.Form] {
    guard let budget else { return forms(of: named, fields) }
    let group = budget.isExhausted ? nil : stems.group(of: word)
    var forms: [PlannedQuery.Form] = []
    for field in fields {
      for (terms, weight) in named { forms.append(form(terms, field, weight)) }
      if let group {
        for other in budget.take(try stems.others(of: group, in: field)) {
          forms.append(form([term(other)], field, VariantWeights.stem))
        }
      }
      for (terms, weight) in synonyms { forms.append(form(terms, field, weight)) }
    }
    return forms
  }

  private func forms(of wordings: [Wording], _ fields: [FieldRecord]) -> [PlannedQuery.Form] {
    var forms: [PlannedQuery.Form] = []
    forms.reserveCapacity(fields.count * wordings.count)
    for field in fields {
      for (terms, weight) in wordings { forms.append(form(terms, field, weight)) }
    }
    return forms
  }

  /// The same terms in every field.
  func forms(_ terms: [PlannedQuery.Term], _ fields: [FieldRecord]) -> [PlannedQuery.Form] {
    fields.map { form(terms, $0, 1) }
  }

  /// What was typed: the tokens in their order, or a name for all of them.
  private func named(_ item: QueryItem) -> [Wording] {
    // Who asks for `C++` does not mean `C`.
    if item.names.contains(where: { $0.kind == .symbol }) {
      return [(phrase(item.phraseTokens), 1)]
    }
    var wordings: [Wording] = [(phrase(item.tokens), 1)]
    for name in item.names { wordings.append(([term(name.term)], VariantWeights.joined)) }
    return wordings
  }

  /// Kana in other spellings, and Korean words without their particles.
  private func spellings(of item: QueryItem) -> [Wording] {
    let text = RunText.term(item.characters)
    var others = KanaVariants.variants(of: text).map(\.term)
    if let stem = KoreanParticles.stem(of: text) { others.append(stem.stem) }
    return others.compactMap { other in
      let tokens = analyzer.tokens(of: String(decoding: other, as: UTF8.self))
      let items = QueryItem.items(of: tokens)
      guard items.count == 1, !items[0].tokens.isEmpty else { return nil }
      return (phrase(items[0].tokens), VariantWeights.spelling)
    }
  }

  private func synonyms(of item: QueryItem) -> [Wording] {
    guard !synonyms.isEmpty, let key = WordKey.key(of: item) else { return [] }
    return synonyms(ofKey: key)
  }

  private func synonyms(ofKey key: [UInt8]) -> [Wording] {
    guard !synonyms.isEmpty else { return [] }
    let others =
      foldedSynonyms[key] ?? synonyms[String(decoding: key, as: UTF8.self)] ?? []
    return others.compactMap { other in
      let tokens = QueryItem.items(of: analyzer.tokens(of: other)).flatMap(\.phraseTokens)
      return tokens.isEmpty ? nil : (phrase(tokens), VariantWeights.synonym)
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
    _ terms: [PlannedQuery.Term], _ field: FieldRecord, _ weight: Float,
    _ rule: ProximityRule? = nil
  ) -> PlannedQuery.Form {
    PlannedQuery.Form(
      terms, in: field, weight: weight * self.weight(of: field), wordWeight: weight, rule: rule)
  }

  /// How much a word in a field counts, which is never so little that it could not be compared.
  private func weight(of field: FieldRecord) -> Float {
    guard !fieldWeights.isEmpty, let weight = fieldWeights[field.name] else {
      return field.name == "title" ? VariantWeights.title : 1
    }
    return weight > 1e-6 ? min(weight, 1e6) : 1e-6
  }
}
