import SwiftSearch

/// What `swift-search query` was asked.
struct QueryRequest {
  enum Source {
    case words(String)
    case topics(file: String)
  }

  enum Form {
    case lines, json, files, count, trec
  }

  enum Color: String, CaseIterable {
    case auto, always, never
  }

  var source: Source
  var form: Form
  var color: Color
  var search: SearchOptions
  /// The folder of `--in`.
  var folder: String?
  var usesSyntax: Bool
  var isFull: Bool
  var showsWork: Bool
  var tag: String

  init(_ arguments: ParsedArguments) throws(CommandError) {
    try arguments.requireAtMostOne(of: ["json", "files", "trec"])
    try arguments.requireAtMostOne(of: ["count", "files", "trec"])
    try arguments.requireAtMostOne(of: ["index", "in"])
    if arguments.has("fresh"), !arguments.has("in") {
      throw CommandError("--fresh is for --in", advice: "add --in FOLDER")
    }
    source = try Self.source(arguments)
    form = Self.form(arguments)
    color = try arguments.choice("color", Color.self) ?? .auto
    search = try Self.search(arguments, form)
    folder = arguments.string("in")
    usesSyntax = arguments.has("syntax")
    showsWork = arguments.has("work")
    isFull = arguments.has("full")
    tag = arguments.string("tag") ?? "swift-search"
  }

  private static func source(_ arguments: ParsedArguments) throws(CommandError) -> Source {
    let words = arguments.operands.joined(separator: " ")
    guard let file = arguments.string("topics") else {
      for option in ["trec", "syntax", "tag"] where arguments.has(option) {
        throw CommandError("--\(option) is for --topics", advice: "add --topics FILE")
      }
      guard words.contains(where: { !$0.isWhitespace }) else {
        throw CommandError(
          "there is no query", advice: "write what to look for: swift-search query WORDS")
      }
      return .words(words)
    }
    guard arguments.operands.isEmpty else {
      throw CommandError(
        "'\(words)' cannot be asked together with --topics", advice: "leave out one of them")
    }
    return .topics(file: file)
  }

  private static func form(_ arguments: ParsedArguments) -> Form {
    if arguments.has("json") { return .json }
    if arguments.has("files") { return .files }
    if arguments.has("trec") { return .trec }
    return arguments.has("count") ? .count : .lines
  }

  private static func fieldWeights(
    _ arguments: ParsedArguments
  ) throws(CommandError) -> [String: Float] {
    var weights: [String: Float] = [:]
    for text in arguments.strings("weight") {
      let parts = text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let weight = Float(parts[1]), weight.isFinite, weight >= 0 else {
        throw CommandError(
          "--weight does not take '\(text)'", advice: "give it a field and a number: title=3")
      }
      weights[String(parts[0])] = weight
    }
    return weights
  }

  private static func search(
    _ arguments: ParsedArguments, _ form: Form
  ) throws(CommandError) -> SearchOptions {
    var search = SearchOptions()
    // Ranks of a run are compared down to 1,000 by custom.
    if form == .trec { search.limit = 1000 }
    if let limit = try arguments.integer("limit", in: 0...1_000_000_000) { search.limit = limit }
    if let offset = try arguments.integer("offset", in: 0...1_000_000_000) {
      search.offset = offset
    }
    if arguments.has("count") { search.limit = 0 }
    let (k1, b) = (
      try arguments.number("k1", in: 0...1000), try arguments.number("b", in: 0...1)
    )
    if k1 != nil || b != nil {
      search.ranking = BM25(k1: k1 ?? BM25().k1, b: b ?? BM25().b)
    }
    search.fieldWeights = try fieldWeights(arguments)
    search.timeLimit = try arguments.duration("time-limit")
    search.threadLimit = try arguments.integer("threads", in: 1...1024)
    search.usesVariants = !arguments.has("exact")
    search.explains = arguments.has("explain")
    if let file = arguments.string("synonyms") { search.synonyms = try WordLists.groups(in: file) }
    if let file = arguments.string("stop-words") {
      search.stopWords = Set(try WordLists.words(in: file))
    }
    if arguments.has("field") { search.fields = arguments.strings("field") }
    let showsSnippets = (form == .lines || form == .json) && !arguments.has("no-snippets")
    if let count = try arguments.integer("snippets", in: 0...1000) { search.snippetCount = count }
    if !showsSnippets { search.snippetCount = 0 }
    try Arrangement.apply(arguments, to: &search)
    return search
  }
}
