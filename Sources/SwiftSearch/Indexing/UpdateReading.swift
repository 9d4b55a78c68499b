/// Which files of an update were read to their end, and which of them gave nothing.
struct UpdateReading {
  private var completed: Set<ExactPath> = []
  private var failed: Set<ExactPath> = []
  /// The file whose lines were read last, which may have more.
  private var openPath: ExactPath?
  private var hasDocuments = false

  /// Takes note of a unit; units come in the order of the input.
  mutating func take(_ outcome: ParallelIndexing<IngestUnit>.Outcome) {
    switch outcome.unit {
    case .files(let files):
      finish()
      for file in files { completed.insert(ExactPath(file.path)) }
    case .lines(_, let file):
      let path = file.map { ExactPath($0.path) }
      if path != openPath { finish() }
      openPath = path
      hasDocuments = hasDocuments || outcome.addedCount > 0
    case .problem: break
    }
    failed.formUnion(outcome.failed.lazy.map { ExactPath($0) })
  }

  /// Takes note that the file whose lines were read last has no more.
  mutating func finish() {
    if let openPath {
      completed.insert(openPath)
      if hasDocuments { failed.remove(openPath) }
    }
    openPath = nil
    hasDocuments = false
  }

  func isComplete(_ path: ExactPath) -> Bool { completed.contains(path) }

  /// Whether something of the file was skipped and nothing of it added.
  func hasFailed(_ path: ExactPath) -> Bool { failed.contains(path) }

  /// The file of which only a part was read.
  var incompletePath: ExactPath? { openPath }
}
