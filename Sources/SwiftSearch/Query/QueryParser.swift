extension Query {
  /// Parses what a person types.
  ///
  /// | typed | finds |
  /// | --- | --- |
  /// | `a b` | documents with any of the words, those with both first |
  /// | `+a b` | documents with `a`, those with `b` too first |
  /// | `a -b` | documents with `a` and without `b` |
  /// | `"a b"` | the words one after the other |
  /// | `title:a`, `title:"a b"`, `title:(a b)` | the same in the field `title` |
  /// | `+(a b) -c` | documents with `a` or `b`, without `c` |
  /// | `a*`, `a?c`, `abc~`, `/a.*c/` | words that a ``TermPattern`` means |
  /// | `n:>=3`, `n:[1 TO 5}`, `n:1..5` | values in a ``ValueRange`` |
  /// | `a^2`, `"a b"^0.5`, `(a b)^3` | the same with a boost |
  ///
  /// - Throws: ``QuerySyntaxError`` when a quotation mark or a parenthesis is not closed, when
  ///   there is nothing to look for, or when the query is larger than ``depthLimit`` or
  ///   ``clauseLimit``.
  public init(parsing text: String) throws(QuerySyntaxError) {
    var text = text
    text.makeContiguousUTF8()
    var parser = QueryParser(QueryText(text, bytes: text.utf8.span))
    self = try parser.parse()
  }
}

/// A recursive-descent parser whose depth is bounded.
struct QueryParser: ~Escapable {
  private let text: QueryText
  private var next = 0
  private var clauseCount = 0

  @_lifetime(copy text)
  init(_ text: consuming QueryText) {
    self.text = text
  }

  @_lifetime(self: copy self)
  mutating func parse() throws(QuerySyntaxError) -> Query {
    let query = try group(depth: 0, field: nil)
    if next < text.count { throw error("this parenthesis closes nothing", at: next) }
    guard let query else { throw error("there is nothing to look for", at: 0) }
    return query
  }

  @inline(never)
  private func error(_ message: String, at offset: Int) -> QuerySyntaxError {
    QuerySyntaxError(message: message, column: text.column(of: offset))
  }

  /// Clauses up to the end or to a closing parenthesis; `nil` when there are none.
  ///
  /// - Parameter field: where words without a field are looked for.
  @_lifetime(self: copy self)
  private mutating func group(
    depth: Int, field: String?
  ) throws(QuerySyntaxError) -> Query? {
    var (must, should, mustNot): ([Query], [Query], [Query]) = ([], [], [])
    while next < text.count {
      let start = next
      var (kind, end) = text.character(at: start)
      if kind == .whiteSpace {
        next = end
        continue
      }
      if kind == .closing { break }
      let sign = kind
      if sign == .plus || sign == .minus {
        next = end
        // A lone sign is punctuation.
        guard next < text.count else { break }
        (kind, end) = text.character(at: next)
        if kind == .whiteSpace { continue }
      }
      guard let clause = try clause(kind, end, depth: depth, start: start, field: field) else {
        continue
      }
      switch sign {
      case .plus: must.append(clause)
      case .minus: mustNot.append(clause)
      default: should.append(clause)
      }
    }
    if must.isEmpty, mustNot.isEmpty, should.count <= 1 { return should.first }
    return .boolean(must: must, should: should, mustNot: mustNot)
  }

  /// - Parameters:
  ///   - kind: the kind of the character that is next.
  ///   - end: where that character ends.
  ///   - start: where the clause starts, with its sign.
  @_lifetime(self: copy self)
  private mutating func clause(
    _ kind: QueryText.Kind, _ end: Int, depth: Int, start: Int, field: String?
  ) throws(QuerySyntaxError) -> Query? {
    clauseCount += 1
    guard clauseCount <= Query.clauseLimit else {
      throw error("more than \(Query.clauseLimit) words and phrases", at: start)
    }
    switch kind {
    case .opening: return try parentheses(after: end, depth: depth, field: field)
    case .quote: return boosted(.phrase(try phrase(after: end), field: field))
    default: return try word(depth: depth, field: field)
    }
  }

  /// - Parameter end: where the opening parenthesis ends, which is next.
  @_lifetime(self: copy self)
  private mutating func parentheses(
    after end: Int, depth: Int, field: String?
  ) throws(QuerySyntaxError) -> Query? {
    guard depth < Query.depthLimit else {
      throw error("more than \(Query.depthLimit) nested parentheses", at: next)
    }
    let open = next
    next = end
    let query = try group(depth: depth + 1, field: field)
    guard next < text.count else { throw error("this parenthesis is not closed", at: open) }
    next = text.character(at: next).end
    return query.map { boosted($0) }
  }

  /// A regular expression between slashes.
  @_lifetime(self: copy self)
  private mutating func expression(field: String?) -> Query? {
    guard let (written, end) = text.expression(at: next) else { return nil }
    let pattern = TermPattern.regularExpression(String(written.dropFirst().dropLast()))
    // A mistake in an expression makes text of it: nobody types slashes for nothing else.
    guard pattern.problem == nil else { return nil }
    next = end
    return boosted(.pattern(pattern, field: field))
  }

  /// A part that ends with a sign, with the boost that stands right behind it.
  @_lifetime(self: copy self)
  private mutating func boosted(_ query: Query) -> Query {
    guard next < text.count, text.character(at: next).kind == .other else { return query }
    let (word, end) = text.word(at: next)
    guard word.first == "^", let factor = QueryWord.boost(word.dropFirst()) else { return query }
    next = end
    return .boosted(query, by: factor)
  }

  /// - Parameter start: where the opening quotation mark ends, which is next.
  @_lifetime(self: copy self)
  private mutating func phrase(after start: Int) throws(QuerySyntaxError) -> String {
    let open = next
    next = start
    while next < text.count {
      let (kind, end) = text.character(at: next)
      if kind == .quote {
        let phrase = text.string(from: start, to: next)
        next = end
        return phrase
      }
      next = end
    }
    throw error("this quotation mark is not closed", at: open)
  }

  /// Text up to white space or a parenthesis; or a field with a word, a phrase or a group.
  @_lifetime(self: copy self)
  private mutating func word(
    depth: Int, field: String?
  ) throws(QuerySyntaxError) -> Query? {
    if let expression = expression(field: field) { return expression }
    let start = next
    var isName = true
    next = text.skippingLetters(from: next)
    scan: while next < text.count {
      let (kind, end) = text.character(at: next)
      switch kind {
      case .whiteSpace, .opening, .closing: break scan
      case .name, .minus: break
      case .colon where isName && next > start && end < text.count:
        let name = text.string(from: start, to: next)
        next = end
        return try value(of: name, depth: depth, outer: field)
      case .colon, .plus, .quote, .other: isName = false
      }
      next = end
    }
    // An opening parenthesis right behind a sign or a word is handled as a clause of its own.
    return next > start ? QueryWord.query(text.string(from: start, to: next), field: field) : nil
  }

  /// What follows a field's name and the colon.
  ///
  /// - Parameter outer: the field of the group around it.
  @_lifetime(self: copy self)
  private mutating func value(
    of name: String, depth: Int, outer: String?
  ) throws(QuerySyntaxError) -> Query? {
    let start = next
    let (first, afterFirst) = text.character(at: start)
    if first == .quote { return boosted(.phrase(try phrase(after: afterFirst), field: name)) }
    if first == .opening { return try parentheses(after: afterFirst, depth: depth, field: name) }
    if first == .other, let (bracket, end) = text.bracket(at: start),
      let range = ValueRange(inBrackets: bracket)
    {
      next = end
      return .range(range, field: name)
    }
    if let expression = expression(field: name) { return expression }
    let (value, end) = text.word(at: start)
    next = end
    guard !value.isEmpty else { return .text(name, field: outer) }
    return QueryWord.query(value, field: name)
  }
}
