extension Query {
  /// Parses what a person types, strictly: the first thing that is wrong is thrown.
  /// ``ParsedQuery`` takes anything.
  ///
  /// | typed | finds |
  /// | --- | --- |
  /// | `a b`, `a OR b` | documents with any of the words, those with both first |
  /// | `+a b` | documents with `a`, those with `b` too first |
  /// | `a -b`, `a NOT b` | documents with `a` and without `b` |
  /// | `a AND b OR c` | documents with `a` and `b`, or with `c` |
  /// | `+(a b) -c` | documents with `a` or `b`, without `c` |
  /// | `(a b c)~2` | documents with at least two of the three |
  /// | `"a b"` | the words one after the other |
  /// | `"a b"~3`, `"a b"~>3` | the words with at most 3 others between them, in any or this order |
  /// | `title:a`, `title:"a b"`, `title:(a b)` | the same in the field `title` |
  /// | `title:*`, `*` | documents that have the field; all documents |
  /// | `a*`, `a?c`, `abc~`, `/a.*c/`, `"a* b"` | words that a ``TermPattern`` means |
  /// | `n:>=3`, `n:[1 TO 5}`, `n:1..5`, `date:last-week` | values in a ``ValueRange`` |
  /// | `a^2`, `"a b"^0.5`, `(a b)^3`, `a^=2` | the same with a boost, or with a score of 2 |
  /// | `similar:notes/a.md` | documents like the one with this key |
  ///
  /// `AND`, `OR` and `NOT` are operators in capital letters only. `AND` binds its neighbours; `OR`
  /// says what a space says.
  ///
  /// - Throws: ``QuerySyntaxError`` when a quotation mark or a parenthesis is not closed, when
  ///   there is nothing to look for, or when the query is larger than ``depthLimit`` or
  ///   ``clauseLimit``.
  public init(parsing text: String) throws(QuerySyntaxError) {
    var text = text
    text.makeContiguousUTF8()
    var parser = QueryParser(QueryText(text, bytes: text.utf8.span), isStrict: true)
    self = try parser.parse()
  }
}

/// A recursive-descent parser whose depth is bounded.
struct QueryParser: ~Escapable {
  let text: QueryText
  var next = 0
  private let isStrict: Bool
  private var clauseCount = 0
  private(set) var warnings: [QuerySyntaxError] = []

  /// How many warnings are worth reading.
  private static let warningLimit = 8

  @_lifetime(copy text)
  init(_ text: consuming QueryText, isStrict: Bool) {
    self.text = text
    self.isStrict = isStrict
  }

  @_lifetime(self: copy self)
  mutating func parse() throws(QuerySyntaxError) -> Query {
    if let query = try group(depth: 0, field: nil) { return query }
    try complain("there is nothing to look for", at: 0)
    return .boolean()
  }

  /// Says what is wrong; a strict parser ends there.
  @inline(never)
  @_lifetime(self: copy self)
  mutating func complain(_ message: String, at offset: Int) throws(QuerySyntaxError) {
    guard isStrict || warnings.count < Self.warningLimit else { return }
    let warning = QuerySyntaxError(message: message, column: text.column(of: offset))
    if isStrict { throw warning }
    warnings.append(warning)
  }

  /// Counts parts of the query.
  ///
  /// - Returns: whether there may be as many. If not, nothing more is read.
  @_lifetime(self: copy self)
  mutating func count(_ parts: Int, at start: Int) throws(QuerySyntaxError) -> Bool {
    clauseCount += parts
    guard clauseCount > Query.clauseLimit else { return true }
    try complain("more than \(Query.clauseLimit) words and phrases", at: start)
    next = text.count
    return false
  }

  /// Clauses up to the end or to a closing parenthesis; `nil` when there are none.
  ///
  /// - Parameter field: where words without a field are looked for.
  @_lifetime(self: copy self)
  mutating func group(depth: Int, field: String?) throws(QuerySyntaxError) -> Query? {
    var clauses = QueryClauseList()
    while next < text.count {
      let start = next
      var (kind, end) = text.character(at: start)
      if kind == .whiteSpace {
        next = end
        continue
      }
      if kind == .closing {
        if depth > 0 { break }
        try complain("this parenthesis closes nothing", at: next)
        next = end
        continue
      }
      var sign = kind
      if sign == .plus || sign == .minus {
        next = end
        // A lone sign is punctuation.
        guard next < text.count else { break }
        (kind, end) = text.character(at: next)
        if kind == .whiteSpace { continue }
      } else if kind == .name, let (connective, operand) = text.connective(at: start),
        connective == .not || clauses.canJoin
      {
        next = operand
        if connective != .not {
          clauses.join(with: connective)
          continue
        }
        sign = .minus
        (kind, end) = text.character(at: next)
      }
      guard try count(1, at: start) else { break }
      if let clause = try clause(kind, end, depth: depth, field: field) {
        clauses.append(clause, sign)
      }
    }
    return clauses.finish()
  }
}
