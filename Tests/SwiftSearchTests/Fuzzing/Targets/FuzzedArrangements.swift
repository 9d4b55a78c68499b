@testable import SwiftSearch

/// Orders, cursors, facets and decays as they are typed, of a query that is typed too.
enum FuzzedArrangements {
  /// Each line is one of them; the first is the query.
  static func run(_ text: String, in index: SearchIndex, _ base: SearchOptions) -> String? {
    let lines = text.split(separator: "\n", maxSplits: 8, omittingEmptySubsequences: false)
    var options = base
    options.snippetCount = 0
    for line in lines.dropFirst() {
      guard let kind = line.first else { continue }
      let rest = String(line.dropFirst())
      switch kind {
      case "s": options.sort += SortKey(written: rest).map { [$0] } ?? []
      case "f": options.facets += Facet(written: rest).map { [$0] } ?? []
      case "c": options.collapse = rest
      case "a": options.after = SearchCursor(rest)
      // Bytes whose checksum is right.
      case "b":
        let bytes = Array(rest.utf8)
        let checksum = Checksum.of(bytes)
        let all = bytes + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
        options.after = SearchCursor(URLText.text(of: all))
      case "d":
        let parts = rest.split(separator: ":")
        if parts.count == 2, let life = Double(parts[1]) {
          options.decays.append(ScoreDecay(String(parts[0]), halfLife: life))
        }
      default: break
      }
    }
    return search(index, ParsedQuery(String(lines.first ?? "")).query, options)
  }

  /// The next page goes on where the first one ends.
  private static func search(
    _ index: SearchIndex, _ query: Query, _ options: SearchOptions
  ) -> String? {
    do throws(IndexError) {
      let page = try index.search(query, options: options)
      if let problem = problem(with: page.facets, of: page.total.value) { return problem }
      guard let cursor = page.next else { return nil }
      var further = options
      further.after = cursor
      let second = try index.search(query, options: further)
      let shown = Set(page.hits.map(\.key))
      guard second.hits.allSatisfy({ !shown.contains($0.key) }) else { return "a hit on two pages" }
      guard let first = second.hits.first, let last = page.hits.last else { return nil }
      return first.rank == last.rank + 1 ? nil : "\(first.rank) behind \(last.rank)"
    } catch {
      return [.invalidQuery, .invalidOption].contains(error.code) ? nil : "\(error)"
    }
  }

  private static func problem(with facets: [FacetCounts], of total: Int) -> String? {
    for facet in facets {
      guard facet.missing <= total, facet.counts.allSatisfy({ 0...total ~= $0.count }) else {
        return "\(facet) of \(total)"
      }
    }
    return nil
  }
}
