import Synchronization

/// Answers a query from all segments of a snapshot.
enum SnapshotSearch {
  typealias Answer = SegmentSearch.Answer

  /// Answers with as many threads as are worth it.
  ///
  /// - Parameters:
  ///   - limit: how many of the best documents to find.
  ///   - countsExactly: whether to count all matches.
  static func run(
    _ query: ResolvedQuery, limit: Int, countsExactly: Bool = true,
    with resources: SearchResources = SearchResources()
  ) throws(FormatError) -> Answer {
    let segmentCount = query.snapshot.segments.count
    let threads = resources.threadCount(segmentCount: segmentCount) { query.cost }
    return try run(
      query, limit: limit, countsExactly: countsExactly, threads: threads, with: resources)
  }

  /// Answers with some threads. The documents do not depend on how many there are, nor on which
  /// is faster, and neither does a total that is exact.
  static func run(
    _ query: ResolvedQuery, limit: Int, countsExactly: Bool, threads: Int,
    with resources: SearchResources = SearchResources()
  ) throws(FormatError) -> Answer {
    let next = Atomic(0)
    guard threads > 1 else {
      var found = search(query, limit, countsExactly, nil, next, resources)
      if let failure = found.failure { throw failure.error }
      finish(&found.answer, query, limit: limit)
      return found.answer
    }
    let shared = SharedThreshold()
    let results = Mutex<[Found]>([])
    ParallelWork.run(threads) { _ in
      let found = search(query, limit, countsExactly, shared, next, resources)
      results.withLock { $0.append(found) }
    }
    let found = results.withLock { $0 }
    // Segments are taken in order, so that the first one with damage is always among these.
    if let failure = found.compactMap(\.failure).min(by: { $0.segment < $1.segment }) {
      throw failure.error
    }
    var answer = Answer()
    for part in found { answer.add(part.answer) }
    answer.top.sort(by: ScoredDocument.precedes)
    if answer.top.count > limit { answer.top.removeSubrange(limit...) }
    finish(&answer, query, limit: limit)
    return answer
  }

  /// What a thread found.
  private struct Found: Sendable {
    var answer: Answer
    var failure: (segment: Int, error: FormatError)?
  }

  /// Searches segments until there are no more that no other thread has.
  private static func search(
    _ query: ResolvedQuery, _ limit: Int, _ countsExactly: Bool, _ shared: SharedThreshold?,
    _ next: borrowing Atomic<Int>, _ resources: SearchResources
  ) -> Found {
    let scratch = resources.scratches.take() ?? MatchingScratch()
    defer {
      scratch.finish()
      resources.scratches.put(scratch)
    }
    var search = SegmentSearch(
      query, limit: limit, countsExactly: countsExactly, shared: shared,
      listLimit: resources.listLimit, signal: resources.signal, in: scratch)
    let end = query.snapshot.segments.count
    var number = next.add(1, ordering: .relaxed).oldValue
    while number < end {
      do throws(FormatError) {
        try search.search(number)
      } catch {
        next.store(end, ordering: .relaxed)
        return Found(answer: search.takeAnswer(), failure: (number, error))
      }
      if search.isPartial { break }
      number = next.add(1, ordering: .relaxed).oldValue
    }
    return Found(answer: search.takeAnswer())
  }

  private static func finish(_ answer: inout Answer, _ query: ResolvedQuery, limit: Int) {
    guard !answer.isTotalExact else { return }
    // Of what stands before the place of a cursor nothing is among the best.
    guard query.refinement?.after == nil else { return }
    answer.total = max(answer.total, answer.top.count)
    // Nothing is passed over before there are as many as are wanted.
    answer.isTotalExact = !answer.isPartial && answer.top.count < limit
  }
}
