/// The parts of a query: words, phrases, groups, and what stands behind them.
extension QueryParser {
  /// - Parameters:
  ///   - kind: the kind of the character that is next.
  ///   - end: where that character ends.
  @_lifetime(self: copy self)
  mutating func clause(
    _ kind: QueryText.Kind, _ end: Int, depth: Int, field: String?
  ) throws(QuerySyntaxError) -> Query? {
    switch kind {
    case .opening: return try parentheses(after: end, depth: depth, field: field)
    case .quote: return try phrase(after: end, field: field)
    default: return try word(depth: depth, field: field)
    }
  }

  /// - Parameter end: where the opening parenthesis ends, which is next.
  @_lifetime(self: copy self)
  private mutating func parentheses(
    after end: Int, depth: Int, field: String?
  ) throws(QuerySyntaxError) -> Query? {
    let open = next
    guard depth < Query.depthLimit else {
      try complain("more than \(Query.depthLimit) nested parentheses", at: open)
      next = text.count
      return nil
    }
    next = end
    let query = try group(depth: depth + 1, field: field)
    guard next < text.count else {
      try complain("this parenthesis is not closed", at: open)
      return query
    }
    next = text.character(at: next).end
    guard let query, let suffix = suffix() else { return query }
    return suffix.boosted(suffix.count.map { query.matching(atLeast: $0) } ?? query)
  }

  /// What stands right behind a part that ends with a sign.
  @_lifetime(self: copy self)
  private mutating func suffix() -> QuerySuffix? {
    guard next < text.count, text.character(at: next).kind == .other else { return nil }
    let (word, end) = text.word(at: next)
    guard let suffix = QuerySuffix(word) else { return nil }
    next = end
    return suffix
  }

  /// A regular expression between slashes.
  @_lifetime(self: copy self)
  private mutating func expression(field: String?) -> Query? {
    guard let (written, end) = text.expression(at: next) else { return nil }
    let pattern = TermPattern.regularExpression(String(written.dropFirst().dropLast()))
    // A mistake in an expression makes text of it: nobody types slashes for nothing else.
    guard pattern.problem == nil else { return nil }
    next = end
    let query = Query.pattern(pattern, field: field)
    return suffix()?.boosted(query) ?? query
  }

  /// - Parameter start: where the opening quotation mark ends, which is next.
  @_lifetime(self: copy self)
  private mutating func phrase(
    after start: Int, field: String?
  ) throws(QuerySyntaxError) -> Query {
    let open = next
    let text = try quoted(after: start)
    let suffix = suffix()
    guard suffix?.count != nil || QueryWord.mayHavePattern(text) else {
      return suffix?.boosted(.phrase(text, field: field)) ?? .phrase(text, field: field)
    }
    let parts = text.split(whereSeparator: \.isWhitespace).map { QueryWord.part(String($0)) }
    let hasPattern = parts.contains { if case .pattern = $0 { true } else { false } }
    guard hasPattern || suffix?.count != nil else {
      return suffix?.boosted(.phrase(text, field: field)) ?? .phrase(text, field: field)
    }
    guard try count(parts.count, at: open) else { return .phrase(text, field: field) }
    let proximity = Proximity(
      parts, distance: suffix?.count ?? 0,
      isOrdered: suffix.map { $0.count == nil || $0.isOrdered } ?? true)
    let query = Query.proximity(proximity, field: field)
    return suffix?.boosted(query) ?? query
  }

  /// What stands between two quotation marks.
  @_lifetime(self: copy self)
  private mutating func quoted(after start: Int) throws(QuerySyntaxError) -> String {
    let open = next
    next = start
    while next < text.count {
      let (kind, end) = text.character(at: next)
      if kind == .quote {
        let quoted = text.string(from: start, to: next)
        next = end
        return quoted
      }
      next = end
    }
    try complain("this quotation mark is not closed", at: open)
    return text.string(from: start, to: text.count)
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
    if first == .quote {
      return name == "similar"
        ? .similar(to: try quoted(after: afterFirst)) : try phrase(after: afterFirst, field: name)
    }
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
    return name == "similar" ? .similar(to: value) : QueryWord.query(value, field: name)
  }
}

extension Query {
  /// The same, but for at least so many of what need not match.
  fileprivate func matching(atLeast count: Int) -> Query {
    guard case .boolean(let must, let should, let mustNot) = self, !should.isEmpty else {
      return self
    }
    let parts = Query.atLeast(count, of: should)
    return must.isEmpty && mustNot.isEmpty
      ? parts : .boolean(must: must + [parts], mustNot: mustNot)
  }
}
