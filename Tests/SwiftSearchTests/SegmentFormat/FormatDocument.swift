import Foundation

@testable import SwiftSearch

/// index-format.md, cut into what can be compared with the code.
struct FormatDocument {
  /// What stands below one heading of the second level.
  struct Section {
    /// The rows of every table of offsets, sizes and fields.
    var tables: [[LayoutField]] = []
    /// The bytes of every block of hexadecimal digits.
    var examples: [[UInt8]] = []
  }

  private(set) var sections: [String: Section] = [:]
  /// Lines that look like a table row or hexadecimal digits and are not.
  private(set) var malformed: [String] = []

  private static let tableHead = "| offset | size | field | meaning |"

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardized

  static func text() throws -> String {
    try String(contentsOf: root.appending(path: "index-format.md"), encoding: .utf8)
  }

  /// The types that are declared at the top level of the files which know the bytes of an index.
  static func typeNames() throws -> Set<String> {
    var names = Set<String>()
    for folder in ["SegmentFormat", "Bytes"] {
      let url = root.appending(path: "Sources/SwiftSearch/\(folder)")
      for file in try FileManager.default.contentsOfDirectory(atPath: url.path)
      where file.hasSuffix(".swift") {
        let text = try String(contentsOf: url.appending(path: file), encoding: .utf8)
        for line in text.split(separator: "\n") {
          guard let match = line.firstMatch(of: /^(?:@\w+ )?(?:struct|enum|final class) (\w+)/)
          else { continue }
          names.insert(String(match.1))
        }
      }
    }
    return names
  }

  init(_ text: String) {
    var heading = ""
    var fence: String?
    var isTable = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        fence = fence == nil ? String(line.dropFirst(3)) : nil
        if fence == "hex" { sections[heading, default: Section()].examples.append([]) }
      } else if let fence {
        if fence == "hex" { addHexadecimal(line, heading) }
      } else if line.hasPrefix("## ") {
        heading = String(line.dropFirst(3))
        sections[heading, default: Section()] = Section()
      } else if line == Self.tableHead {
        isTable = true
        sections[heading, default: Section()].tables.append([])
      } else if isTable, line.hasPrefix("|") {
        if !line.hasPrefix("| ---") { addRow(line, heading) }
      } else {
        isTable = false
      }
    }
  }

  private mutating func addRow(_ line: String, _ heading: String) {
    let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    guard cells.count >= 4, let offset = Int(cells[0]), let size = Int(cells[1]),
      let table = sections[heading]?.tables.count
    else {
      malformed.append(line)
      return
    }
    sections[heading]?.tables[table - 1].append(LayoutField(cells[2], offset, size))
  }

  /// A line is bytes of two digits, `00*12` for twelve zeros, and after a semicolon a remark.
  private mutating func addHexadecimal(_ line: String, _ heading: String) {
    let digits = line.split(separator: ";", omittingEmptySubsequences: false)[0]
    for item in digits.split(separator: " ") {
      let parts = item.split(separator: "*")
      guard parts[0].count == 2, let byte = UInt8(parts[0], radix: 16),
        let count = parts.count == 1 ? 1 : Int(parts[1]), let example = sections[heading]?.examples
      else {
        malformed.append(line)
        continue
      }
      sections[heading]?.examples[example.count - 1] += [UInt8](repeating: byte, count: count)
    }
  }

  /// What in the document differs from the code.
  func problems() -> [String] {
    let headings = Set(FormatLayouts.all.keys).union(FormatExample.bySection.keys)
    return malformed.map { "not understood: \($0)" }
      + headings.union(sections.keys).sorted().flatMap { problems(in: $0) }
  }

  private func problems(in heading: String) -> [String] {
    guard let section = sections[heading] else { return ["\(heading): no such section"] }
    var problems: [String] = []
    if section.tables != FormatLayouts.all[heading] ?? [] {
      problems.append("\(heading): the table differs")
    }
    let expected = FormatExample.bySection[heading] ?? []
    guard expected.count == section.examples.count else {
      return problems + ["\(heading): \(section.examples.count) examples, not \(expected.count)"]
    }
    for (index, (example, bytes)) in zip(expected, section.examples).enumerated() {
      guard let problem = example.problem(with: bytes) else { continue }
      problems.append("\(heading), example \(index + 1): \(problem)")
    }
    return problems
  }
}

extension FormatExample {
  static let bySection = Dictionary(grouping: all) { $0.section }
}

/// The layouts that the code declares, by the section of index-format.md.
enum FormatLayouts {
  static let all: [String: [[LayoutField]]] = [
    "File header": [FileHeader.layout],
    "Section table": [SectionTable.Entry.layout],
    "File footer": [FileFooter.layout],
    "Segment information": [SegmentInformation.layout],
    "Field record": [FieldRecord.layout],
    "Term index": [TermIndex.layout],
    "Skip data": [SkipData.layout],
    "Stored index": [StoredIndex.layout],
    "Column": [Column.layout],
    "Deletions": [Deletions.layout],
    "Manifest": [Manifest.layout],
    "Segment record": [SegmentRecord.layout],
    "Sources": [Sources.layout, Sources.Entry.layout],
  ]
}
