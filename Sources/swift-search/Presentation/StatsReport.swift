import SwiftSearch

/// The statistics of an index, as tables or as JSON.
struct StatsReport {
  var statistics: IndexStatistics
  var directory: String

  var lines: [String] {
    let totals = TextTable(
      rows: [
        ["index", directory],
        ["generation", NumberText.grouped(statistics.generation)],
        ["documents", NumberText.grouped(statistics.documentCount)],
        ["deleted", NumberText.grouped(statistics.deletedCount)],
        ["segments", NumberText.grouped(statistics.segmentCount)],
        ["bytes", NumberText.grouped(statistics.byteCount)],
      ], rightAligned: [])
    return totals.lines + [""] + fields.lines + [""] + sections.lines
  }

  private var fields: TextTable {
    var table = TextTable(
      rows: [["field", "type", "documents", "terms", "postings", "positions", "average length"]],
      rightAligned: [2, 3, 4, 5, 6])
    for field in statistics.fields {
      table.rows.append([
        field.name, field.type, NumberText.grouped(field.documentCount),
        NumberText.grouped(field.termCount), NumberText.grouped(field.postingCount),
        NumberText.grouped(field.positionCount),
        NumberText.fixed(averageLength(field), decimals: 1),
      ])
    }
    return table
  }

  private var sections: TextTable {
    var table = TextTable(
      rows: [["section", "field", "bytes", "share", "each", ""]], rightAligned: [2, 3, 4])
    for section in statistics.sections {
      let unit = unit(of: section)
      let share = 100 * Double(section.byteCount) / Double(max(statistics.byteCount, 1))
      table.rows.append([
        section.name, section.field ?? "", NumberText.grouped(section.byteCount),
        NumberText.fixed(share, decimals: 1) + " %",
        unit.map { NumberText.fixed(bytesEach(section, $0), decimals: 3) } ?? "",
        unit.map { "a \($0.name)" } ?? "",
      ])
    }
    return table
  }

  /// What a section has many of.
  private func unit(of section: IndexStatistics.Section) -> (name: String, count: Int)? {
    let field = statistics.fields.first { $0.name == section.field }
    let documents = statistics.documentCount + statistics.deletedCount
    let unit: (name: String, count: Int)? =
      switch section.name {
      case "postings": field.map { ("posting", $0.postingCount) }
      case "positions": field.map { ("position", $0.positionCount) }
      case "term dictionary", "term index": field.map { ("term", $0.termCount) }
      case "norms", "column", "stored documents", "stored index": ("document", documents)
      default: nil
      }
    return unit.flatMap { $0.count > 0 ? $0 : nil }
  }

  private func bytesEach(
    _ section: IndexStatistics.Section, _ unit: (name: String, count: Int)
  ) -> Double {
    Double(section.byteCount) / Double(unit.count)
  }

  private func averageLength(_ field: IndexStatistics.Field) -> Double {
    Double(field.totalLength) / Double(max(field.documentCount, 1))
  }

  func writeJSON(to output: OutputBuffer) {
    var json = JSONWriter()
    json.object { json in
      json.member("index", directory)
      json.member("generation", statistics.generation)
      json.member("documents", statistics.documentCount)
      json.member("deleted", statistics.deletedCount)
      json.member("segments", statistics.segmentCount)
      json.member("bytes", statistics.byteCount)
      json.key("fields")
      json.array { json in
        for field in statistics.fields { write(field, to: &json) }
      }
      json.key("sections")
      json.array { json in
        for section in statistics.sections { write(section, to: &json) }
      }
    }
    output.writeLine(&json)
  }

  private func write(_ field: IndexStatistics.Field, to json: inout JSONWriter) {
    json.object { json in
      json.member("name", field.name)
      json.member("type", field.type)
      json.member("documents", field.documentCount)
      json.member("terms", field.termCount)
      json.member("postings", field.postingCount)
      json.member("positions", field.positionCount)
      json.member("length", field.totalLength)
      json.member("average_length", averageLength(field))
    }
  }

  private func write(_ section: IndexStatistics.Section, to json: inout JSONWriter) {
    json.object { json in
      json.member("name", section.name)
      json.member("field", section.field)
      json.member("bytes", section.byteCount)
      if let unit = unit(of: section) {
        json.member("unit", unit.name)
        json.member("bytes_each", bytesEach(section, unit))
      }
    }
  }
}
