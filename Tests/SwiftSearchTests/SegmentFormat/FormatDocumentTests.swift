import Testing

@testable import SwiftSearch

/// index-format.md and the code say the same.
@Suite struct FormatDocumentTests {
  @Test func tablesAndExamplesAgreeWithTheCode() throws {
    let problems = FormatDocument(try FormatDocument.text()).problems()
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test func everyStructureHasASection() throws {
    let document = FormatDocument(try FormatDocument.text())
    let headings = Set(document.sections.keys.map { $0.lowercased() })
    for kind in SectionKind.allCases {
      #expect(headings.contains(kind.name.description), "\(kind)")
    }
  }

  /// The sections that specify no bytes of their own.
  private static let prose: Set = [
    "Terms", "Conventions", "Directory", "Encodings", "Limits", "Versions", "Reading an index",
  ]

  /// A reader of the document finds each structure in the code by its heading.
  @Test func everyStructureHasATypeOfItsName() throws {
    let types = try FormatDocument.typeNames()
    let headings = Set(try FormatDocument(FormatDocument.text()).sections.keys)
    #expect(headings.isSuperset(of: Self.prose))
    #expect(Self.prose.isDisjoint(with: FormatLayouts.all.keys))
    for heading in headings.subtracting(Self.prose) {
      let words = heading.split(separator: " ")
      let name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      #expect(types.contains(name), "\(heading)")
    }
  }

  @Test func anAlteredTableIsNoticed() throws {
    let lines = try lines()
    var count = 0
    for (number, line) in lines.enumerated() {
      let cells = line.split(separator: "|").map { $0.split(separator: " ").joined() }
      guard cells.count >= 4, let offset = Int(cells[0]), let size = Int(cells[1]) else { continue }
      count += 1
      for altered in [
        "| \(offset) | \(size + 1) | \(cells[2]) | |",
        "| \(offset + 1) | \(size) | \(cells[2]) | |",
        "| \(offset) | \(size) | another | |", "",
      ] {
        #expect(hasProblems(lines, number, altered), "\(line) as \(altered)")
      }
    }
    #expect(count == FormatLayouts.all.values.joined().joined().count)
  }

  /// Every byte of every example stands for something: none can change unnoticed.
  @Test func anAlteredByteIsNoticed() throws {
    let document = FormatDocument(try FormatDocument.text())
    var count = 0
    for (heading, examples) in FormatExample.bySection {
      let written = try #require(document.sections[heading]?.examples)
      for (example, bytes) in zip(examples, written) {
        for offset in bytes.indices {
          var altered = bytes
          altered[offset] ^= 1
          #expect(example.problem(with: altered) != nil, "\(heading), byte \(offset)")
          count += 1
        }
      }
    }
    #expect(count > 1000)
  }

  @Test func anAlteredLineOfDigitsIsNoticed() throws {
    let lines = try lines()
    let number = try #require(lines.firstIndex { $0.hasPrefix("89 53 57 53") })
    #expect(hasProblems(lines, number, String(lines[number].dropFirst(3))))
    #expect(hasProblems(lines, number, "8G" + lines[number].dropFirst(2)))
    #expect(!hasProblems(lines, number, lines[number] + " and a remark"))
  }

  private func lines() throws -> [String] {
    try FormatDocument.text().split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  private func hasProblems(_ lines: [String], _ number: Int, _ line: String) -> Bool {
    var altered = lines
    altered[number] = line
    return !FormatDocument(altered.joined(separator: "\n")).problems().isEmpty
  }
}
