/// A query that may be meant by one whose words are in few documents or in none.
public struct QuerySuggestion: Sendable, Equatable {
  /// A word that was replaced.
  public struct Correction: Sendable, Equatable {
    /// The word as it was typed.
    public var typed: String
    /// The word of the index that took its place.
    public var replacement: String

    public init(typed: String, replacement: String) {
      self.typed = typed
      self.replacement = replacement
    }
  }

  /// The whole query with the words replaced, and everything else as it was typed.
  public var text: String
  /// The words that were replaced, in their order.
  public var corrections: [Correction]

  public init(text: String, corrections: [Correction]) {
    self.text = text
    self.corrections = corrections
  }
}

extension SearchIndex {
  /// A query that may have been meant by a typed one: "did you mean".
  ///
  /// There is one where a word is in no document and a word of the index is one edit away, or two
  /// edits in words of six characters and more: a character more, less or another one, or two
  /// neighbours that changed places. Of several the one that most documents have is taken, if
  /// documents have it together with the rest of the query. A word that is in some documents is
  /// replaced only where the query finds fewer than ten and another word is fifty times as
  /// frequent; never one in quotation marks. Patterns, ranges, excluded words, words with digits
  /// and runs of Han, kana and Hangul stay as they were typed.
  ///
  /// What is suggested has been searched for, and finds something. Looking for it takes a few
  /// milliseconds in a dictionary of millions of terms; four words of a query are corrected at
  /// most.
  ///
  /// - Parameters:
  ///   - text: the query as it was typed.
  ///   - options: the options of its search; only those count that say where and how words are
  ///     looked for, and the time limit.
  /// - Returns: `nil` when the words are known, when nothing is near, or when the query cannot be
  ///   parsed.
  /// - Throws: ``IndexError`` when the index turns out to be damaged.
  public func suggestion(
    for text: String, options: SearchOptions = SearchOptions()
  ) throws(IndexError) -> QuerySuggestion? {
    do {
      return try StopSignal.during(atMost: options.timeLimit) { signal in
        var search = SuggestionSearch(self, options, until: signal)
        return try search.suggestion(for: text)
      }
    } catch {
      throw IndexError(error, directory: directory)
    }
  }
}
