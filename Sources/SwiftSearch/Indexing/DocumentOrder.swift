/// In which order documents take the least space and are found the fastest.
///
/// Documents that have terms in common are brought together, which makes the gaps in postings
/// small. This is recursive graph bisection: Dhulipala et al., "Compressing Graphs and Indexes with
/// Recursive Graph Bisection" (KDD 2016), with ideas of Mackenzie, Petri and Moffat, "Faster Index
/// Reordering with Bipartite Graph Partitioning" (SIGIR 2021).
enum DocumentOrder {
  /// Finds a good order for the documents of a segment that are not deleted. It depends on the
  /// segment and the memory, and not on the number of threads.
  ///
  /// The text fields decide; see ``TermSelection`` for which of their terms.
  ///
  /// - Parameters:
  ///   - memoryBudget: how many bytes may be taken. The fewer, the fewer terms are looked at. With
  ///     too few for even that, the documents stay in their order.
  ///   - threads: how many threads may work on it.
  ///   - signal: ends it early.
  ///   - progress: is told which part of the work is done, ascending up to 1, from any thread.
  /// - Returns: the doc ID of each document in the new order, or `nil` when it ended early.
  static func bisecting(
    _ segment: SegmentReader, memoryBudget: Int, threads: Int = ParallelWork.processorCount,
    until signal: StopSignal? = nil, progress: (@Sendable (Double) -> Void)? = nil
  ) throws(FormatError) -> [UInt32]? {
    let documents = liveDocuments(of: segment)
    let report = WorkProgress(report: progress)
    let selection = try TermSelection(
      segment, documentCount: documents.count, memoryBudget: memoryBudget, until: signal)
    guard let selection, selection.postingCount > 0 else {
      if signal?.isRaised ?? false { return nil }
      report.finish()
      return documents
    }
    guard let lists = try selection.lists(of: segment, documents, until: signal) else { return nil }
    let bisection = RecursiveBisection(
      lists, largestFrequency: selection.largest, until: signal, progress: report)
    guard let order = bisection.order(threads: max(1, min(threads, selection.threadLimit, 256)))
    else { return nil }
    report.finish()
    return order
  }

  private static func liveDocuments(of segment: SegmentReader) -> [UInt32] {
    let all = 0..<segment.documentCount
    guard let deletions = segment.deletions else { return all.map { UInt32($0) } }
    return all.lazy.filter { !deletions.contains($0) }.map { UInt32($0) }
  }
}
