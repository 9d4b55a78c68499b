/// Finds those terms with a common beginning that most documents have.
///
/// Each segment gives its most frequent terms, and only of these the frequencies are added up over
/// all segments. What a term that is among them nowhere can have at most is known; while that is
/// enough to be among the best, more terms of each segment are taken. Fagin, Lotem and Naor,
/// "Optimal aggregation algorithms for middleware" (2003).
struct FrequentTerms {
  struct Term: Equatable {
    var bytes: [UInt8]
    /// The largest of the sums over the segments of each field.
    var documentFrequency: Int

    /// Whether it comes first: it has more documents, or as many and comes first in their order.
    func precedes(_ other: Term) -> Bool {
      if documentFrequency != other.documentFrequency {
        return documentFrequency > other.documentFrequency
      }
      return bytes.span.precedes(other.bytes.span)
    }
  }

  /// How many terms of a segment are looked at.
  private static let lookLimit = 1 << 21
  /// How many terms of a segment are taken at most.
  private static let mostTaken = 1 << 12

  let snapshot: IndexSnapshot
  let fields: [FieldRecord]
  let signal: StopSignal?

  /// The most frequent terms, the one of most documents first.
  ///
  /// - Parameters:
  ///   - prefix: what they begin with.
  ///   - limit: how many are wanted.
  ///   - taken: how many each segment gives at first.
  func terms(
    startingWith prefix: [UInt8], limit: Int, taking taken: Int
  ) throws(FormatError) -> [Term] {
    var taken = max(taken, limit)
    while true {
      var found: Set<[UInt8]> = []
      /// What a term can have that no segment gave.
      var unseen = 0
      for field in fields {
        var sum = 0
        for segment in snapshot.segments {
          guard let reader = segment.field(field.number) else { continue }
          do throws(FormatError) {
            let best = try terms(of: reader, prefix, taken)
            if best.count == taken { sum += best[taken - 1].documentFrequency }
            for term in best { found.insert(term.bytes) }
          } catch {
            throw error.inFile(segment.fileName)
          }
        }
        unseen = max(unseen, sum)
      }
      var merged: [Term] = []
      for bytes in found {
        merged.append(Term(bytes: bytes, documentFrequency: try documentFrequency(of: bytes)))
      }
      merged.sort { $0.precedes($1) }
      let isSure = merged.count >= limit && merged[limit - 1].documentFrequency > unseen
      if isSure || unseen == 0 || snapshot.segments.count * fields.count == 1
        || taken >= Self.mostTaken || signal?.isRaised == true
      {
        return Array(merged.prefix(limit))
      }
      taken *= 8
    }
  }

  private func documentFrequency(of term: [UInt8]) throws(FormatError) -> Int {
    var most = 0
    for field in fields {
      var sum = 0
      for segment in snapshot.segments {
        do throws(FormatError) {
          let entry = try segment.field(field.number)?.entry(for: term.span)
          sum += entry?.documentFrequency ?? 0
        } catch {
          throw error.inFile(segment.fileName)
        }
      }
      most = max(most, sum)
    }
    return most
  }

  /// The best terms of a segment, the best one first.
  private func terms(
    of reader: FieldReader, _ prefix: [UInt8], _ count: Int
  ) throws(FormatError) -> [Term] {
    var best = BestTerms(count)
    let isWhole = try FrequencyWalk().run(
      over: reader, startingWith: prefix.span, atMost: Self.lookLimit, until: signal
    ) { best.take($0, $1) }
    if !isWhole {
      // A long keyword, or bytes of which this says what is wrong.
      best = BestTerms(count)
      var terms = try reader.terms(from: prefix.span)
      var seen = 0
      while seen < Self.lookLimit, let entry = try terms.next(),
        terms.term.span.starts(with: prefix.span), signal?.isRaised != true
      {
        best.take(terms.term.span, entry.documentFrequency)
        seen += 1
      }
    }
    return best.terms.sorted { $0.precedes($1) }
  }
}

/// Keeps the most frequent of terms that come in ascending order.
private struct BestTerms {
  private let limit: Int
  /// A heap with the term on top that is the first to go.
  private(set) var terms: [FrequentTerms.Term] = []

  init(_ limit: Int) {
    self.limit = limit
  }

  @inline(__always)
  mutating func take(_ term: Span<UInt8>, _ documentFrequency: Int) {
    // Of terms that are as frequent, the ones that came first stay.
    if terms.count == limit, documentFrequency <= terms[0].documentFrequency { return }
    insert(term, documentFrequency)
  }

  private mutating func insert(_ term: Span<UInt8>, _ documentFrequency: Int) {
    let new = FrequentTerms.Term(
      bytes: [UInt8](copying: term), documentFrequency: documentFrequency)
    guard terms.count < limit else {
      terms[0] = new
      return sink()
    }
    terms.append(new)
    var child = terms.count - 1
    while child > 0, terms[(child - 1) / 2].precedes(terms[child]) {
      terms.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func sink() {
    var parent = 0
    while 2 * parent + 1 < terms.count {
      var child = 2 * parent + 1
      if child + 1 < terms.count, terms[child].precedes(terms[child + 1]) { child += 1 }
      guard terms[parent].precedes(terms[child]) else { return }
      terms.swapAt(parent, child)
      parent = child
    }
  }
}
