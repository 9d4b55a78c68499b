/// Decides on the terms that an ``EntryWalk`` comes to.
protocol TermVisitor {
  /// - Parameter common: with how many bytes the term begins that the one before began with too.
  mutating func visit(_ term: Span<UInt8>, sharing common: Int) -> TermVisit

  /// Gets what the dictionary says of the terms that were taken, in their order.
  mutating func take(_ entry: TermEntry)

  /// What terms begin with that are of interest behind a term that ruled others out; `nil` where
  /// there are none. See ``TermIndex/prefix(of:)``.
  func start(behind term: Span<UInt8>) -> UInt64?
}

/// What becomes of a term.
enum TermVisit {
  case taken
  case passed
  /// All terms are passed that begin with so many of its bytes, and those that begin with so few
  /// as `place` and go on with a byte below `least`.
  case ruledOut(prefix: Int, place: Int, least: UInt8)
}

/// Looks at terms of a field that begin and end alike, and reads the entries of those that are
/// taken.
///
/// Unlike ``TermIterator`` it reads no other entries, and not all of the keys.
struct EntryWalk {
  private let key = KeyBuffer()
  private let prefix: [UInt8]
  private let suffix: [UInt8]
  /// Up to eight of its last bytes, the last one in the highest bits.
  private let end: UInt64
  /// How many terms are still looked at.
  private var left: Int
  /// With how many bytes all keys begin that were read since the last visit.
  private var common = 0
  /// Keys that share as many bytes with the last one as these are passed over.
  private var ruledOut = Int.max
  /// Those that share exactly so many, and go on with a byte below the least, are too.
  private var place = -1
  private var least: UInt8 = 0
  private var isOver = false

  /// - Parameter limit: after how many terms it ends.
  init(startingWith prefix: [UInt8], endingWith suffix: [UInt8], atMost limit: Int) {
    self.prefix = prefix
    self.suffix = suffix
    end = suffix.suffix(8).reduce(0) { $0 >> 8 | UInt64($1) << 56 }
    left = limit
  }

  /// - Parameter signal: ends it early.
  /// - Returns: whether the bytes could be read. Where not, ``TermIterator`` says what is wrong.
  mutating func run<Visitor: TermVisitor>(
    over field: FieldReader, until signal: StopSignal?, _ visitor: inout Visitor
  ) throws(FormatError) -> Bool {
    var block = try field.block(for: prefix.span) ?? 0
    var blocks = 0
    let blockEnd = try endBlock(of: field, from: block)
    while block < blockEnd {
      blocks += 1
      if let signal, blocks % 16 == 0, signal.isRaised { return true }
      let offset = try field.terms.offset(ofBlock: block)
      if !suffix.isEmpty, blocks > 1, !mayEnd(field, blockAt: offset) {
        block += 1
        continue
      }
      guard let taken = visit(field, blockAt: offset, &visitor),
        take(taken, field, blockAt: offset, &visitor)
      else { return false }
      if isOver { return true }
      block += 1
      guard ruledOut < .max else { continue }
      guard let start = visitor.start(behind: key.span) else { return true }
      if block < blockEnd {
        block = try field.terms.block(reaching: start, from: block)
      }
    }
    return true
  }

  /// The end of the blocks that may have terms that begin so.
  private func endBlock(of field: FieldReader, from block: Int) throws(FormatError) -> Int {
    let first = TermIndex.prefix(of: prefix.span)
    let behind = prefix.count < 8 ? first | UInt64.max >> UInt64(8 * prefix.count) : first
    guard behind < .max, block < field.terms.blockCount else { return field.terms.blockCount }
    return try field.terms.block(reaching: behind + 1, from: block) + 1
  }

  /// Whether terms of a block may end as those of interest do; if not, it is passed over.
  private mutating func mayEnd(_ field: FieldReader, blockAt offset: Int) -> Bool {
    let dictionary = field.dictionary
    let found = TermDictionary.endings(
      ofBlockAt: offset, in: dictionary.span, hasPositions: field.hasPositions, end,
      count: min(8, suffix.count))
    // What is damaged is found to be so where it is read.
    guard found == 0, left > TermDictionary.termsPerBlock else { return true }
    left -= TermDictionary.termsPerBlock
    // The first key of a block is whole.
    (ruledOut, place, common) = (.max, -1, 0)
    return false
  }

  /// - Returns: a bit for each term of the block that was taken; `nil` when the bytes are damaged.
  private mutating func visit<Visitor: TermVisitor>(
    _ field: FieldReader, blockAt offset: Int, _ visitor: inout Visitor
  ) -> UInt32? {
    let (key, dictionary) = (key, field.dictionary)
    let keys = TermDictionary.Keys(
      ofBlockAt: offset, in: dictionary.span, hasPositions: field.hasPositions)
    guard var keys else { return nil }
    var (taken, next): (UInt32, UInt32) = (0, 1)
    let last = suffix.last
    var isInside = false
    while let (shared, bytes) = keys.next() {
      let bit = next
      next &<<= 1
      guard shared >= 0 else { return nil }
      if shared >= ruledOut { continue }
      if shared == place, keys.byte(at: bytes.lowerBound) < least {
        ruledOut = shared + 1
        continue
      }
      guard keys.copy(bytes, to: key, behind: shared) else { return nil }
      (ruledOut, place) = (.max, -1)
      common = min(common, shared)
      if !isInside || shared < prefix.count {
        isInside = key.span.starts(with: prefix.span)
        if !isInside {
          if key.span.precedes(prefix.span) { continue }
          isOver = true
          return taken
        }
      }
      guard left > 0 else {
        isOver = true
        return taken
      }
      left &-= 1
      if let last { guard key.last == last, key.span.ends(with: suffix.span) else { continue } }
      switch visitor.visit(key.span, sharing: common) {
      case .taken: taken |= bit
      case .passed: break
      case .ruledOut(let prefix, let place, let least):
        (ruledOut, self.place, self.least) = (prefix, place, least)
      }
      common = .max
    }
    return taken
  }

  private func take<Visitor: TermVisitor>(
    _ taken: UInt32, _ field: FieldReader, blockAt offset: Int, _ visitor: inout Visitor
  ) -> Bool {
    guard taken != 0 else { return true }
    let dictionary = field.dictionary
    let entries = TermDictionary.Frequencies(
      ofBlockAt: offset, in: dictionary.span, hasPositions: field.hasPositions)
    guard var entries else { return false }
    var bits = taken
    while bits != 0 {
      guard let entry = entries.nextEntry() else { return false }
      if bits & 1 == 1 { visitor.take(entry) }
      bits &>>= 1
    }
    return true
  }
}
