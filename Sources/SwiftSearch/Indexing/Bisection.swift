/// Cuts a part of documents in two halves.
///
/// The documents are first in the halves in which they are already. Then, in rounds, each is
/// weighed by the counts of its terms in both halves, and those change places that belong to the
/// other half the most.
struct Bisection: Sendable {
  static let largestRoundCount = 20
  /// One in so many documents must change its half, or it ends.
  private static let stability = 512
  /// How many places or terms a thread works on until it is asked again whether to end.
  private static let share = 1 << 13

  private let lists: TermLists
  private let steps: LogSteps
  private let signal: StopSignal?
  private let progress: WorkProgress
  /// One for each thread; the first has the counts of the halves as well.
  private let workers: [HalfCounts]

  init(_ whole: RecursiveBisection, _ workers: [HalfCounts]) {
    (lists, steps, signal, progress) = (whole.lists, whole.steps, whole.signal, whole.progress)
    self.workers = workers
  }

  /// - Returns: the halves, or `nil` when it ended early.
  func cut(
    _ part: TermLists.Part
  ) -> (left: TermLists.Part, right: TermLists.Part)? {
    let leftSize = part.places.count / 2
    let middle = part.places.lowerBound + leftSize
    let terms = 0..<part.termCount
    let counts = workers[0]
    let isLarge = part.places.count > Self.share
    lists.beginHalves(part, leftSize: leftSize)
    let halves: [(HalfCounts.Half, Range<Int>)] = [
      (.left, part.places.lowerBound..<middle), (.right, middle..<part.places.upperBound),
    ]
    for (half, places) in halves {
      guard share(places, { lists.count(part, $0, workers[$1]) }),
        share(terms, { range, _ in counts.begin(half, range, from: workers) })
      else { return nil }
    }
    var round = 0
    while round < Self.largestRoundCount {
      guard share(terms, { range, _ in counts.weigh(range, steps) }),
        share(part.places, { places, _ in lists.weigh(part, places, counts) })
      else { return nil }
      let moved = lists.assignHalves(part, leftSize: leftSize)
      guard share(part.places, { lists.countMoves(part, $0, workers[$1]) }),
        share(terms, { range, _ in counts.apply(range, from: workers) })
      else { return nil }
      round += 1
      if isLarge { progress.add(part.places.count) }
      if moved * Self.stability <= part.places.count { break }
    }
    let roundsLeft = Self.largestRoundCount - (isLarge ? round : 0)
    progress.add(part.places.count * roundsLeft)
    return write(part, leftSize: leftSize)
  }

  /// Writes the lists of both halves, at the same time if there are threads.
  private func write(
    _ part: TermLists.Part, leftSize: Int
  ) -> (left: TermLists.Part, right: TermLists.Part)? {
    let middle = part.places.lowerBound + leftSize
    let kept = workers[0].renumber(
      termCount: part.termCount, sizes: (leftSize, part.places.count - leftSize))
    let left = TermLists.Part(
      places: part.places.lowerBound..<middle, start: part.start, termCount: kept.left,
      isInSecond: !part.isInSecond)
    let right = TermLists.Part(
      places: middle..<part.places.upperBound, start: part.start + kept.leftPostings,
      termCount: kept.right, isInSecond: !part.isInSecond)
    if workers.count > 1 {
      ParallelWork.run(2) { half in
        half == 0 ? write(.left, of: part, to: left) : write(.right, of: part, to: right)
      }
    } else {
      write(.left, of: part, to: left)
      write(.right, of: part, to: right)
    }
    return signal?.isRaised ?? false ? nil : (left, right)
  }

  private func write(_ half: HalfCounts.Half, of part: TermLists.Part, to new: TermLists.Part) {
    var target = TermLists.Target(place: new.places.lowerBound, end: new.start)
    forEachShare(part.places) { lists.cut(part, $0, half, to: &target, workers[0]) }
  }

  /// Has all threads work on a range, each on a part of it.
  ///
  /// - Parameter body: gets some of the range, and the number of the thread.
  /// - Returns: false when it ended early.
  private func share(_ range: Range<Int>, _ body: @Sendable (Range<Int>, Int) -> Void) -> Bool {
    let count = workers.count
    if count == 1 {
      forEachShare(range) { body($0, 0) }
    } else {
      ParallelWork.run(count) { number in
        let start = range.lowerBound + range.count * number / count
        let end = range.lowerBound + range.count * (number + 1) / count
        forEachShare(start..<end) { body($0, number) }
      }
    }
    return !(signal?.isRaised ?? false)
  }

  private func forEachShare(_ range: Range<Int>, _ body: (Range<Int>) -> Void) {
    var start = range.lowerBound
    while start < range.upperBound {
      if let signal, signal.isRaised { return }
      let end = min(start + Self.share, range.upperBound)
      body(start..<end)
      start = end
    }
  }
}
