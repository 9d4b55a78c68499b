import Synchronization

@testable import SwiftSearch

/// The parser of queries, their planning, and the search in a small index.
enum FuzzedQueries {
  /// The files live as long as what holds them.
  private struct Shared {
    let files: DamagedIndex
    let index: SearchIndex

    init() throws {
      files = try DamagedIndex()
      index = try SearchIndex(directory: files.path)
    }
  }

  private static let shared = Mutex(try? Shared())

  /// The first byte chooses the options, the second how the text is taken.
  static func run(_ input: [UInt8]) -> String? {
    var choices = FuzzInput(input)
    let (options, form) = (choices.byte(), choices.byte())
    let bytes = choices.bytes
    let text = String(repairing: bytes.span)
    return shared.withLock { shared in
      guard let index = shared?.index else { return "no index" }
      let query: Query
      switch form % 8 {
      case 0: query = .text(text)
      case 1: query = .phrase(text)
      case 2: query = .words(text)
      case 4:
        query = .proximity(
          Proximity(
            text.split(separator: " ").map { QueryWord.part(String($0)) }, distance: form / 8,
            isOrdered: form >= 128))
      case 5:
        let parsed = ParsedQuery(text)
        guard QueryExtent.excess(of: parsed.query) == nil else { return "too much was parsed" }
        let isInside = parsed.warnings.allSatisfy { 1...text.count + 1 ~= $0.column }
        guard isInside else { return "\(parsed.warnings) of \(text.count)" }
        query = parsed.query
      case 3: query = .text(text, field: ["id", "title", "tag", "n", "date", "note"][form / 8 % 6])
      default:
        do throws(QuerySyntaxError) {
          query = try Query(parsing: text)
        } catch {
          let isInside = 1...text.count + 1 ~= error.column
          return isInside ? nil : "column \(error.column) of \(text.count)"
        }
      }
      return search(index, query, options) ?? suggest(index, text)
    }
  }

  /// Whatever is suggested can be parsed, and finds something.
  private static func suggest(_ index: SearchIndex, _ text: String) -> String? {
    do {
      _ = try index.completions(of: text, limit: 3)
      guard let suggestion = try index.suggestion(for: text) else { return nil }
      let query = try Query(parsing: suggestion.text)
      return try index.count(query) > 0 ? nil : "\(suggestion.text) finds nothing"
    } catch {
      return "\(error)"
    }
  }

  private static func search(_ index: SearchIndex, _ query: Query, _ choices: Int) -> String? {
    var options = SearchOptions(limit: 1 + choices % 4, snippetLength: 1 << (choices % 8))
    options.usesVariants = choices & 16 == 0
    options.countsExactly = choices & 32 == 0
    options.explains = choices & 64 != 0
    if choices & 128 != 0 {
      options.synonyms = ["co": ["lo ny", "人工"], "x": ["x"]]
      options.stopWords = ["lo", "the"]
    }
    let results: SearchResults
    do throws(IndexError) {
      results = try index.search(query, options: options)
    } catch {
      return error.code == .invalidQuery ? nil : "\(error)"
    }
    for hit in results.hits {
      for snippet in hit.snippets {
        let bytes = Array(snippet.text.utf8)
        for range in snippet.highlights {
          guard range.upperBound <= bytes.count, !range.isEmpty,
            bytes[range.lowerBound] & 0xC0 != 0x80
          else { return "\(range) is no part of \(snippet.text)" }
        }
      }
    }
    return results.hits.count > results.total.value ? "more hits than matches" : nil
  }
}
