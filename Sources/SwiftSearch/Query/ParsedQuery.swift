/// What was understood of a text that a person typed.
///
/// ```swift
/// let typed = ParsedQuery("+ai \"colony")
/// // typed.query: "+ai" and the phrase "colony"
/// // typed.warnings: column 5: this quotation mark is not closed
/// ```
///
/// Nothing that is typed is an error: what is wrong is taken as it was most likely meant, and said
/// in ``warnings``. ``Query/init(parsing:)`` throws the first of them instead.
public struct ParsedQuery: Sendable, Equatable {
  /// What is looked for. Of nothing to look for it is an empty boolean, which finds nothing.
  public var query: Query
  /// What is wrong, by its place in the text; of much that is wrong the first few.
  public var warnings: [QuerySyntaxError]

  public init(query: Query, warnings: [QuerySyntaxError] = []) {
    self.query = query
    self.warnings = warnings
  }

  /// Parses a text as ``Query/init(parsing:)`` does, without ever failing.
  ///
  /// Open quotation marks and parentheses end with the text, parentheses that close nothing are
  /// passed over, and what is beyond ``Query/depthLimit`` and ``Query/clauseLimit`` is left out.
  public init(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    var parser = QueryParser(QueryText(text, bytes: text.utf8.span), isStrict: false)
    do throws(QuerySyntaxError) {
      query = try parser.parse()
      warnings = parser.warnings
    } catch {
      // A lenient parser does not throw.
      query = .boolean()
      warnings = [error]
    }
  }
}
