extension Manifest {
  /// A manifest without segments, for the analysis `options`.
  init(generation: UInt64, analysis options: AnalysisOptions) {
    self.init(
      generation: generation, tableVersion: CharacterTableData.version, options: options.record)
  }

  /// The analysis options that the index was made with.
  ///
  /// - Throws: ``IndexError`` when this version cannot make the same terms.
  func analysisOptions() throws(IndexError) -> AnalysisOptions {
    guard tableVersion == CharacterTableData.version else {
      throw .analysisMismatch("the index was made with other character tables")
    }
    guard let known = AnalysisOptions(record: options) else {
      throw .analysisMismatch("the index was made with options that are not known here")
    }
    return known
  }

  func analyzer() throws(IndexError) -> TextAnalyzer {
    TextAnalyzer(options: try analysisOptions())
  }
}

extension IndexError {
  static func analysisMismatch(_ message: String) -> IndexError {
    IndexError(
      code: .analysisMismatch, message: message,
      advice: "search it with the version that made it, or make it again with this one")
  }

  static func notFound(_ directory: String) -> IndexError {
    IndexError(
      code: .notFound, message: "there is no index here", file: directory,
      advice: "make one with `swift-search index PATH`, or name another directory")
  }
}
