/// What decides how text becomes terms. An index records it, since it can be searched only with
/// the terms that it was made with.
struct AnalyzerDescription: Equatable, Sendable {
  var options: AnalysisOptions
  /// Tells one version of the character tables from another.
  var tableVersion: UInt32
}
