import Testing

@testable import SwiftSearch

@Suite struct GitignoreTests {
  /// A pattern, a path, whether the path is a directory, whether the pattern leaves it out.
  @Test(arguments: [
    ("foo", "foo", false, true), ("foo", "a/b/foo", false, true), ("foo", "food", false, false),
    ("/foo", "foo", false, true), ("/foo", "a/foo", false, false),
    ("a/foo", "a/foo", false, true), ("a/foo", "b/a/foo", false, false),
    ("foo/", "foo", true, true), ("foo/", "foo", false, false), ("foo/", "a/foo", true, true),
    ("*.o", "main.o", false, true), ("*.o", "a/main.o", false, true), ("*.o", "o", false, false),
    ("a/*", "a/b", false, true), ("a/*", "a/b/c", false, false), ("a/*/c", "a/b/c", false, true),
    ("**/foo", "foo", false, true), ("**/foo", "a/b/foo", false, true),
    ("foo/**", "foo", true, false), ("foo/**", "foo/a", false, true),
    ("foo/**", "foo/a/b", false, true), ("a/**/b", "a/b", false, true),
    ("a/**/b", "a/x/b", false, true), ("a/**/b", "a/x/y/b", false, true),
    ("a/**/b", "a/x/y/c", false, false), ("a**b", "axxb", false, true),
    ("a**b", "ax/xb", false, false), ("?", "x", false, true), ("??", "é", false, true),
    ("?", "xy", false, false), ("[a-c]x", "bx", false, true), ("[a-c]x", "dx", false, false),
    ("[!a-c]x", "dx", false, true), ("[^a-c]x", "ax", false, false), ("[]]", "]", false, true),
    ("[[:digit:]]", "7", false, true), ("[[:digit:]]", "x", false, false),
    ("[a", "[a", false, false), ("\\#a", "#a", false, true), ("#a", "#a", false, false),
    ("\\!a", "!a", false, true), ("\\*", "*", false, true), ("\\*", "x", false, false),
    ("a ", "a", false, true), ("a\\ ", "a ", false, true), ("a\\", "a", false, false),
    ("", "a", false, false), ("/", "a", true, false), ("a\r", "a", false, true),
    ("日本*", "日本語.txt", false, true), ("**", "a/b", false, true), ("a/**/", "a/b", true, true),
  ])
  func matches(pattern: String, path: String, isDirectory: Bool, expected: Bool) {
    var rules = Gitignore()
    rules.add(Array(pattern.utf8), depth: 0)
    #expect(rules.excludes(components(path), isDirectory: isDirectory) == expected)
  }

  @Test func lastPatternDecides() {
    var rules = Gitignore()
    rules.add(Array("*.log\n!keep.log\n".utf8), depth: 0)
    #expect(rules.excludes(components("a.log"), isDirectory: false) == true)
    #expect(rules.excludes(components("x/keep.log"), isDirectory: false) == false)
    rules.add(Array("keep.log\n/top\n".utf8), depth: 1)
    #expect(rules.excludes(components("x/keep.log"), isDirectory: false) == true)
    #expect(rules.excludes(components("x/top"), isDirectory: false) == true)
    #expect(rules.excludes(components("top"), isDirectory: false) == false)
    rules.removeFiles(fromDepth: 1)
    #expect(rules.excludes(components("x/keep.log"), isDirectory: false) == false)
  }

  @Test(.timeLimit(.minutes(1))) func hostilePatternsAreBounded() {
    var rules = Gitignore()
    rules.add(Array(String(repeating: "*a", count: 500).utf8), depth: 0)
    rules.add(Array((String(repeating: "**/a/", count: 200) + "b").utf8), depth: 0)
    let name = [UInt8](repeating: UInt8(ascii: "a"), count: 255)
    #expect(rules.excludes([name + [UInt8(ascii: "b")]], isDirectory: false) == false)
    let deep = [[UInt8]](repeating: [UInt8(ascii: "a")], count: 400)
    #expect(rules.excludes(deep, isDirectory: false) == false)
  }

  private func components(_ path: String) -> [[UInt8]] {
    path.split(separator: "/").map { Array($0.utf8) }
  }
}
