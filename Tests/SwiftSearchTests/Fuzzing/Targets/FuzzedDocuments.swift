@testable import SwiftSearch

/// What makes documents of files.
enum FuzzedDocuments {
  static func runJSON(_ input: [UInt8]) -> String? { read(input, "f.json", .json) }

  static func runMarkdown(_ input: [UInt8]) -> String? {
    read(input, "f.md", .markdown) ?? read(input, "f.txt", .plainText)
  }

  static func runHTML(_ input: [UInt8]) -> String? {
    let text = HTMLTextExtractor.extract(input).text
    let (found, expected) = (
      text.utf8.count { $0 == 0x0A }, input.count { $0 == 0x0A }
    )
    guard found == expected else { return "\(found) line ends, \(expected) in the source" }
    return read(input, "f.html", .html)
  }

  static func runJSONLines(_ input: [UInt8]) -> String? {
    var problem: String?
    DocumentSource().read(LineBlock(bytes: input, firstLine: 1), path: "f.jsonl") { event in
      problem = problem ?? Self.problem(with: event)
    }
    return problem
  }

  /// The first byte chooses the delimiter.
  static func runCSV(_ input: [UInt8]) -> String? {
    var choices = FuzzInput(input)
    let isTabSeparated = choices.byte() % 2 == 1
    var lines = LineReader(LineBlock(bytes: choices.bytes, firstLine: 1))
    var reader = DelimitedReader(
      source: RecordSource(path: "f.csv", isFile: true), isTabSeparated: isTabSeparated)
    var problem: String?
    reader.readAll(&lines, path: "f.csv") { event in problem = problem ?? Self.problem(with: event)
    }
    return problem
  }

  private static func read(_ bytes: [UInt8], _ path: String, _ type: FileType) -> String? {
    let file = SourceFile(
      path: path, absolutePath: "/" + path, byteCount: bytes.count, modified: 0)
    var problem: String?
    DocumentSource().read(bytes, of: file, type) { event in
      problem = problem ?? Self.problem(with: event)
    }
    return problem
  }

  private static func problem(with event: IngestEvent) -> String? {
    guard case .document(let document) = event else { return nil }
    guard 1...1024 ~= document.key.utf8.count else { return "a key of no length that is allowed" }
    guard document.fields.count <= RecordBuilder.maximumFieldCount + 2 else {
      return "\(document.fields.count) fields"
    }
    let names = document.fields.map(\.name.utf8.count)
    return names.allSatisfy { 1...255 ~= $0 } ? nil : "a name of no length that is allowed"
  }
}
