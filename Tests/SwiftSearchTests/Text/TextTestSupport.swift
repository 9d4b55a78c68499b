import Foundation

@testable import SwiftSearch

/// A folder that lives as long as a test.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "swift-search-text-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = try DirectoryListing.resolvedPath(url.path())
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  /// Runs a line of shell in the folder, for what Foundation cannot make.
  func shell(_ line: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(filePath: path)
    try process.run()
    process.waitUntilExit()
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + name, withDestinationPath: target)
  }
}

/// What reading a folder or a file brings up.
struct Ingested {
  var documents: [Document] = []
  var skipped: [SkippedFile] = []
  var consumed = 0

  init(path: String, options: IngestOptions = IngestOptions()) throws {
    let source = DocumentSource(options: options)
    for item in try FolderWalker(path: path, options: options) {
      switch item {
      case .skipped(let report): skipped.append(report)
      case .file(let file): source.read(file) { add($0) }
      }
    }
  }

  /// Reads one file of the given name and content.
  init(_ content: [UInt8], named name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(content, to: name)
    try self.init(path: folder.path + "/" + name)
  }

  init(_ content: String, named name: String) throws {
    try self.init(Array(content.utf8), named: name)
  }

  private mutating func add(_ event: IngestEvent) {
    switch event {
    case .document(let document): documents.append(document)
    case .skipped(let report): skipped.append(report)
    case .consumed(let byteCount): consumed += byteCount
    case .began: break
    }
  }
}

/// A generator whose seed repeats a failure exactly (SplitMix64).
struct TextTestGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// `bytes` with a few of them changed, taken out or doubled.
  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<4, using: &self) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &self)
      case 1: bytes.remove(at: place)
      case 2: bytes.removeLast(bytes.count - place)
      default:
        let pieces = Array("{}[]\"\\,:<>&;#-\n\r\t".utf8)
        bytes.insert(pieces.randomElement(using: &self) ?? 0, at: place)
      }
    }
    return bytes
  }
}
