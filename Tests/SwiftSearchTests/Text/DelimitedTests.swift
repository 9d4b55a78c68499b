import Foundation
import Testing

@testable import SwiftSearch

@Suite struct DelimitedTests {
  @Test func columnsMapLikeKeys() throws {
    let text = """
      id,title,text,price,day,flag,zip,,path\r
      1,"a ""b"", c","two
      lines",1.5,2026-11-24,true,00123,x,p\r
      \r
      ,,only text\r
      """
    let ingested = try Ingested(text, named: "f.csv")
    #expect(ingested.skipped.isEmpty)
    #expect(ingested.documents.map(\.key) == ["1", "f.csv#5"])
    #expect(
      ingested.documents[0].fields == [
        .init("title", .text("a \"b\", c")), .init("text", .text("two\nlines")),
        .init("price", .number(1.5)),
        .init("day", .date(Date(timeIntervalSince1970: 1_795_478_400))),
        .init("flag", .keyword("true")), .init("zip", .text("00123")),
        .init("column8", .text("x")), .init("record.path", .text("p")),
        .init("path", .keyword("f.csv")), .init("line", .number(2)),
      ])
    #expect(ingested.documents[1]["line"] == .number(5))
  }

  @Test func delimitersAndQuotes() throws {
    let semicolons = try Ingested("id;n\na;1\n", named: "f.csv").documents
    #expect(semicolons.first?["n"] == .number(1))
    let tabs = try Ingested("id\ttext\na\t\"quoted\"\nb\t\"lone\nc\tx\"y\n", named: "f.tsv")
      .documents
    #expect(tabs.map { $0["text"] } == [.text("quoted"), .text("\"lone"), .text("x\"y")])
    let stray = try Ingested("id,text\na,5\" disk\nb,\"x\" y\n", named: "f.csv").documents
    #expect(stray.map { $0["text"] } == [.text("5\" disk"), .text("x y")])
    let open = try Ingested("id,text\na,b\nb,\"never\nclosed\n", named: "f.csv")
    #expect(open.documents.map(\.key) == ["a"])
    #expect(open.skipped.map(\.line) == [3])
  }

  @Test func legacyEncodingIsRead() throws {
    let text = "id,text\n1,".utf8 + [0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x82, 0xCC, 0x95, 0xB6]
    #expect(try Ingested(Array(text), named: "f.csv").documents.first?["text"] == .text("日本語の文"))
  }

  @Test func mutatedInputNeverTraps() throws {
    let folder = try TemporaryFolder()
    let content = Array("id,title,\"te\"\"xt\"\n1,\"a\nb\",c\n2,,\"\"\n\"x\",y;\tz\n".utf8)
    for seed in 0..<300 as Range<UInt64> {
      var generator = TextTestGenerator(seed: seed)
      try folder.write(generator.mutated(content), to: seed % 2 == 0 ? "f.csv" : "f.tsv")
      _ = try Ingested(path: folder.path)
    }
  }
}
