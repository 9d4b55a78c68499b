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

  private static let fields = ["id", "title", "tag", "n", "date", "note"]

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
      case 3: query = .text(text, field: fields[form / 8 % 6])
      case 4:
        query = .proximity(
          Proximity(
            text.split(separator: " ").map { QueryWord.part(String($0)) }, distance: form / 8,
            isOrdered: form >= 128))
      case 5:
        return FuzzedArrangements.run(text, in: index, Self.options(form, options))
      case 6:
        return suggest(index, text, field: form / 8 % 16)
      default:
        let parsed = ParsedQuery(text)
        if let problem = problem(with: parsed, text) { return problem }
        query = parsed.query
      }
      return search(index, query, Self.options(form, options))
    }
  }

  /// What is parsed leniently is bounded, and strictly the same or the first of the warnings.
  private static func problem(with parsed: ParsedQuery, _ text: String) -> String? {
    guard QueryExtent.excess(of: parsed.query) == nil else { return "too much was parsed" }
    let count = text.count
    guard parsed.warnings.allSatisfy({ 1...count + 1 ~= $0.column }) else {
      return "\(parsed.warnings) of \(count)"
    }
    do throws(QuerySyntaxError) {
      let strict = try Query(parsing: text)
      guard parsed.warnings.isEmpty else { return "\(parsed.warnings) is no error" }
      return strict == parsed.query ? nil : "parsed strictly it is another query"
    } catch {
      guard let first = parsed.warnings.first else { return "\(error) is no warning" }
      return first == error ? nil : "\(error), but \(first) as a warning"
    }
  }

  /// Whatever is suggested can be parsed, and finds something.
  private static func suggest(_ index: SearchIndex, _ text: String, field: Int) -> String? {
    do {
      if field > 0 {
        let name = field > fields.count ? nil : fields[field - 1]
        let found = try index.completions(of: text, field: name, limit: 3)
        return found.allSatisfy { $0.documentFrequency > 0 } ? nil : "\(found)"
      }
      guard let suggestion = try index.suggestion(for: text) else { return nil }
      let query = try Query(parsing: suggestion.text)
      return try index.count(query) > 0 ? nil : "\(suggestion.text) finds nothing"
    } catch {
      return "\(error)"
    }
  }

  private static func options(_ form: Int, _ choices: Int) -> SearchOptions {
    var options = SearchOptions(limit: 1 + choices % 4, snippetLength: 1 << (choices % 8))
    options.snippetCount = form & 128 == 0 ? 2 : 0
    options.usesVariants = choices & 16 == 0
    options.countsExactly = choices & 32 == 0
    options.explains = choices & 64 != 0
    if choices & 128 != 0 {
      options.synonyms = ["co": ["lo ny", "人工"], "x": ["x"]]
      options.stopWords = ["lo", "the"]
    }
    return options
  }

  private static func search(
    _ index: SearchIndex, _ query: Query, _ options: SearchOptions
  ) -> String? {
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
