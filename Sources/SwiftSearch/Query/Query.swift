/// What is looked for: a tree of words, phrases and their combinations.
///
/// ```swift
/// let typed = try Query(parsing: "+ai colony -mars")
/// let built = Query.boolean(
///   must: [.text("ai")], should: [.text("colony")], mustNot: [.text("mars")])
/// ```
///
/// The two are equal. What a word is cut into depends on the index: see ``AnalysisOptions``.
public enum Query: Sendable, Equatable {
  /// Text as it is typed, without white space: a word, a run of Han, kana or Hangul, or several of
  /// them, as in `GPT-5.5` or `5G手机`. Several terms are looked for as a phrase.
  ///
  /// Without a field it is looked for in every field that ``SearchOptions/fields`` names. In a
  /// keyword field it is the whole value; in a number field a number; in a date field a day or a
  /// moment in ISO 8601.
  case text(String, field: String? = nil)
  /// Words that follow each other.
  case phrase(String, field: String? = nil)
  /// Any of the terms of a text, in any order: a question, or a passage whose like is looked for.
  /// Nothing in it is an operator.
  case words(String, field: String? = nil)
  /// Documents that match all of `must` and none of `mustNot` and, when `must` is empty, at least
  /// one of `should`. With `must`, `should` only adds to the score. With `mustNot` alone, all other
  /// documents match.
  case boolean(must: [Query] = [], should: [Query] = [], mustNot: [Query] = [])
  /// All words that a pattern means, which count as one word. Without a field they are looked for
  /// where words are; with one, also in keyword fields, whose values they must match as a whole.
  indirect case pattern(TermPattern, field: String? = nil)
  /// Documents whose value of a number, date or keyword field lies in a range. It adds to the score
  /// in keyword fields only.
  indirect case range(ValueRange, field: String)
  /// A part that counts so many times as much as it would.
  indirect case boosted(Query, by: Float)
  /// Parts near each other: `"AI colony"~4`, and phrases with patterns in them.
  indirect case proximity(Proximity, field: String? = nil)
  /// Every document. It adds nothing to the score.
  case everything
  /// Documents that have something in a field that is not only stored: a word, a keyword, a number
  /// or a date. It adds nothing to the score.
  case exists(field: String)
  /// What matches a part, which scores so much whatever it would score.
  indirect case constant(Query, score: Float)
  /// Documents that match at least so many of some parts, and of fewer parts than that all.
  indirect case atLeast(Int, of: [Query])
  /// Documents that match any of some parts. They score what the best of the parts scores, and of
  /// the others so much of their scores as `tieBreaker` says, from 0 to 1.
  indirect case best([Query], tieBreaker: Float = 0)
  /// Documents like another one of the index, whose key is given: those with the words that tell it
  /// from most. Where there is none of that key, the key is looked for as a text.
  case similar(to: String)
}

extension Query {
  /// How deep a query may be nested: how many parentheses may be open when it is typed, and how
  /// many booleans may stand in another one when it is built.
  ///
  /// Searching for a deeper query throws ``IndexError/Code/invalidQuery``. Swift itself releases
  /// and compares such a tree level by level on the stack, with about 200 bytes for each: 2,000
  /// levels fit in a thread of 512 KiB, 40,000 in one of 8 MiB.
  public static let depthLimit = 64
  /// How many parts a query may have: words, phrases and booleans in other ones. The terms of one
  /// text beyond as many are not looked for.
  ///
  /// Searching for a query with more parts, or with more than 64 MiB of text in them, throws
  /// ``IndexError/Code/invalidQuery``. A part counts as often as it is in the tree, also where
  /// copies of one part share their memory.
  public static let clauseLimit = 4096
}

/// A query that cannot be understood.
public struct QuerySyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, in one sentence.
  public var message: String
  /// Where it is wrong: the column of the query, in characters, from 1.
  public var column: Int

  public init(message: String, column: Int) {
    self.message = message
    self.column = column
  }

  public var description: String { "column \(column): \(message)" }
}
