import Foundation
import SwiftSearch

/// The documents that the benchmarks index and search.
public struct Corpus: Sendable {
  public var documents: [Document]
  /// The bytes of UTF-8 in titles and texts.
  public var textBytes: Int

  /// The corpus that `SWIFT_SEARCH_CORPUS` names, or else one made from a fixed seed.
  public static func load() throws -> Corpus {
    if let path = ProcessInfo.processInfo.environment["SWIFT_SEARCH_CORPUS"] {
      try Corpus(jsonLines: path, limit: 64 << 20)
    } else {
      SyntheticText.corpus(documents: 20_000, seed: 1)
    }
  }

  init(documents: [Document]) {
    self.documents = documents
    textBytes = documents.reduce(0) { sum, document in
      document.fields.reduce(sum) { sum, field in
        if case .text(let text) = field.value { sum + text.utf8.count } else { sum }
      }
    }
  }

  /// Reads records until their texts have `limit` bytes.
  init(jsonLines path: String, limit: Int) throws {
    struct Record: Decodable {
      var title, text, body, content: String?
    }
    let data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    let decoder = JSONDecoder()
    var documents: [Document] = []
    var bytes = 0
    var rest = data[...]
    while !rest.isEmpty, bytes < limit {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest.dropFirst(line.count + 1)
      guard !line.isEmpty else { continue }
      let record = try decoder.decode(Record.self, from: line)
      let text = record.text ?? record.body ?? record.content ?? ""
      // Numbers make keys that are unique whatever the file holds.
      var document = Document(key: String(documents.count))
      document["title"] = record.title.map { .text($0) }
      document["text"] = .text(text)
      bytes += text.utf8.count
      documents.append(document)
    }
    self.init(documents: documents)
  }

  /// The texts without their documents.
  public var texts: [String] {
    documents.compactMap { document in
      if case .text(let text) = document["text"] { text } else { nil }
    }
  }

  /// The same documents in an index in a new directory.
  public func writeIndex(
    to directory: String, analysis: AnalysisOptions = .general
  ) throws {
    let writer = try IndexWriter(
      directory: directory, options: WriterOptions(analysis: analysis))
    for document in documents { try writer.add(document) }
    try writer.commit()
  }
}

extension AnalysisOptions {
  /// The presets that are compared.
  public static let presets: [(name: String, options: AnalysisOptions)] = [
    ("general", .general), ("words", .words), ("pairs", .pairs),
  ]
}

/// A directory that did not exist before.
public func newDirectory() throws -> String {
  let url = FileManager.default.temporaryDirectory
    .appending(path: "swift-search-benchmark-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  return url.path(percentEncoded: false)
}

/// Removes what ``newDirectory()`` made.
public func removeDirectory(_ path: String) {
  try? FileManager.default.removeItem(atPath: path)
}
