/// Finds the terms of an index that a pattern means.
struct TermExpansion {
  /// How many terms one pattern stands for at most.
  static let termLimit = 1024
  /// How many terms are found before the best of them are chosen, and how many are looked at in a
  /// segment: they bound the time and the memory that a pattern takes.
  private static let findLimit = 1 << 16
  private static let lookLimit = 1 << 23

  private let snapshot: IndexSnapshot
  private let signal: StopSignal?
  /// Whether not all terms were taken.
  private(set) var isCut = false

  init(_ snapshot: IndexSnapshot, until signal: StopSignal?) {
    self.snapshot = snapshot
    self.signal = signal
  }

  /// The terms of a field that an automaton means, by their distance from what is meant.
  ///
  /// When there are too many, those nearest to what is meant are taken, and of these the ones that
  /// most documents have.
  ///
  /// - Parameters:
  ///   - prefix: what all of them begin with.
  ///   - suffix: what all of them end with, which is looked at first.
  mutating func terms<Automaton: TermAutomaton>(
    of field: FieldRecord, startingWith prefix: [UInt8], endingWith suffix: [UInt8] = [],
    meantBy automaton: Automaton
  ) throws(FormatError) -> [Int: [[UInt8]]] {
    var found: [[UInt8]: Int] = [:]
    for segment in snapshot.segments {
      guard let reader = segment.field(field.number), signal?.isRaised != true else { continue }
      do throws(FormatError) {
        try find(in: reader, prefix, suffix, automaton, &found)
      } catch {
        throw error.inFile(segment.fileName)
      }
    }
    var result: [Int: [[UInt8]]] = [:]
    for (term, distance) in try chosen(found, field) { result[distance, default: []].append(term) }
    return result.mapValues { terms in terms.sorted { $0.span.precedes($1.span) } }
  }

  private mutating func find<Automaton: TermAutomaton>(
    in reader: FieldReader, _ prefix: [UInt8], _ suffix: [UInt8], _ automaton: Automaton,
    _ found: inout [[UInt8]: Int]
  ) throws(FormatError) {
    var scan = TermScan(automaton)
    var walk = TermWalk()
    var isCut = false
    let known = found
    let isWhole = try walk.run(
      over: reader, startingWith: prefix.span, atMost: Self.lookLimit, until: signal
    ) { term in
      guard term.ends(with: suffix.span) else { return nil }
      switch scan.look(at: term) {
      case .match(let distance):
        var bytes: [UInt8] = []
        bytes.append(copying: term)
        if found[bytes] == nil, found.count >= Self.findLimit {
          isCut = true
        } else {
          found[bytes] = distance
        }
        return nil
      case .miss: return nil
      case .dead(let prefix): return prefix
      }
    }
    self.isCut = self.isCut || isCut
    guard !isWhole else { return }
    // A long keyword, or bytes of which this says what is wrong.
    found = known
    var terms = try reader.terms(from: prefix.span)
    while try terms.next() != nil, terms.term.span.starts(with: prefix.span),
      signal?.isRaised != true
    {
      guard case .match(let distance) = scan.look(at: terms.term.span) else { continue }
      if found[terms.term] == nil, found.count >= Self.findLimit {
        self.isCut = true
      } else {
        found[terms.term] = distance
      }
    }
  }

  private mutating func chosen(
    _ found: [[UInt8]: Int], _ field: FieldRecord
  ) throws(FormatError) -> [(term: [UInt8], distance: Int)] {
    let all = found.map { (term: $0.key, distance: $0.value) }
    guard all.count > Self.termLimit else { return all }
    isCut = true
    var ranked: [(term: [UInt8], distance: Int, documents: Int)] = []
    for (term, distance) in all {
      var documents = 0
      for segment in snapshot.segments {
        do throws(FormatError) {
          documents +=
            try segment.field(field.number)?.entry(for: term.span)?.documentFrequency ?? 0
        } catch {
          throw error.inFile(segment.fileName)
        }
      }
      ranked.append((term, distance, documents))
    }
    ranked.sort {
      if $0.distance != $1.distance { return $0.distance < $1.distance }
      if $0.documents != $1.documents { return $0.documents > $1.documents }
      return $0.term.span.precedes($1.term.span)
    }
    return ranked.prefix(Self.termLimit).map { ($0.term, $0.distance) }
  }
}
