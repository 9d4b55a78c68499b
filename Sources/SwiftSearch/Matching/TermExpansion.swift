/// Finds the terms of an index that a pattern means.
struct TermExpansion {
  /// How many terms one pattern stands for at most.
  static let termLimit = 1024
  /// How many terms are found before the best of them are chosen, and how many are looked at in a
  /// segment: they bound the time and the memory that a pattern takes.
  private static let findLimit = 1 << 17
  private static let lookLimit = 1 << 23

  private let snapshot: IndexSnapshot
  private let signal: StopSignal?
  /// Whether not all terms were taken.
  private(set) var isCut = false

  init(_ snapshot: IndexSnapshot, until signal: StopSignal?) {
    self.snapshot = snapshot
    self.signal = signal
  }

  /// Terms that are as far from what is meant.
  typealias Found = (distance: Int, terms: Alternatives)

  /// The terms of a field that an automaton means, those nearest to what is meant first.
  ///
  /// When there are too many, those nearest to what is meant are taken, and of these the ones that
  /// most documents have.
  ///
  /// - Parameter prefix: what all of them begin with.
  mutating func terms<Automaton: TermAutomaton>(
    of field: FieldRecord, startingWith prefix: [UInt8] = [], meantBy automaton: Automaton
  ) throws(FormatError) -> [Found] {
    try terms(of: field, prefix, [], TermScan(automaton))
  }

  /// The same for an expression; none when it is too large.
  mutating func terms(
    of field: FieldRecord, matching expression: PatternExpression
  ) throws(FormatError) -> [Found] {
    let (start, end) = (expression.literalStart, expression.literalEnd)
    if let shortest = expression.affixLength {
      return try terms(of: field, start, end, AffixFilter(shortest: shortest))
    }
    guard let automaton = try? PositionAutomaton(expression) else { return [] }
    return try terms(of: field, start, end, TermScan(automaton))
  }

  private mutating func terms<Filter: TermFilter>(
    of field: FieldRecord, _ prefix: [UInt8], _ suffix: [UInt8], _ filter: Filter
  ) throws(FormatError) -> [Found] {
    var found: [FoundTerms] = []
    var left = Self.findLimit
    for segment in snapshot.segments {
      guard let reader = segment.field(field.number), signal?.isRaised != true else {
        found.append(FoundTerms())
        continue
      }
      do throws(FormatError) {
        found.append(try find(in: reader, prefix, suffix, filter, atMost: left))
      } catch {
        throw error.inFile(segment.fileName)
      }
      left -= found[found.count - 1].terms.count
    }
    var merging = TermMerging(found, limit: Self.termLimit)
    let terms = merging.merged()
    isCut = isCut || merging.isCut
    return terms
  }

  private mutating func find<Filter: TermFilter>(
    in reader: FieldReader, _ prefix: [UInt8], _ suffix: [UInt8], _ filter: Filter,
    atMost limit: Int
  ) throws(FormatError) -> FoundTerms {
    var visitor = ExpansionVisitor(filter, limit: limit)
    var walk = EntryWalk(startingWith: prefix, endingWith: suffix, atMost: Self.lookLimit)
    if try !walk.run(over: reader, until: signal, &visitor) {
      // A long keyword, or bytes of which this says what is wrong.
      visitor = ExpansionVisitor(filter, limit: limit)
      var terms = try reader.terms(from: prefix.span)
      while let entry = try terms.next(), terms.term.span.starts(with: prefix.span),
        signal?.isRaised != true
      {
        guard terms.term.span.ends(with: suffix.span),
          case .taken = visitor.visit(terms.term.span, sharing: 0)
        else { continue }
        visitor.take(entry)
      }
    }
    isCut = isCut || visitor.isCut
    return visitor.found
  }
}

/// The terms of a segment that are meant, in ascending order.
struct FoundTerms {
  var terms = TermList()
  /// How far each is from what is meant.
  var distances: [UInt8] = []
  var entries: [TermEntry] = []
}

/// Keeps the terms that are meant.
private struct ExpansionVisitor<Filter: TermFilter>: TermVisitor {
  private var filter: Filter
  private let limit: Int
  private(set) var found = FoundTerms()
  /// Whether there are more of them than were to be kept.
  private(set) var isCut = false

  init(_ filter: Filter, limit: Int) {
    self.filter = filter
    self.limit = limit
  }

  mutating func visit(_ term: Span<UInt8>, sharing common: Int) -> TermVisit {
    switch filter.look(at: term, sharing: common) {
    case .match(let distance):
      guard found.terms.count < limit else {
        isCut = true
        return .passed
      }
      found.terms.append(term)
      found.distances.append(UInt8(clamping: distance))
      return .taken
    case .miss: return .passed
    case .dead(let prefix, let place, let least):
      return .ruledOut(prefix: prefix, place: place, least: least)
    }
  }

  mutating func take(_ entry: TermEntry) { found.entries.append(entry) }

  func start(behind term: Span<UInt8>) -> UInt64? { filter.start(behind: term) }
}
