import Foundation
import Testing

@testable import SwiftSearch

@Suite struct MappedBytesTests {
  @Test func pagesThatWereReleasedAreReadAgain() throws {
    let directory = try TemporaryDirectory()
    let contents = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(contents).write(to: URL(filePath: directory.path + "/file"))
    let bytes = try IndexDirectory(directory.path).map("file")
    #expect(bytes.owner.hasPages)
    for (offset, count) in [(0, 100_000), (1, 1), (4095, 2), (50_000, 50_000), (9, 0)] {
      let slice = try bytes.slice(at: offset, count: count)
      slice.releasePages()
      #expect(slice.bytes() == Array(contents[offset..<offset + count]))
      #expect(bytes.bytes() == contents)
    }
  }

  /// The kernel would make zeros of them.
  @Test func bytesInMemoryAreNotReleased() {
    let contents = [UInt8](repeating: 7, count: 100_000)
    let bytes = MappedBytes(contents, section: "test")
    bytes.releasePages()
    #expect(bytes.bytes() == contents)
  }

  @Test func whatIsNoFileIsNotMapped() throws {
    let directory = try TemporaryDirectory()
    try Data().write(to: URL(filePath: directory.path + "/empty"))
    #expect(throws: FormatError.self) { try IndexDirectory(directory.path).map("empty") }
    #expect(throws: FileError.self) { try IndexDirectory(directory.path).map("none") }
    #expect(throws: FileError.self) { try IndexDirectory(directory.path).map(".") }
  }
}
