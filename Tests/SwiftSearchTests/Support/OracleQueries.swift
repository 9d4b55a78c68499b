@testable import SwiftSearch

/// A query for the comparison with the oracle. Its seed is all that it takes to have it again.
struct OracleQuery {
  private var random: SeededGenerator
  private let corpus: OracleCorpus
  private(set) var query = Query.text("")
  /// Whether what is planned may be changed to what no text of a query leads to.
  let isAltered: Bool
  let ranking: BM25
  let fields: [String]?

  private static let rankings = [
    BM25(), BM25(), BM25(k1: 0.9, b: 0.4), BM25(k1: 2, b: 1), BM25(k1: 1.2, b: 0),
    BM25(k1: 0, b: 0.5),
  ]

  init(_ corpus: OracleCorpus, seed: Int) {
    self.corpus = corpus
    random = SeededGenerator(seed: seed)
    isAltered = random.oneIn(3)
    ranking = random.pick(Self.rankings)
    fields = random.pick([nil, ["text"], ["text"], ["title", "text"]])
    query = make()
  }

  // MARK: Words

  /// A word of high, middle or low frequency.
  private mutating func word() -> String {
    let count = corpus.wordCount
    switch random.below(4) {
    case 0: return OracleCorpus.word(random.below(max(1, min(6, count))))
    case 1: return OracleCorpus.word(random.below(max(1, count / 10)))
    case 2: return OracleCorpus.word(random.below(count))
    default: return corpus.word(&random)
    }
  }

  private mutating func words(_ count: Int) -> [String] { (0..<count).map { _ in word() } }

  private mutating func term() -> Query { .text(word()) }

  /// Words that a pattern means: many, few or none.
  private mutating func pattern() -> Query {
    let word = word()
    switch random.below(6) {
    case 0: return .pattern(.wildcard(String(word.prefix(1 + random.below(word.count))) + "*"))
    case 1: return .pattern(.wildcard("*" + word.suffix(2)))
    case 2: return .pattern(.wildcard(word.prefix(2) + "?" + word.dropFirst(3)))
    case 3: return .pattern(.fuzzy(word, edits: random.below(3)))
    case 4: return .pattern(.regularExpression(word.prefix(2) + ".{1,3}|" + word))
    default: return .pattern(.wildcard("tag*"), field: random.oneIn(2) ? "tag" : "text")
    }
  }

  private mutating func range() -> Query {
    let (low, high) = (random.below(32), random.below(32))
    switch random.below(4) {
    case 0: return .range(ValueRange(from: .init("\(low)"), to: .init("\(high)")), field: "n")
    case 1:
      return .range(ValueRange(from: .init("\(low)", isIncluded: false), to: nil), field: "n")
    case 2:
      return .range(
        ValueRange(from: .init("2024-02"), to: .init("2025", isIncluded: random.oneIn(2))),
        field: "date")
    default:
      return .range(
        ValueRange(from: .init("tag \(low % 10)"), to: .init("tag \(high % 10)")), field: "tag")
    }
  }

  private mutating func terms(_ count: Int) -> [Query] { (0..<count).map { _ in term() } }

  private mutating func phrase() -> Query {
    // The most frequent words, or else most phrases are nowhere.
    let width = random.pick([3, 8, 30])
    func next(_ query: inout OracleQuery) -> String {
      OracleCorpus.word(query.random.below(min(width, query.corpus.wordCount)))
    }
    var words = (0..<2 + random.below(3)).map { _ in next(&self) }
    switch random.below(5) {
    case 0: words = [String](repeating: words[0], count: words.count)
    case 1: words[words.count - 1] = words[0]
    default: break
    }
    return .phrase(words.joined(separator: " "), field: random.oneIn(6) ? "title" : nil)
  }

  private mutating func cjk() -> Query {
    let run = OracleCorpus.run(&random, longest: 4)
    switch random.below(4) {
    case 0: return .phrase(run + " " + OracleCorpus.run(&random, longest: 2))
    case 1: return .words(run + " " + word())
    case 2: return .text(OracleCorpus.run(&random, longest: 1))
    default: return .text(run)
    }
  }

  /// Frequent words near each other, the same ones among them, and what a pattern means.
  private mutating func near() -> Query {
    let width = random.pick([2, 4, 10, 30])
    var parts: [Proximity.Part] = []
    for _ in 0..<1 + random.below(4) {
      let word = OracleCorpus.word(random.below(min(width, corpus.wordCount)))
      switch random.below(8) {
      case 0: parts.append(.pattern(.wildcard(word.prefix(2) + "*")))
      case 1: parts.append(.text(word + " " + self.word()))
      case 2: parts.append(.text(OracleCorpus.run(&random, longest: 3)))
      default: parts.append(.text(word))
      }
    }
    return .proximity(
      Proximity(parts, distance: random.pick([0, 1, 2, 5, 20, -1]), isOrdered: random.oneIn(2)),
      field: random.oneIn(6) ? "title" : nil)
  }

  /// Parts whose scores are put together otherwise than by adding all of them up.
  private mutating func combination() -> Query {
    func parts(_ query: inout OracleQuery) -> [Query] {
      query.terms(2 + query.random.below(3)) + [query.random.oneIn(2) ? query.near() : .everything]
    }
    switch random.below(4) {
    case 0: return .constant(.boolean(should: parts(&self)), score: random.pick([0, 1, 2.3, 40]))
    case 1: return .atLeast(random.below(6), of: parts(&self))
    case 2: return .best(parts(&self), tieBreaker: random.pick([0, 1, 0.3]))
    default: return .exists(field: random.pick(["title", "tag", "n", "date", "id", "nowhere"]))
    }
  }

  /// Matches without a score, or nearly so.
  private mutating func filter() -> Query {
    switch random.below(4) {
    case 0: return .text("\(random.below(32))", field: "n")
    case 1: return .text(random.pick(["2023", "2024-05", "2024", "2026"]), field: "date")
    case 2: return .text("tag \(random.below(10))", field: "tag")
    default: return .text("\(random.below(3))", field: "n")
    }
  }

  // MARK: Shapes

  static let shapeCount = 25

  private mutating func make() -> Query {
    switch random.below(Self.shapeCount) {
    case 0: return term()
    case 1: return .boolean(must: terms(2 + random.below(3)))
    case 2: return .boolean(should: terms(2 + random.below(4)))
    case 3: return .boolean(must: terms(1), should: terms(1 + random.below(3)))
    case 4: return .boolean(must: terms(1), mustNot: terms(1))
    case 5: return .boolean(should: terms(1 + random.below(3)), mustNot: terms(1 + random.below(2)))
    case 6: return .boolean(should: terms(7 + random.below(34)))
    case 7: return .words(words(7 + random.below(34)).joined(separator: " "))
    case 8, 9: return phrase()
    case 10: return .boolean(must: [phrase()] + terms(1 + random.below(2)), should: terms(1))
    case 11: return .boolean(should: [phrase(), phrase()] + terms(random.below(3)))
    case 12: return .boolean(must: [filter()] + terms(1), should: terms(random.below(3)))
    case 13: return .boolean(should: [filter()] + terms(2), mustNot: [filter()])
    case 14: return nested(depth: 0)
    case 15: return cjk()
    case 16: return .boolean(must: [cjk()], should: [cjk()] + terms(1))
    case 17: return random.oneIn(2) ? pattern() : .boolean(must: [pattern()] + terms(1))
    case 18: return .boolean(should: [pattern(), .boosted(term(), by: 3)] + terms(1))
    case 19: return .boolean(must: [range(), .boosted(pattern(), by: 0.5)], mustNot: [range()])
    case 20: return near()
    case 21: return .boolean(must: [near()], should: [near()] + terms(1))
    case 22: return .boolean(should: [combination(), near()] + terms(random.below(3)))
    case 23:
      return .boolean(must: [combination()] + terms(random.below(2)), mustNot: [combination()])
    default: return .boolean(mustNot: random.oneIn(2) ? terms(2) : [filter(), term(), phrase()])
    }
  }

  private mutating func nested(depth: Int) -> Query {
    guard depth < 1 || depth < 3 && random.oneIn(3) else {
      switch random.below(8) {
      case 0: return phrase()
      case 1: return filter()
      default: return term()
      }
    }
    func some(_ count: Int, _ query: inout OracleQuery) -> [Query] {
      (0..<count).map { _ in query.nested(depth: depth + 1) }
    }
    let counts = random.pick([
      [0, 2, 0], [0, 3, 0], [2, 0, 0], [3, 0, 0], [1, 1, 0], [1, 2, 1], [0, 1, 1], [0, 2, 2],
      [0, 0, 1], [2, 2, 0], [1, 0, 1], [2, 1, 2],
    ])
    return .boolean(
      must: some(counts[0], &self), should: some(counts[1], &self),
      mustNot: some(counts[2], &self))
  }

  // MARK: Plans

  /// Some of the ways to search.
  mutating func ways(_ count: Int) -> [QueryComparison.Way] {
    Array(QueryComparison.ways.shuffled(using: &random).prefix(count))
  }

  /// The plan with other boosts and, in phrases, with starts of words for words.
  mutating func altered(_ plan: PlannedQuery) -> PlannedQuery {
    switch plan {
    case .range, .presence: return plan
    case .constant(let part, let score):
      return .constant(altered(part), score: score * random.pick([1, 0.37]))
    case .atLeast(let count, let parts): return .atLeast(count, parts.map { altered($0) })
    case .best(let parts, let tieBreaker):
      return .best(parts.map { altered($0) }, tieBreaker: tieBreaker)
    case .group(var forms, let boost):
      let factor = random.pick([1, 1, 2, 0.25, 3.7, 0, 12] as [Float])
      for index in forms.indices
      where forms[index].terms.count > 1 && forms[index].rule == nil && random.oneIn(2) {
        let place = random.below(forms[index].terms.count)
        let bytes = forms[index].terms[place].bytes
        // A whole word, which others start with, or what hundreds of words start with.
        guard bytes.count > 6, bytes[0] < 0x80 else { continue }
        let form = forms[index]
        var terms = form.terms
        terms[place].bytes = Array(bytes.prefix(random.pick([bytes.count, 8, 6])))
        terms[place].isPrefix = true
        forms[index] = PlannedQuery.Form(
          terms, in: form.field, weight: form.weight, wordWeight: form.wordWeight)
      }
      return .group(forms, boost: boost * factor)
    case .boolean(let must, let should, let mustNot):
      return .boolean(
        must: must.map { altered($0) }, should: should.map { altered($0) },
        mustNot: mustNot.map { altered($0) })
    }
  }
}
