import Foundation
import SwiftSearch
import Testing

/// Writers that are killed, and readers and writers at the same time, as real processes on a real
/// disk.
@Suite struct ProcessTests {
  /// What a commit was acknowledged for is there after the end of the process, whenever it comes.
  @Test func aKilledWriterLosesNoAcknowledgedCommit() throws {
    let folder = try ProcessFolder()
    var generator = SystemRandomNumberGenerator()
    var acknowledged = 0
    for round in 1...200 {
      let writer = try TestProcess(["writer", folder.index], in: folder.url)
      // While it opens the index, or among its commits.
      let isOpening = round % 4 == 0
      if !isOpening { writer.waitForLine() }
      let delay = Double.random(in: 0...(isOpening ? 0.1 : 0.04), using: &generator)
      Thread.sleep(forTimeInterval: delay)
      writer.kill()
      let lines = writer.lines
      #expect(!lines.contains { Int($0) == nil }, "\(lines)")
      acknowledged = max(acknowledged, lines.last.flatMap { Int($0) } ?? 0)
      guard FileManager.default.fileExists(atPath: folder.index) else { continue }
      guard try SearchIndex.commits(inDirectory: folder.index).count > 0 else {
        #expect(acknowledged == 0)
        continue
      }
      let found = try shown(folder.index)
      #expect(
        found == acknowledged || found == acknowledged + 1,
        "round \(round), killed after \(delay) s: \(found), acknowledged \(acknowledged)")
      #expect(try SearchIndex.check(directory: folder.index).damages.isEmpty, "round \(round)")
      acknowledged = found
    }
    #expect(acknowledged > 50, "too slow to prove anything")
    print("killed 200 times in \(acknowledged) commits")
  }

  /// The number that the document `counter` has.
  private func shown(_ directory: String) throws -> Int {
    let document = try SearchIndex(directory: directory).document(key: "counter")
    let numbers = document?.fields.compactMap { field -> Int? in
      guard case .number(let number) = field.value else { return nil }
      return Int(number)
    }
    return numbers?.first ?? 0
  }

  @Test func eightReadersSeeWholeCommitsWhileOneWrites() throws {
    let folder = try ProcessFolder()
    try IndexWriter(directory: folder.index).commit()
    let writer = try TestProcess(["writer", folder.index], in: folder.url)
    let readers = try (0..<8).map { _ in
      try TestProcess(["reader", folder.index, "60"], in: folder.url)
    }
    for reader in readers { reader.wait() }
    writer.kill()
    for reader in readers {
      let words = reader.lines.last?.split(separator: " ") ?? []
      #expect(words.first == "ok" && words.count == 3, "\(reader.lines)")
      #expect(words.dropFirst().allSatisfy { Int($0) ?? 0 > 1 }, "\(reader.lines)")
    }
    #expect(writer.lines.count > 20)
    print("one writer, \(writer.lines.count) commits; readers: \(readers.map(\.lines))")
  }

  /// A second writer is told who has the lock, or waits for it.
  @Test func aSecondWriterIsToldWhoWrites() throws {
    let folder = try ProcessFolder()
    let writer = try TestProcess(["writer", folder.index], in: folder.url)
    writer.waitForLine()
    do {
      _ = try IndexWriter(directory: folder.index)
      Issue.record("two writers at the same time")
    } catch {
      #expect(error.code == .locked)
      #expect(error.message.contains("process \(writer.identifier), since 2"), "\(error)")
    }
    writer.kill()
    // Nothing of the killed process holds the lock.
    try IndexWriter(directory: folder.index).commit()
  }
}
