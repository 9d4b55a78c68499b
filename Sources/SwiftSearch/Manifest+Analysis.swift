extension Manifest {
  /// Under which name the identifier of a supplied analyzer is recorded, in place of options.
  private static let suppliedName = "analyzer"

  /// A manifest without segments, for the analysis `options` or a supplied analyzer.
  init(
    generation: UInt64, analysis options: AnalysisOptions, supplied: (any Analyzer)? = nil
  ) {
    self.init(
      generation: generation, tableVersion: CharacterTables.version,
      options: supplied.map { [Self.suppliedName: $0.identifier] } ?? options.record)
  }

  /// The analysis options that the index was made with.
  ///
  /// - Throws: ``IndexError`` when this version cannot make the same terms.
  func analysisOptions() throws(IndexError) -> AnalysisOptions {
    guard tableVersion == CharacterTables.version else {
      throw .analysisMismatch("the index was made with other character tables")
    }
    guard let known = AnalysisOptions(record: options) else {
      throw .analysisMismatch("the index was made with options that are not known here")
    }
    return known
  }

  /// What cuts text and queries as the index was made.
  ///
  /// - Parameter supplied: the analyzer that the caller wants; it must be the one of the index.
  func analyzer(_ supplied: (any Analyzer)? = nil) throws(IndexError) -> TextAnalyzer {
    let recorded = options[Self.suppliedName]
    guard recorded == supplied?.identifier else {
      let maker = recorded.map { "the analyzer \"\($0)\"" } ?? "the library's own analysis"
      throw IndexError(
        code: .analysisMismatch, message: "the index was made with \(maker)",
        advice: recorded == nil ? "open it without an analyzer" : "open it with that analyzer")
    }
    if let supplied { return TextAnalyzer(supplied: supplied) }
    return TextAnalyzer(options: try analysisOptions())
  }
}

extension IndexError {
  static func analysisMismatch(_ message: String) -> IndexError {
    IndexError(
      code: .analysisMismatch, message: message,
      advice: "search it with the version that made it, or make it again with this one")
  }

  static func invalidQuery(_ excess: QueryExtent.Excess) -> IndexError {
    switch excess {
    case .depth:
      IndexError(
        code: .invalidQuery,
        message: "the query has more than \(Query.depthLimit) levels of parentheses",
        advice: "nest it less deeply")
    case .parts:
      IndexError(
        code: .invalidQuery, message: "the query has more than \(Query.clauseLimit) parts",
        advice: "ask for fewer words at a time")
    case .text:
      IndexError(
        code: .invalidQuery, message: "the query has more than 64 MiB of text",
        advice: "ask for less text at a time")
    case .pattern(let message):
      IndexError(code: .invalidQuery, message: message, advice: "write the pattern otherwise")
    case .boost:
      IndexError(
        code: .invalidQuery, message: "a boost and a score are numbers from 0 on",
        advice: "give another factor")
    case .tieBreaker:
      IndexError(
        code: .invalidQuery, message: "a tie breaker is a number from 0 to 1",
        advice: "give another one")
    }
  }

  static func notFound(_ directory: String) -> IndexError {
    IndexError(
      code: .notFound, message: "there is no index here", file: directory,
      advice: "make one with `swift-search index PATH`, or name another directory")
  }
}
