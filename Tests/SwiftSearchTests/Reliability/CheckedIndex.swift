import Synchronization

@testable import SwiftSearch

/// An index of 100 KB in many small segments, with deletions and sources, in memory.
struct CheckedIndex: Sendable {
  let files: [String: [UInt8]]
  let manifest: Manifest

  init(seed: Int = 11, segmentCount: Int = 25) throws {
    let disk = SimulatedDisk()
    let directory = IndexDirectory(SimulatedDisk.directory, in: disk)
    var options = WriterOptions()
    options.mergePolicy = nil
    let writer = try IndexWriter(directory, options: options)
    var corpus = RandomCorpus(seed: seed, wordCount: 200)
    for segment in 0..<segmentCount {
      for number in 0..<12 {
        var document = corpus.document(key: "\(segment)-\(number)", words: 12)
        document.fields.append(.init("text", .text("co")))
        try writer.add(document)
      }
      try writer.withState { try $0.flush() }
    }
    for segment in stride(from: 0, to: segmentCount, by: 4) {
      try writer.delete(key: "\(segment)-3")
    }
    try writer.withState { state in
      var sources = Sources()
      sources.roots = [.init(path: "notes", prefix: "")]
      for number in 0..<20 {
        sources.entries["\(number).md"] = .init(byteCount: 10, modified: 5, root: 0)
      }
      state.replaceSources(sources)
    }
    try writer.commit()
    let contents = disk.contents
    files = contents.names.mapValues { contents.files[$0].bytes }
    manifest = try writer.withState { $0.manifest }
  }

  var byteCount: Int { files.values.reduce(0) { $0 + $1.count } }

  /// The files that belong to the commit, in a fixed order.
  var names: [String] { manifest.fileNames.sorted() }

  /// The index, with other bytes in one of its files, or without the file.
  func directory(_ name: String? = nil, with bytes: [UInt8]? = nil) -> IndexDirectory {
    var files = files
    if let name { files[name] = bytes }
    return IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk(DiskContents(files)))
  }

  /// Whether a checksum of a file is not right, or not that which the commit names.
  func hasWrongChecksum(_ name: String, _ bytes: [UInt8]) -> Bool {
    let extensions = ["segment", "commit", "deletions", "sources"]
    let kinds: [FileHeader.Kind] = [.segment, .commit, .deletions, .sources]
    guard let kind = zip(extensions, kinds).first(where: { name.hasSuffix("." + $0.0) })?.1 else {
      return false
    }
    do {
      try SectionFile(MappedBytes(bytes, section: "file"), kind: kind).verify()
      return false
    } catch {
      return true
    }
  }

  /// Whether reading one file alone finds it damaged.
  func isDamaged(_ name: String, _ bytes: [UInt8]) -> Bool {
    var contents = DiskContents()
    contents.hasDirectory = true
    contents.names = [name: 0]
    contents.files = [DiskContents.File(bytes: bytes)]
    let directory = IndexDirectory(SimulatedDisk.directory, in: SimulatedDisk(contents))
    do {
      if name == manifest.fileName {
        _ = try CommitReader.manifest(of: manifest.generation, in: directory)
      } else if name == manifest.sourcesFileName {
        _ = try CommitReader.sources(of: manifest, in: directory)
      } else if let record = manifest.segments.first(where: { $0.fileName == name }) {
        var own = record
        (own.deletionsGeneration, own.deletedCount) = (0, 0)
        try SegmentCheck(try SegmentReader(own, in: directory)).run()
      } else if let record = manifest.segments.first(where: { $0.deletionsFileName == name }) {
        _ = try SegmentReader.deletions(record, directory)
      }
      return false
    } catch {
      return true
    }
  }
}
