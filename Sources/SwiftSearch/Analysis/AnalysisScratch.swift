/// Memory that an analysis puts folded terms together in; reused from text to text.
struct AnalysisScratch: ~Copyable {
  /// What a run may have written before it starts over at the beginning, which bounds memory: the
  /// rest has room for two characters with all their marks.
  static let runLimit = 1024 - 2 * TextAnalyzer.characterLimit
  /// Where terms are put together. The byte before can be set to mark the term.
  static let start = 1

  var bytes = ByteScratch(capacity: 1024)
  /// The parts of a word: those that are settled, and those of the stretch being read.
  var parts = [WordPart](repeating: WordPart(), count: 2 * WordScan.deepPartLimit + 2)
}

/// An ``AnalysisScratch`` that is kept from one query to the next, each of which has few texts.
final class AnalysisMemory {
  var scratch = AnalysisScratch()
}

/// A part of a word, in the scratch memory and in the text.
struct WordPart {
  var start = 0
  var end = 0
  var source = 0
  var sourceEnd = 0
}
