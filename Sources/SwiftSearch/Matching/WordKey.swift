/// Under what a word of a query is found in the lists of a user.
///
/// A query's words are folded, so those of the lists must be: `don't` is the term `dont`.
enum WordKey {
  static func key(of item: QueryItem) -> [UInt8]? {
    if let name = item.names.first { return name.term }
    return item.kind == .run ? RunText.term(item.characters) : item.tokens.first?.term
  }

  /// The keys of those `words` that are not their own, each with the number of its word. What is
  /// not one word has none.
  static func folded(
    _ words: some Sequence<String>, _ analyzer: TextAnalyzer
  ) -> [(word: String, key: [UInt8])] {
    words.compactMap { word in
      // Long lists are mostly such words, which need no work.
      guard !word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
      let items = QueryItem.items(of: analyzer.tokens(of: word))
      guard items.count == 1, let key = key(of: items[0]) else { return nil }
      return (word, key)
    }
  }
}
