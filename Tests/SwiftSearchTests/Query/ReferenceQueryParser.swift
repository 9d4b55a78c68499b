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
    var (must, should, mustNot): ([Query], [Query], [Query]) = ([], [], [])
    while true {
      while next < characters.count, characters[next].isWhitespace { next += 1 }
      guard next < characters.count, characters[next] != ")" else { break }
      let start = next
      let sign = characters[next]
      let hasSign = sign == "+" || sign == "-"
      if hasSign { next += 1 }
      guard next < characters.count, !characters[next].isWhitespace else {
        // A lone sign is punctuation.
        if hasSign { continue }
        break
      }
      guard let clause = try clause(depth: depth, start: start, field: field) else { continue }
      switch sign {
      case "+": must.append(clause)
      case "-": mustNot.append(clause)
      default: should.append(clause)
      }
    }
    if must.isEmpty, mustNot.isEmpty, should.count <= 1 { return should.first }
    return .boolean(must: must, should: should, mustNot: mustNot)
  }

  private mutating func clause(
    depth: Int, start: Int, field: String?
  ) throws(QuerySyntaxError) -> Query? {
    clauseCount += 1
    guard clauseCount <= Query.clauseLimit else {
      throw error("more than \(Query.clauseLimit) words and phrases", at: start)
    }
    if characters[next] == "(" { return try parentheses(depth: depth, field: field) }
    if Self.isQuote(characters[next]) { return .phrase(try phrase(), field: field) }
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
    return query
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
    let start = next
    while next < characters.count {
      let character = characters[next]
      if character.isWhitespace || character == "(" || character == ")" { break }
      if character == ":", let field = fieldName(start..<next), next + 1 < characters.count {
        if Self.isQuote(characters[next + 1]) {
          next += 1
          return .phrase(try phrase(), field: field)
        }
        if characters[next + 1] == "(" {
          next += 1
          return try parentheses(depth: depth, field: field)
        }
        let value = next + 1
        while next < characters.count, !characters[next].isWhitespace,
          characters[next] != "(", characters[next] != ")"
        {
          next += 1
        }
        guard value < next else { return .text(field, field: outer) }
        return .text(String(characters[value..<next]), field: field)
      }
      next += 1
    }
    guard next > start else {
      // An opening parenthesis right behind a sign or a word is handled as a clause of its own.
      return nil
    }
    return .text(String(characters[start..<next]), field: outer)
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
