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
      rows: [["field", "type", "documents", "terms", "average length"]], rightAligned: [2, 3, 4])
    for field in statistics.fields {
      table.rows.append([
        field.name, field.type, NumberText.grouped(field.documentCount),
        NumberText.grouped(field.termCount),
        NumberText.fixed(averageLength(field), decimals: 1),
      ])
    }
    return table
  }

  private var sections: TextTable {
    var table = TextTable(
      rows: [["section", "field", "bytes", "share"]], rightAligned: [2, 3])
    for section in statistics.sections {
      let share = 100 * Double(section.byteCount) / Double(max(statistics.byteCount, 1))
      table.rows.append([
        section.name, section.field ?? "", NumberText.grouped(section.byteCount),
        NumberText.fixed(share, decimals: 1) + " %",
      ])
    }
    return table
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
      json.member("length", field.totalLength)
      json.member("average_length", averageLength(field))
    }
  }

  private func write(_ section: IndexStatistics.Section, to json: inout JSONWriter) {
    json.object { json in
      json.member("name", section.name)
      json.member("field", section.field)
      json.member("bytes", section.byteCount)
    }
  }
}
