/// A description of terms: which words of an index are meant.
///
/// Patterns are compared with whole terms, after case, width and accents were folded as in the
/// documents. In runs of Han, kana and Hangul the terms of an index are pairs of characters, so
/// patterns are of little use there; what is typed as `阅读*` is looked for as `阅读`.
public enum TermPattern: Sendable, Hashable {
  /// Words in which `*` stands for any characters and `?` for one: `sover*gnty`, `colon*`,
  /// `*ology`. A backslash takes the meaning from the character behind it.
  case wildcard(String)
  /// Words that become this one by so many edits, 0 to 2: a character more, less or another one, or
  /// two neighbours that changed places. Damerau, "A technique for computer detection and
  /// correction of spelling errors" (1964). Fewer edits count more.
  case fuzzy(String, edits: Int)
  /// Words that match a regular expression as a whole, in time linear in their length.
  ///
  /// It has literals, `.`, classes such as `[a-z]` and `[^0-9]`, `\d`, `\w` and `\s`, groups,
  /// alternatives with `|`, and the repetitions `*`, `+`, `?` and `{2,5}`.
  case regularExpression(String)
}

extension TermPattern {
  /// Why the pattern cannot be used; `nil` when it can.
  var problem: TermPatternError? {
    do throws(TermPatternError) {
      switch self {
      case .wildcard(let text):
        _ = try PositionAutomaton(WildcardSyntax.expression(text) { $0 })
      case .fuzzy(let text, let edits):
        guard EditDistance(text.unicodeScalars.map(\.value), edits: edits) != nil else {
          throw TermPatternError(
            message: "a word with edits has 1 to \(EditDistance.longestWord) characters")
        }
      case .regularExpression(let text):
        _ = try PositionAutomaton(RegularExpressionSyntax.expression(text) { $0 })
      }
      return nil
    } catch {
      return error
    }
  }
}

/// A pattern that cannot be used.
struct TermPatternError: Error, Equatable {
  /// What is wrong, in one sentence.
  var message: String
}
