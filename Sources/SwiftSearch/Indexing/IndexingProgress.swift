import Synchronization

/// How far the threads of an update have come.
final class IndexingProgress: Sendable {
  private let documents = Atomic(0)
  private let bytes = Atomic(0)
  private let path = Mutex<String?>(nil)

  func add(documents count: Int) { documents.add(count, ordering: .relaxed) }
  func add(bytes count: Int) { bytes.add(count, ordering: .relaxed) }
  func begin(_ path: String?) { self.path.withLock { $0 = path } }

  var documentCount: Int { documents.load(ordering: .relaxed) }
  var byteCount: Int { bytes.load(ordering: .relaxed) }
  var currentPath: String? { path.withLock { $0 } }
}
