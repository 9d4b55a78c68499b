/// Memory that an analysis puts folded terms together in; reused from text to text.
struct AnalysisScratch: ~Copyable {
  /// What a run may have written before it starts over at the beginning, which bounds memory: the
  /// rest has room for two characters with all their marks.
  static let runLimit = 1024 - 2 * TextAnalyzer.characterLimit

  var bytes = ByteScratch(capacity: 1024)
}
