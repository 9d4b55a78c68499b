/// Walks over the terms of a field that begin alike, with the number of documents that have them.
struct FrequencyWalk {
  /// The term that is looked at.
  private let key = KeyBuffer()

  /// Hands the terms that begin with `prefix` to `look`, in ascending order.
  ///
  /// - Parameters:
  ///   - limit: how many terms are looked at.
  ///   - signal: ends it early.
  /// - Returns: whether the bytes could be read. Where not, ``TermIterator`` says what is wrong.
  func run(
    over field: FieldReader, startingWith prefix: Span<UInt8>, atMost limit: Int,
    until signal: StopSignal?, _ look: (Span<UInt8>, Int) -> Void
  ) throws(FormatError) -> Bool {
    let (terms, dictionary) = (field.terms, field.dictionary)
    let key = key
    var (seen, blocks) = (0, 0)
    key.removeAll()
    for block in (try field.block(for: prefix) ?? 0)..<terms.blockCount {
      blocks += 1
      if let signal, blocks % 64 == 0, signal.isRaised { return true }
      let offset = try terms.offset(ofBlock: block)
      let keys = TermDictionary.Keys(
        ofBlockAt: offset, in: dictionary.span, hasPositions: field.hasPositions)
      let frequencies = TermDictionary.Frequencies(
        ofBlockAt: offset, in: dictionary.span, hasPositions: field.hasPositions)
      guard var keys, var frequencies else { return false }
      while let (shared, suffix) = keys.next() {
        guard let frequency = frequencies.next(), keys.copy(suffix, to: key, behind: shared) else {
          return false
        }
        let term = key.span
        guard term.starts(with: prefix) else {
          if term.precedes(prefix) { continue }
          return true
        }
        look(term, frequency)
        seen += 1
        if seen == limit { return true }
      }
    }
    return true
  }
}
