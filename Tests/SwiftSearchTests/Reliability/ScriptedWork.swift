@testable import SwiftSearch

/// Something that a program does to an index, and what the index must hold after each commit.
struct ScriptedWork {
  enum Step {
    case add(key: String, text: String)
    case delete(key: String)
    case deleteMatching(word: String)
    /// Ends a segment, without a commit.
    case flush
    case commit
    case optimize
    case rollBack(by: Int)
    /// Closes the writer and opens another.
    case reopen
  }

  enum Moment { case before, after }

  /// The index does not hold what it should.
  struct Mismatch: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
  }

  typealias Contents = [String: String]

  private static let words = ["ant", "bee", "cat", "dog", "人工", "智能", "eel", "fox", "gnu", "hen"]

  let steps: [Step]
  let keptCommitCount: Int

  init(_ steps: [Step], keptCommitCount: Int = 0) {
    self.steps = steps
    self.keptCommitCount = keptCommitCount
  }

  init(seed: Int, count: Int) {
    var generator = SeededGenerator(seed: seed)
    keptCommitCount = generator.below(3)
    steps =
      (0..<count).map { _ in
        switch generator.below(20) {
        case 0..<9: .add(key: "k\(generator.below(8))", text: Self.text(&generator))
        case 9, 10: .delete(key: "k\(generator.below(8))")
        case 11: .deleteMatching(word: generator.pick(Self.words))
        case 12: .flush
        case 13..<17: .commit
        case 17: .optimize
        case 18: .rollBack(by: generator.below(3))
        default: .reopen
        }
      } + [.commit]
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    (0..<1 + generator.below(6)).map { _ in generator.pick(words) }.joined(separator: " ")
  }

  /// Does the work.
  ///
  /// - Parameter watch: called before and after everything that publishes, with what is published.
  /// - Throws: the ``IndexError`` of the first call that failed, or ``Mismatch``.
  func run(
    in files: IndexDirectory, watch: (Moment, Contents) throws -> Void = { _, _ in }
  ) throws {
    var options = WriterOptions(threadCount: 1, keptCommitCount: keptCommitCount)
    options.analysis = .general
    var commits: [Int: Contents] = [:]
    var (shown, current): (Contents, Contents) = ([:], [:])
    var writer: IndexWriter? = try Self.open(files, options)
    for step in steps {
      if case .reopen = step {
        // What was not committed is dropped.
        current = shown
        writer = nil
        writer = try Self.open(files, options)
      }
      guard let open = writer else { return }
      switch step {
      case .add(let key, let text):
        try open.add(Document(key: key, fields: [.init("text", .text(text))]))
        current[key] = text
      case .delete(let key):
        try open.delete(key: key)
        current[key] = nil
      case .deleteMatching(let word):
        let count = try open.delete(matching: .text(word, field: "text"))
        let before = current.count
        current = current.filter { !$0.value.split(separator: " ").contains(Substring(word)) }
        guard count == before - current.count else {
          throw Mismatch("\(count) of \(before) documents were deleted, \(current.count) left")
        }
      case .flush: try open.withState { try $0.flush() }
      case .commit, .optimize:
        try watch(.before, current)
        try open.commit()
        try watch(.after, current)
        if case .optimize = step { try open.optimize() }
        shown = current
        commits[try Self.generation(open)] = shown
        try watch(.after, shown)
      case .rollBack(let distance):
        let generation = try Self.generation(open)
        let kept = commits.keys.sorted().suffix(keptCommitCount + 1)
        guard let target = kept.dropLast(distance).last, generation > 0,
          try Self.isKept(target, open)
        else { continue }
        let old = commits[target] ?? [:]
        try watch(.before, old)
        try open.rollBack(to: target)
        (shown, current) = (old, old)
        commits[try Self.generation(open)] = old
        try watch(.after, old)
      case .reopen: break
      }
    }
  }

  private static func open(
    _ files: IndexDirectory, _ options: WriterOptions
  ) throws(IndexError) -> IndexWriter {
    try IndexWriter(files, options: options)
  }

  private static func generation(_ writer: IndexWriter) throws(IndexError) -> Int {
    try writer.withState { Int($0.manifest.generation) }
  }

  private static func isKept(_ generation: Int, _ writer: IndexWriter) throws(IndexError) -> Bool {
    try writer.withState { state in
      generation == Int(state.manifest.generation) || state.history[UInt64(generation)] != nil
    }
  }

  /// What an index holds; `nil` when there is none.
  static func contents(of files: IndexDirectory) throws -> Contents? {
    guard let snapshot = try IndexSnapshot.newest(in: files) else { return nil }
    var contents: Contents = [:]
    for segment in snapshot.segments {
      for document in 0..<segment.documentCount
      where segment.deletions?.contains(document) != true {
        let stored = try segment.storedDocument(document)
        guard case .keyword(let key) = stored.fields[0].value,
          case .text(let text) = stored.fields[1].value
        else { throw Mismatch("a document that nobody added") }
        guard contents.updateValue(text, forKey: key) == nil else {
          throw Mismatch("\(key) is there twice")
        }
      }
    }
    return contents
  }

  /// Asks for every word, and compares the answers with the contents.
  static func ask(_ files: IndexDirectory, for contents: Contents) throws {
    let index = try SearchIndex(files)
    for word in words {
      let found = try index.search(
        .text(word, field: "text"), options: SearchOptions(limit: 100, relaxes: false))
      let expected = contents.filter { $0.value.split(separator: " ").contains(Substring(word)) }
      guard Set(found.hits.map(\.key)) == Set(expected.keys) else {
        throw Mismatch("\(word) is found in \(found.hits.map(\.key)), not \(expected.keys)")
      }
    }
  }
}
