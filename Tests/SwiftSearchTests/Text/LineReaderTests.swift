import Testing

@testable import SwiftSearch

@Suite struct LineReaderTests {
  @Test(arguments: [1, 2, 3, 7, 64, 4096]) func linesDoNotDependOnPieces(size: Int) throws {
    let text = "\u{FEFF}one\r\ntwo\n\nthree and more\nlast"
    #expect(try lines(Array(text.utf8), size) == ["one", "two", "", "three and more", "last"])
    #expect(try lines([], size) == [])
    #expect(try lines([0x0A], size) == [""])
  }

  @Test(arguments: [4, 16, 1024]) func longLinesArePassedOver(size: Int) throws {
    let text =
      "a\n" + String(repeating: "x", count: 500) + "\nb\n" + String(repeating: "y", count: 101)
    #expect(try lines(Array(text.utf8), size, limit: 100) == ["a", "too long", "b", "too long"])
    let exact = String(repeating: "z", count: 100)
    #expect(try lines(Array("\(exact)\n\(exact)".utf8), size, limit: 100) == [exact, exact])
  }

  @Test(arguments: [1, 2, 3, 5, 4096]) func otherEncodingsAreDecodedInPieces(size: Int) throws {
    let text = "日本語の文章です。\nこれは二行目です😀\n"
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    if size > 2 {
      let found = try lines(utf16, size, detects: true)
      #expect(found == ["日本語の文章です。", "これは二行目です😀"])
    }
    guard var decoder = TextDecoder(.utf16LittleEndian) else {
      Issue.record("no decoder for UTF-16")
      return
    }
    var decoded: [UInt8] = []
    for start in stride(from: 2, to: utf16.count, by: size) {
      let end = min(start + size, utf16.count)
      let piece = Array(utf16[start..<end])
      decoder.decode(piece.span, isLast: end == utf16.count, into: &decoded)
    }
    #expect(String(decoding: decoded, as: UTF8.self) == text)
  }

  private func lines(
    _ bytes: [UInt8], _ size: Int, limit: Int = 1 << 20, detects: Bool = false
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "f")
    var reader = try LineReader(
      try InputFile(path: folder.path + "/f"), detectsEncoding: detects,
      maximumLineByteCount: limit, pieceByteCount: size)
    var lines: [String] = []
    while let line = try reader.next() {
      switch line {
      case .line(let range):
        lines.append(String(repairing: reader.buffer.span.extracting(range)))
      case .tooLong: lines.append("too long")
      }
      #expect(reader.lineNumber == lines.count)
    }
    #expect(reader.consumedByteCount == bytes.count)
    return lines
  }
}
