import Testing

@testable import SwiftSearch

@Suite struct CharacterTableTests {
  /// Scalars that the version of Unicode that the tables are made from knows.
  /// Of the large scripts, in which all characters are alike, only a few.
  private static let knownScalars: [Unicode.Scalar] = {
    let large: [ClosedRange<UInt32>] = [
      0x3400...0xA000, 0xAC00...0xD7A3, 0x17000...0x18CFF, 0x20000...0x323AF,
    ]
    var scalars: [Unicode.Scalar] = []
    for value in UInt32(0)...0x323AF {
      guard value % 97 == 0 || !large.contains(where: { $0.contains(value) }) else { continue }
      guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age else { continue }
      if age <= (15, 0) { scalars.append(scalar) }
    }
    return scalars
  }()

  /// Characters whose properties later versions of Unicode changed, at most so many.
  private static let changes = 40

  @Test func wordsAreAlphabeticOrNumericCharacters() {
    let wrong = Self.knownScalars.filter {
      let isWord = CharacterTable.words[$0.value].characterClass == .word
      let properties = $0.properties
      return isWord
        != (properties.isAlphabetic || properties.numericType != nil
          || 0x20000...0x3FFFF ~= $0.value)
    }
    #expect(wrong.count <= Self.changes, "\(wrong.prefix(100))")
  }

  @Test func wordsAreInLowerCase() {
    let wrong = Self.knownScalars.filter {
      let entry = CharacterTable.words[$0.value]
      let lower = $0.properties.lowercaseMapping.unicodeScalars
      return entry.characterClass == .word && entry.fold($0.value) != lower.first?.value
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(100))")
  }

  private func folded(_ text: String, _ options: AnalysisOptions) -> [UInt32] {
    let table = CharacterTable.scripts(options)
    var cursor = FoldingCursor(TextBytes(text.utf8.span), at: 0, table)
    var values: [UInt32] = []
    while cursor.start < text.utf8.count {
      if !cursor.entry.isOf(.ignorable) { values.append(cursor.value) }
      cursor.advance(TextBytes(text.utf8.span), table)
    }
    return values
  }

  @Test(arguments: [AnalysisOptions.general, .exact])
  func caseFoldsAlike(options: AnalysisOptions) {
    let wrong = Self.knownScalars.filter { scalar in
      let properties = scalar.properties
      return [properties.lowercaseMapping, properties.uppercaseMapping].contains { other in
        guard other.unicodeScalars.allSatisfy({ $0.properties.age ?? (99, 0) <= (15, 0) })
        else { return false }
        return folded(String(scalar), options) != folded(other, options)
      }
    }
    // The iota below a vowel is a mark here, and a letter in capitals. The dotless i has the
    // capital of another letter.
    let known = wrong.filter {
      $0 != "\u{131}" && $0 != "\u{345}" && !(0x1F80...0x1FFF ~= $0.value)
    }
    #expect(known.isEmpty, "\(known.prefix(100).map { String($0.value, radix: 16) })")
  }

  @Test(arguments: [AnalysisOptions.general, .exact])
  func foldingTwiceChangesNothing(options: AnalysisOptions) {
    let wrong = Self.knownScalars.filter { scalar in
      let once = folded(String(scalar), options)
      let text = String(String.UnicodeScalarView(once.compactMap(Unicode.Scalar.init)))
      return folded(text, options) != once
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(100).map { String($0.value, radix: 16) })")
  }

  @Test(arguments: [
    ("々〆〇〻漢\u{20000}\u{2EBF0}\u{3FFFF}\u{F900}", CharacterClass.han), ("ひんゝ", .hiragana),
    ("カーヽｱｰㇰ", .katakana), ("가힣\u{1100}ㅋﾡ", .hangul), ("aＡжⅰ\u{93E}", .word), ("9９①²٣", .digit),
    ("。（ —", .break), ("・･_－‑’＇．,&＋#", .connector), ("😀❤🀄", .emoji), ("ﬁ㍿½゛ß", .expansion),
    ("\u{301}\u{3099}\u{20DD}\u{94D}", .mark), ("\u{1161}\u{11A8}ㅏ", .jamo),
    ("\u{AD}\u{FE0F}\u{E0100}\u{200D}\u{FEFF}", .ignorable),
  ])
  func classes(characters: String, expected: CharacterClass) {
    for scalar in characters.unicodeScalars {
      #expect(CharacterTable.scripts(.exact)[scalar.value].characterClass == expected, "\(scalar)")
    }
  }

  @Test func nothingLiesPastTheLastCodePoint() {
    for value: UInt32 in [0x110000, .max] {
      #expect(CharacterTable.scripts(.exact)[value].characterClass == .break)
      #expect(CharacterTable.scripts(.exact)[value].fold(value) == value)
    }
  }

  @Test func versionIsTheChecksumOfTheTables() {
    let sections = [
      CharacterTables.wordsRecords, CharacterTables.wordsAlternatives,
      CharacterTables.wordsBlocks, CharacterTables.wordsIndex,
      CharacterTables.wordsSequences, CharacterTables.scriptsRecords,
      CharacterTables.scriptsAlternatives, CharacterTables.scriptsBlocks,
      CharacterTables.scriptsIndex, CharacterTables.scriptsSequences,
    ]
    var checksum: UInt32 = .max
    for byte in sections.joined().utf8 {
      checksum ^= UInt32(byte)
      for _ in 0..<8 {
        checksum = checksum & 1 == 0 ? checksum >> 1 : checksum >> 1 ^ 0xEDB8_8320
      }
    }
    #expect(~checksum == CharacterTables.version)
  }

  @Test func everyKanaIsComposedAsUnicodeDoes() {
    for base in UInt32(0x3041)...0x30FF {
      for mark in [CharacterComposition.voicedMark, CharacterComposition.semiVoicedMark] {
        guard let first = Unicode.Scalar(base), let second = Unicode.Scalar(mark) else { continue }
        let parts = String(String.UnicodeScalarView([first, second]))
        let composed = CharacterComposition.compose(base, mark).flatMap(Unicode.Scalar.init)
        // Strings are equal if they are canonically equivalent.
        let expected = (UInt32(0x3041)...0x30FF).compactMap(Unicode.Scalar.init)
          .first { String($0) == parts }
        #expect(composed == expected, "\(parts)")
      }
    }
  }
}
