import SwiftSearch

/// An index of a few texts, whose keys are their numbers.
struct SmallIndex {
  private let directory: TemporaryDirectory
  let index: SearchIndex

  init(_ texts: [String], analysis: AnalysisOptions? = nil) throws {
    directory = try TemporaryDirectory()
    var options = WriterOptions()
    options.analysis = analysis
    let writer = try IndexWriter(directory: directory.path, options: options)
    for (number, text) in texts.enumerated() {
      try writer.add(Document(key: "\(number)", fields: [.init("text", .text(text))]))
    }
    try writer.commit()
    index = try SearchIndex(directory: directory.path)
  }

  func search(
    _ query: String, options: SearchOptions = SearchOptions()
  ) throws -> SearchResults {
    try index.search(try Query(parsing: query), options: options)
  }

  /// The numbers of the texts that are found, best first.
  func numbers(_ query: String, options: SearchOptions = SearchOptions()) throws -> [Int] {
    try search(query, options: options).hits.compactMap { Int($0.key) }
  }

  /// In which tier the one text is found; `nil` when it is not.
  func tier(_ query: String, options: SearchOptions = SearchOptions(limit: 1)) throws
    -> SearchTier?
  {
    let results = try search(query, options: options)
    return results.hits.isEmpty ? nil : results.tier
  }
}
