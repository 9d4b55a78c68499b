/// How strictly text without white space is taken, such as a sentence in Chinese or `GPT-5.5`.
///
/// A search begins with the strictest tier and goes on to the next when it finds too little.
public enum SearchTier: Int, Sendable, Comparable, CaseIterable {
  /// All of it, as it was typed.
  case exact
  /// Its words and units, all of them, wherever they stand.
  case units
  /// Any of its words and pairs of characters.
  case any

  public static func < (left: SearchTier, right: SearchTier) -> Bool {
    left.rawValue < right.rawValue
  }
}
