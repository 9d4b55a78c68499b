/// Looks at terms of a field that begin alike, and passes over those that do not matter.
///
/// Unlike ``TermIterator`` it reads no entries, and not all of the keys.
struct TermWalk {
  /// Longer terms are in no index that was written by this library.
  private static let keyLimit = 256

  /// The term that is looked at, and bytes that mean nothing.
  private var key = [UInt8](repeating: 0, count: keyLimit)
  private var count = 0

  /// Hands the terms that begin with `prefix` to `look`, in ascending order.
  ///
  /// - Parameters:
  ///   - limit: after how many terms it ends.
  ///   - signal: ends it early.
  ///   - look: returns how many of the term's first bytes rule out all terms that begin with
  ///     them, or `nil`. Those are passed over.
  /// - Returns: whether the bytes could be read. Where not, ``TermIterator`` says what is wrong.
  mutating func run(
    over field: FieldReader, startingWith prefix: Span<UInt8>, atMost limit: Int,
    until signal: StopSignal? = nil, _ look: (Span<UInt8>) -> Int?
  ) throws(FormatError) -> Bool {
    let (terms, dictionary) = (field.terms, field.dictionary)
    var block = try field.block(for: prefix) ?? 0
    var (seen, blocks) = (0, 0)
    // Terms that share as many bytes with the key as these are passed over.
    var ruledOut = Int.max
    count = 0
    while block < terms.blockCount {
      blocks += 1
      if let signal, blocks % 8 == 0, signal.isRaised { return true }
      let keys = TermDictionary.Keys(
        ofBlockAt: try terms.offset(ofBlock: block), in: dictionary.span,
        hasPositions: field.hasPositions)
      guard var keys else { return false }
      while let (shared, suffix) = keys.next() {
        guard shared >= 0 else { return false }
        if shared >= ruledOut { continue }
        guard append(suffix, of: keys, behind: shared) else { return false }
        let term = key.span.extracting(first: count)
        ruledOut = .max
        guard term.starts(with: prefix) else {
          if term.precedes(prefix) { continue }
          return true
        }
        seen += 1
        ruledOut = look(term) ?? .max
        if seen == limit { return true }
      }
      block = try max(block + 1, firstBlock(of: field, behind: ruledOut) ?? 0)
    }
    return true
  }

  /// - Returns: whether it was possible.
  @inline(__always)
  private mutating func append(
    _ suffix: Range<Int>, of keys: borrowing TermDictionary.Keys, behind shared: Int
  ) -> Bool {
    guard shared <= count, shared + suffix.count <= Self.keyLimit else { return false }
    count = shared
    for offset in suffix {
      key[count] = keys.byte(at: offset)
      count += 1
    }
    return true
  }

  /// The block of the first term that comes after all that begin with the first `ruledOut` bytes
  /// of the key.
  private func firstBlock(
    of field: FieldReader, behind ruledOut: Int
  ) throws(FormatError) -> Int? {
    guard ruledOut > 0, ruledOut <= count else { return nil }
    var next = Array(key[..<ruledOut])
    while let last = next.popLast() {
      guard last == .max else {
        next.append(last + 1)
        return try field.block(for: next.span)
      }
    }
    return field.terms.blockCount
  }
}
