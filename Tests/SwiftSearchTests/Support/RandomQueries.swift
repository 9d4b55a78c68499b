import SwiftSearch

/// Queries of every shape about the documents of a ``RandomCorpus``.
extension RandomCorpus {
  mutating func query(depth: Int = 0) -> Query {
    guard depth < 3, random.oneIn(depth == 0 ? 2 : 3) else { return leaf() }
    func some(_ count: Int, _ corpus: inout RandomCorpus) -> [Query] {
      (0..<count).map { _ in corpus.query(depth: depth + 1) }
    }
    let counts = random.pick([
      [0, 2, 0], [0, 3, 0], [2, 0, 0], [3, 0, 0], [1, 1, 0], [1, 2, 1], [0, 1, 1], [0, 2, 2],
      [0, 0, 1], [2, 2, 0], [1, 0, 1], [2, 1, 2],
    ])
    return .boolean(
      must: some(counts[0], &self), should: some(counts[1], &self),
      mustNot: some(counts[2], &self))
  }

  private mutating func leaf() -> Query {
    let field = random.pick([nil, nil, nil, "text", "text", "title", "nowhere"])
    switch random.below(17) {
    case 0, 1, 2, 3: return .text(word(), field: field)
    case 4: return .text(run(longest: 4), field: field)
    case 5: return .text(run(longest: 1), field: field)
    case 6: return .phrase(word() + " " + word(), field: field)
    case 7: return .phrase(run(longest: 2) + word() + run(longest: 1), field: field)
    case 8: return .text(word() + "-" + word(), field: field)
    case 9: return .text(word() + run(longest: 2), field: field)
    case 10: return .text("tag \(random.below(22))", field: "tag")
    case 11: return .text(String(random.below(50) - 6), field: "n")
    case 12:
      return .text(random.pick(["2023", "2024-05", "2024-11-30", "2026", "x"]), field: "date")
    case 13: return .text(random.pick(["absentword", "!?", "", "絶無", "note"]), field: field)
    case 14: return .text(random.pick(["id", "note"]), field: random.pick(["id", "note"]))
    case 15: return .words(word() + " +" + run(longest: 3) + "-" + word(), field: field)
    default: return .phrase(word(), field: field)
    }
  }
}
