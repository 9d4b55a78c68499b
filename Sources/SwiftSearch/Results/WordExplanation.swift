/// What one word of a query adds to the score of a hit.
public struct WordExplanation: Sendable, Equatable {
  /// One of the forms in which the word is looked for.
  public struct Form: Sendable, Equatable {
    /// The field that it is looked for in.
    public var field: String
    /// The terms, one after the other; `…` follows one that stands for all that begin so.
    public var terms: [String]
    /// How much an occurrence counts, compared with one of the word as it was typed.
    public var weight: Float
    /// How many documents have each of the terms.
    public var documentFrequencies: [Int]
  }

  /// What the word adds; the scores of all words are the score of the hit.
  public var score: Float
  /// The score that many occurrences approach: the inverse document frequency, times what the
  /// word counts for in the query.
  public var weight: Float
  public var forms: [Form]
}
