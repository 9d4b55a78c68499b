import Testing

@Suite struct SwiftCodeTests {
  @Test(arguments: [
    ("let a = 1 // b", "let a = 1"),
    ("a /* b /* c */ d */ e", "a  e"),
    (#"f("b \(c + "d") e") + g"#, "f(  c +  ) + g"),
    (##"f(#"b "c" \(d)"#) + e"##, "f() + e"),
    ("a\n\"\"\"\nb \"c\"\n\"\"\"\nd", "a\n\n\n\nd"),
    (##"f(#/"a/#) + b"##, "f() + b"),
    (#"f("a\"b") + c"#, "f() + c"),
  ])
  func commentsAndLiteralsDisappear(source: String, expected: String) {
    let found = SwiftCode.stripped(source)
    #expect(squeezed(found) == squeezed(expected))
    #expect(found.utf8.count == source.utf8.count)
    #expect(
      found.split(separator: "\n", omittingEmptySubsequences: false).count
        == source.split(separator: "\n", omittingEmptySubsequences: false).count)
  }

  private func squeezed(_ text: String) -> String { text.filter { $0 != " " } }
}
