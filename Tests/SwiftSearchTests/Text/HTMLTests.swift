import Foundation
import Testing

@testable import SwiftSearch

@Suite struct HTMLTests {
  @Test(arguments: [
    ("<p>one</p><p>two</p>", "one two"), ("a<b>b</b>c", "abc"), ("a<br>b", "a b"),
    ("x<script>if (a<b) { '</p>' }</script>y", "x y"), ("x<style>p{}</style>y", "x y"),
    ("x<!-- <p>no -->y", "xy"), ("x<!-->y", "xy"),
    ("x<template><p>a<template>b</template>c</template>y", "x y"),
    ("x<noscript>no</noscript>y", "xy"), ("&lt;&amp;&gt;&quot;&apos;", "<&>\"'"),
    ("&#65;&#x42;&#x1F600;&eacute;&mdash;", "AB😀é—"),
    ("&#150;&#0;&#xD800;&#99999999999;", "–\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("&nosuch; &amp &copy=1", "&nosuch; & &copy=1"), ("a < b <3 </ x>", "a < b <3"),
    ("<a title='>' href=\"x>y\">z</a>", "z"), ("<![CDATA[a<b]]>c", "a<bc"),
    ("<ruby>東<rp>(</rp><rt>とう</rt>京<rt>きょう<rp>)</ruby>は", "東京 とうきょう は"),
    ("<td>1</td><td>2</td>", "1 2"), ("a<wbr>b", "ab"), ("<div", ""), ("a<", "a<"), ("&", "&"),
  ])
  func text(source: String, expected: String) {
    let text = HTMLTextExtractor.extract(Array(source.utf8)).text
    #expect(text.trimmingSpaces() == expected)
  }

  @Test func titleAndDate() throws {
    let page = """
      <html><head><title>A &amp; <b>
      B</title><meta content="2026-11-24" property="article:published_time"></head>
      <body><h1>Head</h1>
      <svg><title>icon</title></svg>text</body>
      """
    let found = HTMLTextExtractor.extract(Array(page.utf8))
    #expect(found.title == "A & <b> B")
    #expect(found.date == Date(timeIntervalSince1970: 1_795_478_400))
    #expect(
      HTMLTextExtractor.extract(Array("<h1>One <i>two</i></h1><h1>x</h1>".utf8)).title == "One two")
    #expect(HTMLTextExtractor.extract(Array("plain".utf8)).title == nil)
    let open = HTMLTextExtractor.extract(Array("<title>never closed <p>text".utf8))
    #expect(open.text.contains("text"))
    let document = try #require(try Ingested("<p>x", named: "page.html").documents.first)
    #expect(document["title"] == .text("page.html"))
  }

  @Test func linesStayWhereTheyAre() {
    let page = Array(
      """
      <!DOCTYPE html>
      <!-- a
      comment --><title>a
      b</title><script>
      x
      </script>
      <p class="a
      b">text &#10; &amp;
      <ruby>a<rt>b
      </rt></ruby><template>
      </template><![CDATA[
      ]]><h1>
      h</h1>\r
      end
      """.utf8)
    for seed in 0..<600 as Range<UInt64> {
      var generator = TextTestGenerator(seed: seed)
      let source = seed == 0 ? page : generator.mutated(page)
      let text = HTMLTextExtractor.extract(source).text
      #expect(text.utf8.count { $0 == 0x0A } == source.count { $0 == 0x0A }, "seed \(seed)")
    }
    let lines = HTMLTextExtractor.extract(page).text.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last == "end" && lines[7].contains("text"))
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "<", "<!--", "<a ", "<a b='", "</", "&", "&#", "<script>", "<template>", "<![CDATA[",
      "<title>", "<a =", "<ruby><rt>", "<!-",
    ])
  func hostileInputTakesLinearTime(piece: String) {
    let source = Array(String(repeating: piece, count: 60_000).utf8)
    _ = HTMLTextExtractor.extract(source)
  }
}
