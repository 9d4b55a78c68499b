import SwiftSearch
import Testing

@testable import swift_search

@Suite struct SafeTextTests {
  @Test func everyControlCharacterIsReplaced() {
    let controls =
      Array(0..<0x20) + Array(0x7F..<0xA0) + Array(0x202A...0x202E)
      + Array(0x2066...0x2069) + [0x061C, 0x200E, 0x200F, 0x2028, 0x2029]
    for value in controls.compactMap(Unicode.Scalar.init) {
      let safe = SafeText.make("a\(value)b")
      #expect(!safe.unicodeScalars.contains(value))
      #expect(safe.hasPrefix("a") && safe.hasSuffix("b") && safe.count >= 3)
    }
  }

  @Test func whiteSpaceBecomesSpacesAndTheRestIsSpelledOut() {
    #expect(SafeText.make("a\tb\r\nc") == "a b  c")
    #expect(SafeText.make("\u{1B}[31m") == "\\u{1B}[31m")
    #expect(SafeText.make("\u{202E}txt") == "\\u{202E}txt")
  }

  @Test func ordinaryTextStaysAsItIs() {
    let text = "naïve 法律建議 とうきょう 한국어 👩‍👩‍👧 עברית «»"
    #expect(SafeText.make(text) == text)
  }

  @Test func widthsCountColumns() {
    #expect(DisplayWidth.of("abc") == 3)
    #expect(DisplayWidth.of("法律") == 4)
    #expect(DisplayWidth.of("e\u{301}") == 1)
    #expect(DisplayWidth.truncate("法律建議", to: 5) == "法律…")
    #expect(DisplayWidth.truncatePath("a/long/path.txt", to: 9) == "…path.txt")
    #expect(DisplayWidth.truncatePath("a.txt", to: 9) == "a.txt")
  }
}
