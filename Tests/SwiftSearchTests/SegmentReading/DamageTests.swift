import Foundation
import Testing

@testable import SwiftSearch

/// Whatever the bytes, the result is an answer or an error that says what is wrong.
///
/// There is little to expect: a trap or an endless loop ends the whole test run.
@Suite(.serialized) struct DamageTests {
  enum File: CaseIterable {
    case commit, deletions, sources, smallSegment, largeSegment
  }

  private func name(_ file: File, _ index: DamagedIndex) -> String {
    switch file {
    case .commit: index.commitName
    case .deletions: index.deletionsName
    case .sources: index.sourcesName
    case .smallSegment: index.segmentNames[2]
    case .largeSegment: index.segmentNames[1]
    }
  }

  /// - Returns: whether the damage was noticed.
  @discardableResult
  private func meet(
    _ damage: ByteDamager, as name: String, in index: DamagedIndex, repairs: Bool,
    updates: Bool = false
  ) throws -> Bool {
    try index.write(damage, as: name, repairs: repairs)
    var isNoticed = false
    // Searching does not read the sources.
    if name != index.sourcesName {
      do { _ = try IndexExercise.ask(index.directory) } catch { isNoticed = true }
    }
    do {
      _ = try IndexExercise.readAll(index.directory)
    } catch {
      isNoticed = true
      #expect(error is FormatError || error is FileError, "\(error)")
    }
    guard updates else { return isNoticed }
    do { try IndexExercise.update(index.directory) } catch { isNoticed = true }
    return isNoticed
  }

  /// Every bit of a small file; of a large one as many as there is time for.
  private func bits(_ count: Int, limit: Int) -> StrideTo<Int> {
    stride(from: 0, to: 8 * count, by: max(1, 8 * count / limit | 1))
  }

  @Test func theUndamagedIndexAnswers() throws {
    let index = try DamagedIndex()
    #expect(try IndexExercise.ask(index.directory) > 100)
    #expect(try IndexExercise.readAll(index.directory) > 800)
    let repaired = try #require(index.files[index.segmentNames[1]])
    var damage = ByteDamager(bytes: repaired)
    #expect(damage.sections.count > 10)
    damage.repairChecksums()
    #expect(damage.bytes == repaired, "checksums are not where the format has them")
    try IndexExercise.update(index.directory)
  }

  @Test func aCommitThatNoOtherCanFollowIsNone() throws {
    let index = try DamagedIndex()
    var commit = ByteDamager(bytes: try #require(index.files[index.commitName]))
    commit.fill(24..<32, with: 0xFF)
    try index.write(commit, as: "\(UInt64.max).commit", repairs: true)
    #expect(try IndexExercise.ask(index.directory) > 100)
    try IndexExercise.update(index.directory)
    #expect(!FileManager.default.fileExists(atPath: "\(index.path)/\(UInt64.max).commit"))
  }

  /// Files of this size are verified whole when they are opened.
  @Test(arguments: File.allCases)
  func aFlippedBitIsNoticed(file: File) throws {
    let index = try DamagedIndex()
    let bytes = try #require(index.files[name(file, index)])
    for bit in bits(bytes.count, limit: 2000) {
      var damage = ByteDamager(bytes: bytes)
      damage.flip(bit: bit)
      let isNoticed = try meet(damage, as: name(file, index), in: index, repairs: false)
      #expect(isNoticed, "\(file), bit \(bit)")
    }
  }

  @Test(arguments: File.allCases)
  func flippedBitsWithRightChecksums(file: File) throws {
    let index = try DamagedIndex()
    let bytes = try #require(index.files[name(file, index)])
    for bit in bits(bytes.count, limit: 100) {
      var damage = ByteDamager(bytes: bytes)
      damage.flip(bit: bit)
      try meet(damage, as: name(file, index), in: index, repairs: true, updates: bit % 3 == 0)
    }
  }

  @Test(arguments: File.allCases)
  func truncatedAndExtendedFiles(file: File) throws {
    let index = try DamagedIndex()
    let bytes = try #require(index.files[name(file, index)])
    for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 100)) {
      var damage = ByteDamager(bytes: bytes)
      damage.truncate(to: count)
      #expect(try meet(damage, as: name(file, index), in: index, repairs: false), "\(count)")
      try meet(damage, as: name(file, index), in: index, repairs: true)
    }
    for count in [1, 7, 8, 32, 64, 5000] {
      let damage = ByteDamager(bytes: bytes + [UInt8](repeating: 1, count: count))
      #expect(try meet(damage, as: name(file, index), in: index, repairs: false), "\(count)")
    }
  }

  @Test(arguments: File.allCases)
  func truncatedAndSwappedSections(file: File) throws {
    let index = try DamagedIndex()
    let bytes = try #require(index.files[name(file, index)])
    let sections = ByteDamager(bytes: bytes).sections
    for section in sections {
      let count = section.range.count
      for length in stride(from: 0, to: count, by: max(1, count / 6)) {
        var damage = ByteDamager(bytes: bytes)
        damage.truncate(section, to: length)
        try meet(damage, as: name(file, index), in: index, repairs: true, updates: true)
      }
      for other in sections where other.entry != section.entry && section.entry % 5 == 0 {
        var damage = ByteDamager(bytes: bytes)
        damage.swap(section, other)
        try meet(damage, as: name(file, index), in: index, repairs: true)
      }
    }
  }

  @Test(arguments: File.allCases, [0x00, 0x7F, 0xFF] as [UInt8])
  func runsOfOneByte(file: File, byte: UInt8) throws {
    let index = try DamagedIndex()
    let bytes = try #require(index.files[name(file, index)])
    for length in [1, 4, 33] {
      for start in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 8)) {
        var damage = ByteDamager(bytes: bytes)
        damage.fill(start..<start + length, with: byte)
        try meet(damage, as: name(file, index), in: index, repairs: true, updates: length == 4)
      }
    }
  }

  @Test(arguments: 0..<8)
  func randomBytes(seed: Int) throws {
    let index = try DamagedIndex()
    var random = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      let name = name(random.pick(File.allCases), index)
      var damage = ByteDamager(bytes: try #require(index.files[name]))
      guard let section = damage.sections.randomElement(using: &random), !section.range.isEmpty
      else { continue }
      for _ in 0...random.below(6) {
        let start = section.range.lowerBound + random.below(section.range.count)
        for offset in start..<min(section.range.upperBound, start + 1 + random.below(9)) {
          damage.bytes[offset] = UInt8(truncatingIfNeeded: random.next())
        }
      }
      try meet(damage, as: name, in: index, repairs: true, updates: true)
    }
  }
}
