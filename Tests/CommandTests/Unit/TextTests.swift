import SwiftSearch
import Testing

@testable import swift_search

@Suite struct TextTests {
  @Test func numbersAreReadable() {
    #expect(NumberText.grouped(0) == "0")
    #expect(NumberText.grouped(1_234_567) == "1,234,567")
    #expect(NumberText.grouped(-123) == "-123")
    #expect(NumberText.grouped(.min) == "-9,223,372,036,854,775,808")
    #expect(NumberText.fixed(1.005, decimals: 1) == "1.0")
    #expect(NumberText.fixed(-0.05, decimals: 2) == "-0.05")
    #expect(NumberText.fixed(9.999, decimals: 2) == "10.00")
    #expect(NumberText.fixed(.infinity, decimals: 2) == "inf")
    #expect(NumberText.bytes(999) == "999 bytes")
    #expect(NumberText.bytes(1_250_000) == "1.3 MB")
    #expect(NumberText.bytes(999_950) == "1.0 MB")
    #expect(NumberText.duration(0.0008) == "0.8 ms")
    #expect(NumberText.clock(62) == "1:02")
    #expect(NumberText.clock(3723) == "1:02:03")
    #expect(NumberText.clock(.infinity) == "99:59:59")
    #expect(NumberText.count(1, "file") == "1 file")
  }

  @Test func namesInTheCacheAreStableAndDiffer() {
    let name = CacheLocation.name(forPath: "/home/me/My notes")
    #expect(name == CacheLocation.name(forPath: "/home/me/My notes"))
    #expect(name.hasPrefix("Mynotes-"))
    #expect(name != CacheLocation.name(forPath: "/home/you/My notes"))
    #expect(CacheLocation.name(forPath: "/").hasPrefix("root-"))
  }

  @Test func progressShowsWhatFits() {
    let text = ProgressText(
      documentCount: 1200, byteCount: 30_000_000, totalByteCount: 60_000_000,
      currentPath: "papers/\u{1B}[2J/a very long name of a file.txt", seconds: 2)
    #expect(text.figures == "1,200 documents, 30.0 MB, 15.0 MB/s, 0:02 left")
    var merging = text
    (merging.mergeCount, merging.mergedShare) = (1, 0.376)
    #expect(merging.figures.hasSuffix("15.0 MB/s, 1 merge, merging 37 %, 0:02 left"))
    for width in 0...90 { #expect(DisplayWidth.of(text.line(width: width)) <= max(width, 1)) }
    #expect(text.line(width: 70).hasSuffix("  …ng name of a file.txt"))
    #expect(!text.line(width: 200).contains("\u{1B}"))
  }

  @Test func tablesAreAligned() {
    let table = TextTable(
      rows: [["field", "terms"], ["題名", "12"], ["x", "3,456"]], rightAligned: [1])
    #expect(table.lines == ["field  terms", "題名      12", "x      3,456"])
  }
}
