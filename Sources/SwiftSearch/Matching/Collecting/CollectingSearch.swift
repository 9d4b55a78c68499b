import Synchronization

/// Collects what is wanted of all documents that match in all segments, with as many threads as are
/// worth it.
enum CollectingSearch {
  /// - Parameters:
  ///   - tier: the number of the query in the order of the tiers.
  ///   - seen: by segment, the documents that the tiers before it found; empty where there is one
  ///     tier only.
  /// - Returns: what was collected, in the order of the segments.
  static func run(
    _ plan: CollectionPlan, _ query: ResolvedQuery, tier: Int, seen: [[UInt64]],
    with resources: SearchResources
  ) throws(FormatError) -> [SegmentCollection] {
    let count = query.snapshot.segments.count
    let threads = resources.threadCount(segmentCount: count) { query.cost }
    let next = Atomic(0)
    let results = Mutex<[SegmentCollection]>([])
    let failures = Mutex<[(segment: Int, error: FormatError)]>([])
    let work = { @Sendable (_: Int) in
      let scratch = resources.scratches.take() ?? MatchingScratch()
      var number = next.add(1, ordering: .relaxed).oldValue
      while number < count {
        do throws(FormatError) {
          let found = try SegmentCollecting.run(
            plan, query, tier: tier, segment: number, seen: seen.isEmpty ? nil : seen[number],
            until: resources.signal, in: scratch)
          results.withLock { $0.append(found) }
        } catch {
          next.store(count, ordering: .relaxed)
          failures.withLock { [number] in $0.append((number, error)) }
        }
        scratch.reset()
        number = next.add(1, ordering: .relaxed).oldValue
      }
      scratch.finish()
      resources.scratches.put(scratch)
    }
    if threads > 1 { ParallelWork.run(threads, work) } else { work(0) }
    if let failure = failures.withLock({ $0.min { $0.segment < $1.segment } }) {
      throw failure.error
    }
    return results.withLock { $0.sorted { $0.segment < $1.segment } }
  }
}
