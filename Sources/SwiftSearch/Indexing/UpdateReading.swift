/// Which files of an update were read to their end, and which of them gave nothing.
struct UpdateReading {
  private var completed: Set<String> = []
  private var failed: Set<String> = []
  /// The file whose lines were read last, which may have more.
  private var openPath: String?
  private var hasDocuments = false

  /// Takes note of a unit; units come in the order of the input.
  mutating func take(_ outcome: ParallelIndexing<IngestUnit>.Outcome) {
    switch outcome.unit {
    case .files(let files):
      finish()
      for file in files { completed.insert(file.path) }
    case .lines(_, let file):
      if file?.path != openPath { finish() }
      openPath = file?.path
      hasDocuments = hasDocuments || outcome.addedCount > 0
    case .problem: break
    }
    failed.formUnion(outcome.failed)
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

  func isComplete(_ path: String) -> Bool { completed.contains(path) }

  /// Whether something of the file was skipped and nothing of it added.
  func hasFailed(_ path: String) -> Bool { failed.contains(path) }

  /// The file of which only a part was read.
  var incompletePath: String? { openPath }
}
