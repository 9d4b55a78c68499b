import SwiftSearch

/// What was counted for facets.
enum FacetText {
  /// A member of an object that is being written.
  static func write(_ facets: [FacetCounts], to json: inout JSONWriter) {
    json.key("facets")
    json.array { json in
      for facet in facets {
        json.object { json in
          json.member("field", facet.facet.field)
          json.key("values")
          json.array { json in
            for count in facet.counts {
              json.object { json in
                json.member("value", count.value)
                json.member("count", count.count)
              }
            }
          }
          json.member("distinct", facet.distinct)
          json.member("missing", facet.missing)
        }
      }
    }
  }

  /// A block of lines for each facet, with the counts in a column of their own.
  static func lines(of facets: [FacetCounts]) -> [String] {
    var lines: [String] = []
    for facet in facets {
      lines.append("\(facet.facet.field):")
      var rows = facet.counts.map { (name: $0.value, count: $0.count) }
      if facet.missing > 0 { rows.append(("(none)", facet.missing)) }
      let counts = rows.map { NumberText.grouped($0.count) }
      let width = counts.map(\.count).max() ?? 0
      for (row, count) in zip(rows, counts) {
        let indent = String(repeating: " ", count: 2 + width - count.count)
        lines.append("\(indent)\(count)  \(row.name)")
      }
      let others = facet.distinct - facet.counts.count
      if others > 0 { lines.append("  and \(NumberText.grouped(others)) other values") }
      lines.append("")
    }
    return lines
  }
}
