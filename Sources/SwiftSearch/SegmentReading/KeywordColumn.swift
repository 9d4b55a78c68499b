/// The keywords of each document of a segment, as the numbers of their terms in the dictionary.
///
/// The format has no such column: keywords are terms. So it is made of their postings when it is
/// first asked for, which takes some nanoseconds for each of them, and kept for as long as the
/// segment is open, with four bytes for each document and eight for each further value.
final class KeywordColumn: Sendable {
  /// A document has more values than its first.
  private static let more: UInt32 = 1 << 31

  let field: FieldReader
  /// How many terms there are.
  let termCount: Int
  /// By document, the number of its first keyword plus one; 0 where it has none.
  private let firsts: [UInt32]
  /// The further values: documents in the upper half, ascending, numbers in the lower one.
  private let others: [UInt64]
  /// The number of the first term of each block of the dictionary.
  private let blockStarts: [UInt32]

  /// - Parameter signal: ends it early.
  /// - Returns: `nil` if it was ended.
  init?(
    _ field: FieldReader, documentCount: Int, until signal: StopSignal?
  ) throws(FormatError) {
    var firsts = [UInt32](repeating: 0, count: documentCount)
    var others: [UInt64] = []
    var starts: [UInt32] = []
    let blocks = TermBlocks()
    let nothing: [UInt8] = []
    var terms = try field.terms(from: nothing.span)
    var number: UInt32 = 0
    var left = 0
    while let entry = try terms.next() {
      guard number < Self.more - 1 else {
        throw field.dictionary.invalid("more terms than documents can have", at: 0)
      }
      if left == 0 {
        left = try field.block(starts.count).termCount
        starts.append(number)
        if let signal, signal.isRaised { return nil }
      }
      left -= 1
      try Self.forEachDocument(of: entry, field, blocks) { document in
        if firsts[Int(document)] == 0 {
          firsts[Int(document)] = number + 1
        } else {
          firsts[Int(document)] |= Self.more
          others.append(UInt64(document) << 32 | UInt64(number))
        }
      }
      number += 1
    }
    others.sort()
    self.field = field
    termCount = Int(number)
    self.firsts = firsts
    self.others = others
    blockStarts = starts
  }

  @inline(__always)
  private static func forEachDocument(
    of entry: TermEntry, _ field: FieldReader, _ blocks: TermBlocks, _ body: (UInt32) -> Void
  ) throws(FormatError) {
    guard entry.documentFrequency > 1 else {
      try field.checkOnlyDocument(of: entry)
      return body(entry.onlyDocument)
    }
    let cursor = try field.postings(of: entry, in: blocks)
    while try cursor.nextBlock() {
      let documents = try cursor.documents
      for index in 0..<cursor.count { body(documents[index]) }
    }
  }

  /// The number of the first keyword of a document in the order of the terms, or `nil`.
  @inline(__always)
  func first(of document: UInt32) -> Int? {
    let first = firsts[Int(document)] & ~Self.more
    return first == 0 ? nil : Int(first) - 1
  }

  /// Counts the keywords of documents by their numbers.
  ///
  /// - Returns: how many of the documents have none.
  func count(_ candidates: Candidates, in counts: inout [UInt32]) -> Int {
    var missing = 0
    var more: UInt32 = 0
    for index in 0..<candidates.count {
      let first = firsts[Int(candidates.document(index))]
      more |= first
      let number = Int(first & ~Self.more)
      if number == 0 { missing += 1 } else { counts[number - 1] &+= 1 }
    }
    guard more & Self.more != 0 else { return missing }
    for index in 0..<candidates.count {
      let document = candidates.document(index)
      if firsts[Int(document)] & Self.more != 0 { countOthers(of: document, in: &counts) }
    }
    return missing
  }

  private func countOthers(of document: UInt32, in counts: inout [UInt32]) {
    var (low, high) = (0, others.count)
    while low < high {
      let middle = (low + high) / 2
      if others[middle] >> 32 < UInt64(document) { low = middle + 1 } else { high = middle }
    }
    while low < others.count, others[low] >> 32 == UInt64(document) {
      counts[Int(truncatingIfNeeded: others[low] & 0xFFFF_FFFF)] &+= 1
      low += 1
    }
  }

  // MARK: Terms

  /// Looks terms up by numbers that ascend.
  struct Terms {
    private let column: KeywordColumn
    private var block: TermDictionary.Block?
    /// The numbers of the terms of the block.
    private var (start, end) = (0, 0)
    /// The number of the term in ``key``.
    private var last = -1
    private var key: [UInt8] = []

    init(_ column: KeywordColumn) {
      self.column = column
    }

    mutating func term(_ number: Int) throws(FormatError) -> [UInt8] {
      precondition(number >= last && number < column.termCount)
      if number >= end {
        let wanted = column.lastBlock { Int($0) <= number }
        block = try column.field.block(wanted)
        start = Int(column.blockStarts[wanted])
        end = start + (block?.termCount ?? 0)
        last = start - 1
      }
      while last < number {
        last += 1
        try block?.nextKey(isFirst: last == start, &key)
      }
      return key
    }
  }

  /// The term with a number.
  func term(_ number: Int) throws(FormatError) -> [UInt8] {
    var terms = Terms(self)
    return try terms.term(number)
  }

  /// Where a term has its place among the numbers: that of the first term that is not before it.
  ///
  /// - Returns: the number, and whether it is that of the term itself.
  func place(of term: [UInt8]) throws(FormatError) -> (number: Int, isFound: Bool) {
    guard let block = try field.block(for: term.span) else { return (0, false) }
    var opened = try field.block(block)
    var key: [UInt8] = []
    for index in 0..<opened.termCount {
      try opened.nextKey(isFirst: index == 0, &key)
      if !key.span.precedes(term.span) { return (Int(blockStarts[block]) + index, key == term) }
    }
    return (Int(blockStarts[block]) + opened.termCount, false)
  }

  private func lastBlock(where isBelow: (UInt32) -> Bool) -> Int {
    var (low, high) = (0, blockStarts.count)
    while low < high {
      let middle = (low + high) / 2
      if isBelow(blockStarts[middle]) { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
