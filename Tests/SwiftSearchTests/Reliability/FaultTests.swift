import Foundation
import Testing

@testable import SwiftSearch

/// Whatever call to the operating system fails: the caller gets a typed error or the work goes on,
/// and the index holds the last commit that succeeded.
@Suite struct FaultTests {
  private static let work = ScriptedWork(
    [
      .add(key: "a", text: "ant bee"), .add(key: "b", text: "bee"), .commit,
      .add(key: "a", text: "cat"), .flush, .add(key: "c", text: "ant"), .delete(key: "b"), .commit,
      .reopen, .deleteMatching(word: "ant"), .add(key: "d", text: "dog"), .optimize,
      .rollBack(by: 1), .add(key: "e", text: "eel"), .commit,
    ], keptCommitCount: 1)

  enum Fault: CaseIterable, CustomTestStringConvertible {
    case io, full, interrupt, shortWrite

    var kind: DiskFault.Kind {
      switch self {
      case .io: .error(EIO)
      case .full: .error(ENOSPC)
      case .interrupt: .error(EINTR)
      case .shortWrite: .shortWrite
      }
    }

    var testDescription: String { "\(self)" }
  }

  @Test(arguments: Fault.allCases, [false, true])
  func everyFailingCallLeavesTheLastCommit(fault: Fault, isLasting: Bool) throws {
    let clean = SimulatedDisk()
    try Self.work.run(in: IndexDirectory(SimulatedDisk.directory, in: clean))
    #expect(clean.callCount > 100)
    var failures = 0
    for call in 0..<clean.callCount {
      let fault = DiskFault(kind: fault.kind, call: call, isLasting: isLasting)
      if try !survives(fault) { failures += 1 }
    }
    // A short write and a single interruption are no failures, all others must be noticed.
    switch (fault, isLasting) {
    case (.shortWrite, _), (.interrupt, false): #expect(failures == 0)
    default: #expect(failures > clean.callCount / 2)
    }
  }

  /// - Returns: whether the work was done in spite of the fault.
  private func survives(_ fault: DiskFault) throws -> Bool {
    let disk = SimulatedDisk()
    let directory = IndexDirectory(SimulatedDisk.directory, in: disk)
    disk.inject(fault)
    var shown: ScriptedWork.Contents = [:]
    var attempted: ScriptedWork.Contents = [:]
    var failure: IndexError?
    do {
      try Self.work.run(in: directory) { moment, contents in
        attempted = contents
        if moment == .after { shown = contents }
      }
    } catch let error as IndexError {
      failure = error
      #expect(error.code == .fileSystem, "call \(fault.call): \(error)")
      #expect(!error.advice.isEmpty && error.file != nil)
    }
    #expect(disk.openCount == 0, "call \(fault.call): a file is open")
    disk.inject(nil)
    let found = try ScriptedWork.contents(of: directory) ?? [:]
    // Once nothing works any more, a commit cannot be taken back whose name was not made durable.
    let isAllowed = found == shown || fault.isLasting && found == attempted
    #expect(isAllowed, "call \(fault.call), \(String(describing: failure))")
    // The next writer finds nothing in its way.
    let writer = try IndexWriter(directory)
    try writer.add(Document(key: "new", fields: [.init("text", .text("hen"))]))
    try writer.commit()
    let check = try SearchIndex.check(directory)
    #expect(check.damages.isEmpty && check.leftovers.isEmpty, "call \(fault.call): \(check)")
    try ScriptedWork.ask(directory, for: found.merging(["new": "hen"]) { $1 })
    return failure == nil
  }

  /// After a failed sync the kernel has forgotten which pages were not written.
  @Test func aFailedSyncIsNotTriedAgain() throws {
    let disk = SimulatedDisk()
    let directory = IndexDirectory(SimulatedDisk.directory, in: disk)
    try directory.create()
    let writer = try IndexWriter(directory)
    try writer.add(Document(key: "a", fields: [.init("text", .text("ant"))]))
    disk.failNextSync()
    #expect(throws: IndexError.self) { try writer.commit() }
    let count = disk.events.count
    #expect(throws: IndexError.self) { try writer.commit() }
    #expect(throws: IndexError.self) {
      try writer.add(Document(key: "b", fields: [.init("text", .text("bee"))]))
    }
    #expect(disk.events.count == count, "the writer went on")
    #expect(disk.names == [WriterLock.fileName])
  }

  @Test func aFullDiskFailsTheCommitAndKeepsTheLast() throws {
    let disk = SimulatedDisk()
    let directory = IndexDirectory(SimulatedDisk.directory, in: disk)
    let writer = try IndexWriter(directory)
    try writer.add(Document(key: "a", fields: [.init("text", .text("ant"))]))
    try writer.commit()
    let names = disk.names
    disk.limitBytes(disk.contents.byteCount + 500)
    try writer.add(Document(key: "b", fields: [.init("text", .text("bee"))]))
    do {
      try writer.commit()
      Issue.record("there was room")
    } catch {
      #expect(error.code == .fileSystem)
      #expect(error.message.contains("No space left"), "\(error)")
    }
    #expect(disk.names == names, "partial files are left")
    try ScriptedWork.ask(directory, for: ["a": "ant"])
  }
}
