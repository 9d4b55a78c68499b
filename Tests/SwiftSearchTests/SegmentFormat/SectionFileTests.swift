import Testing

@testable import SwiftSearch

@Suite struct SectionFileTests {
  @Test func sectionsAreFoundAndVerified() throws {
    let directory = try TemporaryDirectory()
    let files = IndexDirectory(directory.path)
    var random = SeededGenerator(seed: 8)
    let bodies = [0, 1, 7, 8, 9, 300_000].map { random.bytes($0) }
    var writer = try SectionFileWriter(
      files, name: "x", header: FileHeader(kind: .segment, id: 5, generation: 6))
    for (number, body) in bodies.enumerated() {
      try writer.section(.postings, field: UInt16(number), body)
    }
    try writer.section(.manifest, [1, 2, 3])
    let (length, checksum) = try writer.finish()
    let file = try SectionFile(try files.map("x"), kind: .segment)
    #expect(file.bytes.count == length && file.checksum == checksum)
    #expect(file.header == FileHeader(kind: .segment, id: 5, generation: 6))
    for (number, body) in bodies.enumerated() {
      let section = try file.requiredSection(.postings, field: UInt16(number))
      #expect(section.count == body.count && Checksum.of(section) == Checksum.of(body))
      #expect(section.section == "postings")
    }
    #expect(file.table.entries.allSatisfy { $0.offset % 8 == 0 })
    #expect(try file.verifiedSection(.manifest).integer(UInt8.self, at: 2) == 3)
    #expect(try file.section(.norms) == nil)
    #expect(throws: FormatError.self) { try file.requiredSection(.postings, field: 6) }
    #expect(throws: FormatError.self) { try file.verifiedSection(.sources) }
    #expect(throws: FormatError.self) { try SectionFile(try files.map("x"), kind: .commit) }
    #expect(throws: FileError.self) {
      _ = try SectionFileWriter(
        files, name: "x", header: FileHeader(kind: .segment, id: 5, generation: 6))
    }
  }

  @Test func errorsSayWhatIsWrong() throws {
    let directory = try TemporaryDirectory()
    let files = IndexDirectory(directory.path)
    var writer = try SectionFileWriter(
      files, name: "x", header: FileHeader(kind: .sources, id: 0, generation: 1))
    try writer.section(.sources, [UInt8](repeating: 1, count: 40))
    _ = try writer.finish()
    let mapped = try files.map("x")
    let bytes = try (0..<mapped.count).map { try mapped.integer(UInt8.self, at: $0) }
    func problem(_ offset: Int, _ value: UInt8) -> FormatError.Problem? {
      var damaged = bytes
      damaged[offset] = value
      do throws(FormatError) {
        let file = try SectionFile(MappedBytes(damaged, section: "file"), kind: .sources)
        _ = try file.verifiedSection(.sources)
        return nil
      } catch {
        return error.problem
      }
    }
    #expect(problem(0, 0) == .wrongMagic)
    #expect(problem(12, 2) == .unknownVersion(2))
    #expect(problem(40, 1) == nil)
    guard case .checksumMismatch? = problem(40, 2), case .checksumMismatch? = problem(76, 2),
      case .checksumMismatch? = problem(bytes.count - 1, bytes[bytes.count - 1] ^ 1),
      case .invalid? = problem(8, 9)
    else {
      Issue.record("damage of another kind was reported")
      return
    }
  }
}
