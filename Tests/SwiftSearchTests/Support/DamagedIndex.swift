import Foundation

@testable import SwiftSearch

/// A small index with everything that an index can have, whose files can be replaced by damaged
/// ones.
final class DamagedIndex {
  private let temporary: TemporaryDirectory
  private(set) var files: [String: [UInt8]] = [:]
  private let manifest: Manifest

  var path: String { temporary.path }
  var directory: IndexDirectory { IndexDirectory(path) }
  var segmentNames: [String] { manifest.segments.map(\.fileName) }
  var commitName: String { manifest.fileName }
  var sourcesName: String { manifest.sourcesFileName }
  var deletionsName: String { manifest.segments[1].deletionsFileName }

  init() throws {
    temporary = try TemporaryDirectory()
    try Self.write(to: temporary.path)
    manifest = try SearchIndex(directory: temporary.path).current.manifest
    for name in try FileManager.default.contentsOfDirectory(atPath: temporary.path)
    // The copy of the commit would have to be damaged too.
    where !name.hasSuffix(".copy") {
      files[name] = Array(try Data(contentsOf: URL(filePath: temporary.path + "/" + name)))
    }
  }

  private static func write(to path: String) throws {
    let ids = IncreasingIDs()
    let writer = try IndexWriter(IndexDirectory(path)) { ids.next() }
    var corpus = RandomCorpus(seed: 5, wordCount: 30)
    for (segment, count) in [3, 150, 4].enumerated() {
      for number in 0..<count {
        // The texts of the large segment are short, so that its lists are long and it is not.
        let words = segment == 1 ? 1 : 10
        var document = corpus.document(key: "\(segment)-\(number)", words: words)
        // A term of several blocks, so that there are skip data.
        if segment == 1 { document.fields.append(.init("text", .text("co"))) }
        try writer.add(document)
      }
      try writer.withState { try $0.flush() }
    }
    for number in stride(from: 0, to: 150, by: 7) { try writer.delete(key: "1-\(number)") }
    try writer.delete(key: "0-1")
    try writer.withState { state in
      var sources = Sources()
      sources.roots = [.init(path: "texts", prefix: ""), .init(path: "/notes", prefix: "notes/")]
      for number in 0..<3 {
        sources.entries["file \(number)"] = .init(byteCount: number, modified: 5, root: number % 2)
      }
      state.replaceSources(sources)
    }
    try writer.commit()
  }

  /// All files, `name` with the damage, and the commit so that it agrees with it if it must.
  func files(
    with damage: ByteDamager, as name: String, repairs: Bool
  ) -> [String: [UInt8]] {
    var (damage, files) = (damage, files)
    if repairs {
      let checksum = damage.repairChecksums()
      var commit = ByteDamager(bytes: files[commitName] ?? [])
      let records = 32 + 28
      if let number = segmentNames.firstIndex(of: name) {
        commit.store(checksum, 4, at: records + 40 * number + 16)
      } else if name == deletionsName {
        commit.store(checksum, 4, at: records + 40 + 32)
      } else if name == sourcesName {
        commit.store(checksum, 4, at: 32 + 12)
      }
      commit.repairChecksums()
      files[commitName] = commit.bytes
    }
    files[name] = damage.bytes
    return files
  }

  /// Writes all files anew, `name` with the damage, and the commit if it must agree with it.
  func write(_ damage: ByteDamager, as name: String, repairs: Bool) throws {
    for old in try FileManager.default.contentsOfDirectory(atPath: path) where files[old] == nil {
      try FileManager.default.removeItem(atPath: path + "/" + old)
    }
    let damaged = files(with: damage, as: name, repairs: repairs)
    for (name, bytes) in damaged where bytes != written[name] { try write(bytes, as: name) }
  }

  /// What was written last; files that are as they should be need not be written again.
  private var written: [String: [UInt8]] = [:]

  private func write(_ bytes: [UInt8], as name: String) throws {
    // Never in place: a file that is mapped must not change.
    try? FileManager.default.removeItem(atPath: path + "/" + name)
    try Data(bytes).write(to: URL(filePath: path + "/" + name))
    written[name] = bytes
  }
}
