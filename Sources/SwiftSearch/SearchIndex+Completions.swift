/// A way to go on with what somebody has begun to type.
public struct Completion: Sendable, Equatable {
  /// All that was typed, with its last word completed.
  public var text: String
  /// In how many documents the completed word is. Documents that were deleted count until their
  /// segment is rewritten, so the best completions may change with a merge, and a word may be
  /// offered that is only in deleted documents.
  public var documentFrequency: Int

  public init(text: String, documentFrequency: Int) {
    self.text = text
    self.documentFrequency = documentFrequency
  }
}

extension SearchIndex {
  /// Words of the index that begin with the last word of a text, those of most documents first.
  ///
  /// What was typed stays as it was, and the letters behind it are those of the index: small, and
  /// without accents. A run of Han, kana or Hangul goes on with one more character, if documents
  /// have it so; with ``AnalysisOptions/addsWholeRuns``, katakana and Hangul are completed as a
  /// whole. In a keyword field the whole text is the beginning of values.
  ///
  /// Frequencies are added up over all segments. A segment shows its first two million words with
  /// that beginning.
  ///
  /// - Parameters:
  ///   - prefix: what was typed. There is nothing to complete behind white space or a sign.
  ///   - field: a text or keyword field; `nil` is every text field, of which that one counts where
  ///     most documents have the word.
  ///   - limit: how many completions there are at most, 1,000 of them.
  /// - Throws: ``IndexError`` when the index turns out to be damaged.
  public func completions(
    of prefix: String, field: String? = nil, limit: Int = 10
  ) throws(IndexError) -> [Completion] {
    do {
      return try StopSignal.during { signal in
        let search = CompletionSearch(
          index: self, snapshot: current, name: field, limit: min(limit, 1000), signal: signal)
        return try search.completions(of: prefix)
      }
    } catch {
      throw IndexError(error, directory: directory)
    }
  }
}

/// The search for completions.
private struct CompletionSearch {
  /// Longer words are not completed.
  private static let longestWord = 1000
  /// How many continuations of a run are looked for in the documents.
  private static let triedCount = 32

  let index: SearchIndex
  let snapshot: IndexSnapshot
  let name: String?
  let limit: Int
  let signal: StopSignal?

  func completions(of text: String) throws -> [Completion] {
    guard limit > 0 else { return [] }
    let field = name.flatMap { snapshot.field(named: $0) }
    if let field, field.type == .keyword {
      return try terms(startingWith: Array(text.utf8), in: [field], limit).map { term in
        Completion(
          text: String(decoding: term.bytes, as: UTF8.self),
          documentFrequency: term.documentFrequency)
      }
    }
    let fields = name == nil ? snapshot.textFields : [field].compactMap { $0 }
    guard !fields.isEmpty, fields.allSatisfy({ $0.type == .text }) else { return [] }
    let start = text.lastIndex(where: \.isWhitespace).map { text.index(after: $0) }
    let word = text[(start ?? text.startIndex)...]
    guard !word.isEmpty, word.utf8.count <= Self.longestWord else { return [] }
    let tokens = index.currentAnalyzer.tokens(of: String(word))
    guard let item = QueryItem.items(of: tokens).last, let last = item.tokens.last,
      last.source.upperBound == word.utf8.count
    else { return [] }
    return item.kind == .word
      ? try terms(startingWith: last.term, in: fields, limit).map {
        completion(of: text, by: $0, behind: last.term.count)
      }
      : try completions(of: text, run: item.characters, fields)
  }

  private func terms(
    startingWith prefix: [UInt8], in fields: [FieldRecord], _ limit: Int
  ) throws(FormatError) -> [FrequentTerms.Term] {
    let frequent = FrequentTerms(snapshot: snapshot, fields: fields, signal: signal)
    return try frequent.terms(startingWith: prefix, limit: limit, taking: max(4 * limit, 64))
  }

  /// - Parameter count: how many bytes of the term stand for what was typed.
  private func completion(
    of text: String, by term: FrequentTerms.Term, behind count: Int
  ) -> Completion {
    Completion(
      text: text + String(decoding: term.bytes.dropFirst(count), as: UTF8.self),
      documentFrequency: term.documentFrequency)
  }

  // MARK: Runs

  private func completions(
    of text: String, run: [UInt32], _ fields: [FieldRecord]
  ) throws -> [Completion] {
    guard let last = run.last else { return [] }
    let whole = [TokenKind.wholeRunPrefix] + RunText.term(run)
    let wholes = try terms(startingWith: whole, in: fields, limit)
    guard wholes.isEmpty else {
      return wholes.map { completion(of: text, by: $0, behind: whole.count) }
    }
    let character = RunText.term([last])
    // The character itself is a term too.
    let pairs = try terms(startingWith: character, in: fields, max(limit, Self.triedCount) + 1)
      .filter { $0.bytes.count > character.count }
    guard run.count > 1 else {
      return pairs.prefix(limit).map { completion(of: text, by: $0, behind: character.count) }
    }
    var found: [Completion] = []
    for pair in pairs.prefix(Self.triedCount) {
      var candidate = completion(of: text, by: pair, behind: character.count)
      let continued = RunText.term(run) + pair.bytes.dropFirst(character.count)
      candidate.documentFrequency = try index.count(
        .phrase(String(decoding: continued, as: UTF8.self)), fields: fields.map(\.name))
      if candidate.documentFrequency > 0 { found.append(candidate) }
    }
    let ranked = found.enumerated().sorted {
      ($1.element.documentFrequency, $0.offset) < ($0.element.documentFrequency, $1.offset)
    }
    return ranked.prefix(limit).map(\.element)
  }
}
