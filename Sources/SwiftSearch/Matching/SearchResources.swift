/// What a search may use: memory, threads and time.
struct SearchResources: Sendable {
  /// Memory to work in, for each thread.
  var scratches = Pool<MatchingScratch>(limit: 1)
  /// How many threads there may be, that of the caller among them; `nil` is one for each processor.
  var threadLimit: Int? = 1
  /// How many postings become one list at most; see ``ListSearch``.
  var listLimit = ListSearch.limit
  /// What ends the search early.
  var signal: StopSignal?

  var budget: SearchBudget { SearchBudget(signal) }

  /// How many threads are worth their start.
  ///
  /// - Parameters:
  ///   - segmentCount: how many segments there are, each of which is searched by one thread.
  ///   - cost: about how many nanoseconds of one thread the search takes.
  func threadCount(segmentCount: Int, cost: () -> Int) -> Int {
    guard segmentCount > 1, threadLimit != 1 else { return 1 }
    let most = min(segmentCount, threadLimit ?? ParallelWork.processorCount)
    return most > 1 ? max(1, min(most, cost() / Self.costPerThread)) : 1
  }

  /// A thread has begun to work after 10 to 30 microseconds, and takes that from other searches.
  private static let costPerThread = 100_000
}
