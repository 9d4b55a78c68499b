import Foundation
import Testing

@testable import SwiftSearch

/// Readers take no lock and write nothing.
@Suite struct ReadOnlyTests {
  private func listing(_ path: String) throws -> [String: [String]] {
    var listing: [String: [String]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path) + ["."] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
      listing[name] = [FileAttributeKey.modificationDate, .size, .posixPermissions].map {
        "\(attributes[$0] ?? "none")"
      }
    }
    return listing
  }

  @Test func searchingLeavesTheDirectoryAsItWas() throws {
    let index = try DamagedIndex()
    // A directory that nobody may write to is as good; the privileged user may, hence the listing.
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: index.path)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: index.path)
    }
    let before = try listing(index.path)
    #expect(before.count > 6)
    #expect(try IndexExercise.ask(index.directory) > 0)
    #expect(try IndexExercise.readAll(index.directory) > 0)
    try SearchIndex(directory: index.path).refresh()
    #expect(try listing(index.path) == before)
  }

  @Test func aReaderOpensWhileAWriterHasTheLock() throws {
    let index = try DamagedIndex()
    let writer = try IndexWriter(directory: index.path)
    #expect(try IndexExercise.ask(index.directory) > 0)
    try writer.commit()
  }

  @Test func manyThreadsAskAtTheSameTime() async throws {
    let damaged = try DamagedIndex()
    let index = try SearchIndex(directory: damaged.path)
    let query = try Query(parsing: "co 人 lo -ny")
    let options = SearchOptions(limit: 5)
    let expected = try index.search(query, options: options).hits
    try await withThrowingTaskGroup(of: [Hit].self) { group in
      for _ in 0..<16 {
        group.addTask {
          try index.refresh()
          return try index.search(query, options: options).hits
        }
      }
      for try await hits in group { #expect(hits == expected) }
    }
  }
}
