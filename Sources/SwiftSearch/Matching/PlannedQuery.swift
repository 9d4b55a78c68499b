/// A query whose words are terms and whose fields are known to an index.
enum PlannedQuery {
  /// A term of a query.
  struct Term: Hashable, Sendable {
    var bytes: [UInt8]
    /// Whether every term that starts with `bytes` counts: a single character of a language that
    /// is indexed by pairs is the first of many pairs.
    var isPrefix = false
    /// The terms that a pattern means, any of which counts; `bytes` is then the pattern as it was
    /// written.
    var alternatives: Alternatives?
    /// Its place in the phrase.
    var offset: UInt32 = 0
  }

  /// One of the forms in which a word may stand in a document. A class, since it is handed on
  /// from step to step.
  final class Form: Sendable {
    let terms: [Term]
    let field: FieldRecord
    /// How much an occurrence counts, compared with one of the word as it was typed.
    let weight: Float
    /// The same without what the field counts: a word is no more frequent for being looked for in a
    /// field that counts more.
    let wordWeight: Float
    /// How the terms stand; `nil` where they follow each other at their offsets.
    let rule: ProximityRule?

    init(
      _ terms: [Term], in field: FieldRecord, weight: Float, wordWeight: Float,
      rule: ProximityRule? = nil
    ) {
      self.terms = terms
      self.field = field
      self.weight = weight
      self.wordWeight = wordWeight
      self.rule = rule
    }
  }

  /// A word in all its forms, which are scored as if they were one term.
  case group([Form], boost: Float)
  /// Values of a number or date field.
  indirect case range(Range<Double>, field: FieldRecord)
  case boolean(must: [PlannedQuery], should: [PlannedQuery], mustNot: [PlannedQuery])
  /// Documents that have something in a field.
  indirect case presence(FieldRecord)
  /// What a part matches, with a score of its own.
  indirect case constant(PlannedQuery, score: Float)
  /// At least so many of the parts; of fewer parts all of them.
  case atLeast(Int, [PlannedQuery])
  /// The best of the parts, and so much of the scores of the others.
  case best([PlannedQuery], tieBreaker: Float)
}

extension PlannedQuery {
  /// The same with a score that is so many times as high.
  func boosted(by factor: Float) -> PlannedQuery {
    switch self {
    case .group(let forms, let boost): .group(forms, boost: boost * factor)
    case .range, .presence: self
    case .constant(let part, let score): .constant(part, score: score * factor)
    case .atLeast(let count, let parts): .atLeast(count, parts.map { $0.boosted(by: factor) })
    case .best(let parts, let tieBreaker):
      .best(parts.map { $0.boosted(by: factor) }, tieBreaker: tieBreaker)
    case .boolean(let must, let should, let mustNot):
      .boolean(
        must: must.map { $0.boosted(by: factor) }, should: should.map { $0.boosted(by: factor) },
        mustNot: mustNot)
    }
  }
}
