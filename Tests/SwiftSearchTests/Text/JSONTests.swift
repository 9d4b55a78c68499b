import Foundation
import Testing

@testable import SwiftSearch

@Suite struct JSONTests {
  @Test func recordBecomesFieldsByType() throws {
    let line = """
      {"id":"k1","title":"T","body":"B","n":1.5e1,"ok":true,"none":null,"day":"2026-11-24",\
      "tags":["a","b",3],"author":{"name":"N","x":{"y":-2}},"path":"p","line":7,"s":"x"}
      """
    let document = try #require(try Ingested(line, named: "f.jsonl").documents.first)
    #expect(document.key == "k1")
    #expect(
      document.fields == [
        .init("title", .text("T")), .init("text", .text("B")), .init("n", .number(15)),
        .init("ok", .keyword("true")),
        .init("day", .date(Date(timeIntervalSince1970: 1_795_478_400))),
        .init("tags", .keyword("a")), .init("tags", .keyword("b")), .init("tags", .number(3)),
        .init("author.name", .text("N")), .init("author.x.y", .number(-2)),
        .init("record.path", .text("p")), .init("record.line", .number(7)),
        .init("s", .text("x")), .init("path", .keyword("f.jsonl")), .init("line", .number(1)),
      ])
  }

  @Test func keysFallBackToTheLine() throws {
    let long = String(repeating: "k", count: 1025)
    let text =
      "{\"id\":12}\n\n{\"id\":\"\"}\r\n"
      + "{\"x\":1}\n{\"id\":\"\(long)\"}\n[1]\n{\"a\":}\n{}x\n{\"id\":\"z\"}"
    let ingested = try Ingested(text, named: "f.ndjson")
    #expect(ingested.documents.map(\.key) == ["12", "f.ndjson#3", "f.ndjson#4", "z"])
    #expect(ingested.skipped.map(\.line) == [5, 6, 7, 8])
    #expect(
      ingested.skipped.map(\.reason) == [
        SkipReason.keyTooLong, SkipReason.notAnObject,
        "invalid JSON: expected a value at column 6",
        "invalid JSON: text after the object at column 3",
      ])
    #expect(ingested.consumed == text.utf8.count)
  }

  @Test func bodyOnlyStandsInForText() throws {
    let documents = try Ingested(
      "{\"text\":\"a\",\"body\":\"b\"}\n{\"content\":\"c\",\"body\":\"b\"}", named: "f.jsonl"
    ).documents
    #expect(documents[0]["text"] == .text("a") && documents[0]["body"] == .text("b"))
    #expect(documents[1]["text"] == .text("b") && documents[1]["content"] == .text("c"))
  }

  @Test(arguments: [
    (#""a\n\t\"\\\/\b\f\r""#, "a\n\t\"\\/\u{8}\u{C}\r"), (#""\u00e9\u65E5""#, "é日"),
    (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""\u0000""#, "\0"), ("\"日本語 plain\"", "日本語 plain"), ("\"\"", ""),
  ])
  func strings(written: String, expected: String) throws {
    var scanner = JSONScanner()
    let bytes = Array(written.utf8)
    #expect(try scanner.string(bytes.span) == expected)
    #expect(scanner.position == bytes.count)
  }

  @Test(arguments: [
    "\"a", "\"\\", "\"\\u12", "\"\\x\"", "\"a\nb\"", "\"\\u12G4\"", "",
  ])
  func invalidStrings(written: String) {
    #expect(throws: JSONError.self) {
      var scanner = JSONScanner()
      let bytes = Array(written.utf8)
      _ = try scanner.string(bytes.span)
    }
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("12", 12), ("-3.25", -3.25), ("1e3", 1000), ("1E-2", 0.01),
    ("123456789012345678901234567890", 1.2345678901234568e29),
  ])
  func numbers(written: String, expected: Double) {
    let bytes = Array(written.utf8)
    #expect(JSONNumber.end(in: bytes.span, from: 0) == bytes.count)
    #expect(JSONNumber.value(of: bytes.span) == expected)
  }

  @Test(arguments: ["", "-", ".5", "1.", "1e", "1e+", "+1", "x"])
  func invalidNumbers(written: String) {
    #expect(JSONNumber.end(in: Array(written.utf8).span, from: 0) == nil)
  }

  @Test func depthBombIsRefused() throws {
    for open in ["[", "{\"a\":", "[{\"a\":"] {
      let bomb = "{\"x\":" + String(repeating: open, count: 300_000)
      let ingested = try Ingested(bomb + "\n{\"id\":\"after\"}", named: "f.jsonl")
      #expect(ingested.documents.map(\.key) == ["after"])
      #expect(ingested.skipped.first?.reason.contains("nested too deeply") == true)
    }
    let array = try Ingested(String(repeating: "[", count: 300_000), named: "f.json")
    #expect(array.skipped.first?.reason == "invalid JSON: nested too deeply")
    let deepest = String(repeating: "[", count: 127) + String(repeating: "]", count: 127)
    #expect(try Ingested("{\"a\":\(deepest)}", named: "f.jsonl").documents.count == 1)
  }

  @Test func fieldsAreBounded() throws {
    let members = (0..<300).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    let ingested = try Ingested("{\(members)}\n{\(members)}", named: "f.jsonl")
    #expect(ingested.documents.map(\.fields.count) == [258, 258])
    #expect(ingested.skipped.map(\.reason) == [SkipReason.fieldsLeftOut])
  }

  @Test func filesOfJSON() throws {
    let one = try Ingested("{\n\"title\":\"T\"}\n", named: "f.json").documents
    #expect(
      one == [
        Document(
          key: "f.json", fields: [.init("title", .text("T")), .init("path", .keyword("f.json"))])
      ])
    let array = try Ingested("[{\"id\":\"a\"},\n{\"x\":1}, 5]", named: "f.json")
    #expect(array.documents.map(\.key) == ["a", "f.json#2"])
    #expect(array.documents.map { $0["line"] } == [.number(1), .number(2)])
    #expect(array.skipped == [SkippedFile(path: "f.json", line: 2, reason: "not a JSON object")])
    let sequence = try Ingested("{\"x\":1}\n{\"x\":2}", named: "f.json").documents
    #expect(sequence.map(\.key) == ["f.json#1", "f.json#2"])
    let strings = try Ingested("[[\"a\", {\"k\": \"b\"}], 1, \"c\"]", named: "f.json").documents
    #expect(strings.first?["text"] == .text("a\nb\nc"))
    let broken = try Ingested("[{\"id\":\"a\"},\n{\"x\" 1}]", named: "f.json")
    #expect(broken.documents.map(\.key) == ["a"] && broken.skipped.map(\.line) == [2])
  }

  @Test func mutatedInputNeverTraps() throws {
    let seedText = Array(
      """
      {"id":"k","title":"日本語 \\ud83d\\ude00 \\u00e9","n":-1.5e+10,"a":[1,"x",{"b":[true,null]}],\
      "d":"2026-11-24T10:00:00.5+09:00","o":{"p":{"q":"r"}}}
      """.utf8)
    for seed in 0..<1500 as Range<UInt64> {
      var generator = TextTestGenerator(seed: seed)
      let bytes = generator.mutated(seedText)
      var scanner = JSONScanner()
      _ = try? scanner.record(bytes.span)
      #expect(scanner.position <= bytes.count, "seed \(seed)")
      var reader = JSONFileReader(
        source: RecordSource(path: "f", isFile: true), modified: .number(0))
      reader.read(bytes.span) { _ in }
    }
  }
}
