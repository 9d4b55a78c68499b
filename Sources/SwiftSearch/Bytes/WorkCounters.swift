/// Counts what a thread does for a search.
final class WorkCounters {
  var segments = 0
  var knownCounts = 0
  var ledWindows = 0
  var unitedWindows = 0
  var countedWindows = 0
  var passedWindows = 0
  var runs = 0
  var candidates = 0
  var blocks = 0
  var decodedBlocks = 0
  var scoredPostings = 0
  var positions = 0
  /// Whether postings were left out because the search should end. What it found is of no use.
  var isCut = false

  func reset() {
    (segments, knownCounts, runs, candidates) = (0, 0, 0, 0)
    (ledWindows, unitedWindows, countedWindows, passedWindows) = (0, 0, 0, 0)
    (blocks, decodedBlocks, scoredPostings, positions, isCut) = (0, 0, 0, 0, false)
  }

  /// Counts a window of bits as the narrow ones that it is made of.
  func count(_ window: DocumentBits, of documentCount: UInt32) {
    let count = Int(min(window.end, documentCount) - window.start)
    countedWindows += (count - 1) / DocumentBits.narrow + 1
  }
}
