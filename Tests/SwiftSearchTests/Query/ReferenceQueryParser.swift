@testable import SwiftSearch

/// The rules of queries, written for whole characters and without a thought for speed.
struct ReferenceQueryParser {
  private let characters: [Character]
  private var next = 0
  private var clauseCount = 0

  init(_ text: String) {
    characters = Array(text)
  }

  mutating func parse() throws(QuerySyntaxError) -> Query {
    let query = try group(depth: 0, field: nil)
    if next < characters.count { throw error("this parenthesis closes nothing", at: next) }
    guard let query else { throw error("there is nothing to look for", at: 0) }
    return query
  }

  private func error(_ message: String, at index: Int) -> QuerySyntaxError {
    QuerySyntaxError(message: message, column: index + 1)
  }

  private static func isQuote(_ character: Character) -> Bool {
    character == "\"" || character == "“" || character == "”" || character == "„"
      || character == "＂"
  }

  /// Clauses up to the end or to a closing parenthesis; `nil` when there are none.
  ///
  /// - Parameter field: where words without a field are looked for.
  private mutating func group(
    depth: Int, field: String?
  ) throws(QuerySyntaxError) -> Query? {
    // By `OR` and white space, and in these by `AND`.
    var alternatives: [[Clause]] = []
    var joins: String?
    while true {
      skipWhiteSpace()
      guard next < characters.count, characters[next] != ")" else { break }
      let start = next
      var sign = characters[next]
      let hasSign = sign == "+" || sign == "-"
      if hasSign { next += 1 }
      guard next < characters.count, !characters[next].isWhitespace else {
        // A lone sign is punctuation.
        if hasSign { continue }
        break
      }
      if !hasSign, let name = connective(), name == "NOT" || !alternatives.isEmpty && joins == nil {
        next += name.count
        skipWhiteSpace()
        if name != "NOT" {
          joins = name
          if name == "OR" { alternatives[alternatives.count - 1][0].isAlternative = true }
          continue
        }
        sign = "-"
      }
      guard let clause = try clause(depth: depth, start: start, field: field) else { continue }
      let isOther = joins == "OR" && sign == "-"
      let made: Clause =
        isOther
        ? ("o", .boolean(mustNot: [clause]), true) : (sign, clause, joins == "OR")
      if joins == "AND", let last = alternatives.popLast() {
        alternatives.append(last + [made])
      } else {
        alternatives.append([made])
      }
      joins = nil
    }
    return Self.combined(alternatives)
  }

  private typealias Clause = (sign: Character, query: Query, isAlternative: Bool)

  private static func isFilter(_ query: Query) -> Bool {
    switch query {
    case .range, .exists: true
    default: false
    }
  }

  private static func combined(_ alternatives: [[Clause]]) -> Query? {
    var (must, should, mustNot): ([Query], [Query], [Query]) = ([], [], [])
    var filters: [Query] = []
    for chain in alternatives {
      let excluded = chain.filter { $0.sign == "-" }.map(\.query)
      let others = chain.filter { $0.sign != "-" }.map(\.query)
      let isRequired = chain.contains { $0.sign == "+" }
      if chain.count > 1 {
        let all = Query.boolean(must: others, mustNot: excluded)
        if isRequired { must.append(all) } else { should.append(all) }
      } else {
        mustNot += excluded
        let narrows = others.contains(where: isFilter) && !chain[0].isAlternative
        if isRequired {
          must += others
        } else if narrows {
          filters += others
        } else {
          should += others
        }
      }
    }
    if let filter = filters.first, must.isEmpty, mustNot.isEmpty, should.isEmpty,
      filters.count == 1
    {
      return filter
    }
    if !filters.isEmpty, must.isEmpty, let word = should.first {
      return .boolean(
        must: [should.count == 1 ? word : .boolean(should: should)] + filters, mustNot: mustNot)
    }
    must += filters
    if must.isEmpty, mustNot.isEmpty, should.count <= 1 { return should.first }
    return .boolean(must: must, should: should, mustNot: mustNot)
  }

  private mutating func skipWhiteSpace() {
    while next < characters.count, characters[next].isWhitespace { next += 1 }
  }

  /// An operator in capital letters, with something behind it.
  private func connective() -> String? {
    for name in ["AND", "OR", "NOT"] where characters[next...].starts(with: name) {
      let behind = characters[(next + name.count)...]
      guard let first = behind.first, first.isWhitespace || first == "(" || Self.isQuote(first),
        let operand = behind.first(where: { !$0.isWhitespace }), operand != ")"
      else { return nil }
      return name
    }
    return nil
  }

  private mutating func clause(
    depth: Int, start: Int, field: String?
  ) throws(QuerySyntaxError) -> Query? {
    clauseCount += 1
    guard clauseCount <= Query.clauseLimit else {
      throw error("more than \(Query.clauseLimit) words and phrases", at: start)
    }
    if characters[next] == "(" { return try parentheses(depth: depth, field: field) }
    if Self.isQuote(characters[next]) {
      return behindPhrase(try phrase(), field: field)
    }
    return try word(depth: depth, field: field)
  }

  private mutating func parentheses(
    depth: Int, field: String?
  ) throws(QuerySyntaxError) -> Query? {
    guard depth < Query.depthLimit else {
      throw error("more than \(Query.depthLimit) nested parentheses", at: next)
    }
    let open = next
    next += 1
    let query = try group(depth: depth + 1, field: field)
    guard next < characters.count else {
      throw error("this parenthesis is not closed", at: open)
    }
    next += 1
    guard let query else { return nil }
    guard let suffix = suffix() else { return query }
    guard let count = suffix.count, case .boolean(let must, let should, let mustNot) = query,
      !should.isEmpty
    else { return suffix.boosted(query) }
    let least = Query.atLeast(count, of: should)
    return suffix.boosted(
      must.isEmpty && mustNot.isEmpty ? least : .boolean(must: must + [least], mustNot: mustNot))
  }

  private mutating func suffix() -> QuerySuffix? {
    guard next < characters.count, "~^".contains(characters[next]) else { return nil }
    let rest = characters[next...].prefix { !$0.isWhitespace && $0 != "(" && $0 != ")" }
    guard let suffix = QuerySuffix(String(rest)) else { return nil }
    next += rest.count
    return suffix
  }

  private mutating func behindPhrase(_ text: String, field: String?) -> Query {
    let suffix = suffix()
    let parts = text.split(whereSeparator: \.isWhitespace).map { QueryWord.part(String($0)) }
    var query = Query.phrase(text, field: field)
    if let count = suffix?.count {
      query = .proximity(
        Proximity(parts, distance: count, isOrdered: suffix?.isOrdered ?? false), field: field)
    } else if parts.contains(where: { if case .pattern = $0 { true } else { false } }) {
      query = .proximity(Proximity(parts, isOrdered: true), field: field)
    }
    return suffix?.boosted(query) ?? query
  }

  /// A regular expression between slashes, which ends the word.
  private mutating func expression(field: String?) -> Query? {
    guard characters[next] == "/" else { return nil }
    var end = next + 1
    while end < characters.count, characters[end] != "/" {
      if characters[end].isWhitespace { return nil }
      end += characters[end] == "\\" ? 2 : 1
    }
    let behind = end + 1
    guard end < characters.count, end > next + 1,
      !characters[next..<end].contains(where: \.isWhitespace),
      behind == characters.count || characters[behind].isWhitespace
        || characters[behind] == ")" || characters[behind] == "^"
    else { return nil }
    let pattern = TermPattern.regularExpression(String(characters[next + 1..<end]))
    guard pattern.problem == nil else { return nil }
    next = behind
    let query = Query.pattern(pattern, field: field)
    return suffix()?.boosted(query) ?? query
  }

  /// A range in brackets.
  private mutating func range() -> ValueRange? {
    guard characters[next] == "[" || characters[next] == "{",
      let end = characters[next...].firstIndex(where: { $0 == "]" || $0 == "}" }),
      let range = ValueRange(inBrackets: String(characters[next...end]))
    else { return nil }
    next = end + 1
    return range
  }

  private mutating func phrase() throws(QuerySyntaxError) -> String {
    let open = next
    next += 1
    let start = next
    while next < characters.count, !Self.isQuote(characters[next]) { next += 1 }
    guard next < characters.count else {
      throw error("this quotation mark is not closed", at: open)
    }
    next += 1
    return String(characters[start..<next - 1])
  }

  /// Text up to white space or a parenthesis; or a field with a word, a phrase or a group.
  private mutating func word(
    depth: Int, field outer: String?
  ) throws(QuerySyntaxError) -> Query? {
    if let expression = expression(field: outer) { return expression }
    let start = next
    while next < characters.count {
      let character = characters[next]
      if character.isWhitespace || character == "(" || character == ")" { break }
      if character == ":", let field = fieldName(start..<next), next + 1 < characters.count {
        if Self.isQuote(characters[next + 1]) {
          next += 1
          let text = try phrase()
          return field == "similar" ? .similar(to: text) : behindPhrase(text, field: field)
        }
        if characters[next + 1] == "(" {
          next += 1
          return try parentheses(depth: depth, field: field)
        }
        next += 1
        if let range = range() { return .range(range, field: field) }
        if let expression = expression(field: field) { return expression }
        let value = next
        while next < characters.count, !characters[next].isWhitespace,
          characters[next] != "(", characters[next] != ")"
        {
          next += 1
        }
        guard value < next else { return .text(field, field: outer) }
        let written = String(characters[value..<next])
        return field == "similar" ? .similar(to: written) : QueryWord.query(written, field: field)
      }
      next += 1
    }
    guard next > start else {
      // An opening parenthesis right behind a sign or a word is handled as a clause of its own.
      return nil
    }
    return QueryWord.query(String(characters[start..<next]), field: outer)
  }

  private func fieldName(_ range: Range<Int>) -> String? {
    guard !range.isEmpty else { return nil }
    for index in range {
      let character = characters[index]
      guard character.isLetter || character.isNumber || "_-.".contains(character) else {
        return nil
      }
    }
    return String(characters[range])
  }
}
