import Synchronization

/// Cuts documents in two halves that have as little in common as can be, then each half, and so on;
/// that is an order of them.
struct RecursiveBisection: Sendable {
  /// How many documents are not cut any more: the order in which they were added brings more.
  private static let smallestSize = 32
  /// Smaller parts are worked on by one thread.
  private static let smallestSharedSize = 1 << 13
  /// How many parts of different effort a thread should find, so that all end together.
  private static let partsPerThread = 8

  let lists: TermLists
  let steps: LogSteps
  let signal: StopSignal?
  let progress: WorkProgress
  private let depth: Int

  /// - Parameter largestFrequency: the largest number of documents that have the same term.
  init(
    _ lists: TermLists, largestFrequency: Int, until signal: StopSignal?, progress: WorkProgress
  ) {
    self.lists = lists
    self.signal = signal
    self.progress = progress
    steps = LogSteps(upTo: largestFrequency)
    var (size, depth) = (lists.documentCount, 0)
    while size > Self.smallestSize {
      size = (size + 1) / 2
      depth += 1
    }
    self.depth = depth
    progress.begin(lists.documentCount * depth * Bisection.largestRoundCount)
  }

  /// - Returns: the documents in their new order, or `nil` when it ended early.
  func order(threads: Int) -> [UInt32]? {
    var workers = [HalfCounts(capacity: lists.termCount)]
    var parts = [(lists.whole, depth: 0)]
    while threads > 1, parts.count < threads * Self.partsPerThread,
      parts[0].0.places.count >= Self.smallestSharedSize
    {
      while workers.count < threads { workers.append(HalfCounts(capacity: lists.termCount)) }
      let bisection = Bisection(self, workers)
      var halves: [(TermLists.Part, depth: Int)] = []
      for (part, depth) in parts {
        guard let (left, right) = bisection.cut(part) else { return nil }
        halves.append((left, depth + 1))
        halves.append((right, depth + 1))
      }
      parts = halves
    }
    let orders = Mutex([[UInt32]](repeating: [], count: parts.count))
    let next = Atomic(0)
    let (all, counts) = (parts, workers)
    ParallelWork.run(counts.count) { number in
      let bisection = Bisection(self, [counts[number]])
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < all.count else { return }
        var order: [UInt32] = []
        guard append(all[index].0, at: all[index].depth, bisection, to: &order) else { return }
        orders.withLock { $0[index] = order }
      }
    }
    let order = orders.withLock { $0.flatMap { $0 } }
    return order.count == lists.documentCount ? order : nil
  }

  /// Appends the documents of a part in their new order.
  ///
  /// - Returns: false when it ended early.
  private func append(
    _ part: TermLists.Part, at depth: Int, _ bisection: Bisection, to order: inout [UInt32]
  ) -> Bool {
    let size = part.places.count
    guard size > Self.smallestSize, part.termCount > 0 else {
      progress.add(size * max(0, self.depth - depth) * Bisection.largestRoundCount)
      order += lists.documents(of: part)
      return true
    }
    guard let (left, right) = bisection.cut(part) else { return false }
    return append(left, at: depth + 1, bisection, to: &order)
      && append(right, at: depth + 1, bisection, to: &order)
  }
}
