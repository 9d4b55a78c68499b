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
    let reference = ReferenceAnalyzer(splitsCJK: false)
    let wrong = Self.knownScalars.filter {
      let isWord = CharacterTable.words[$0.value].characterClass == .word
      return isWord != (reference.kind(of: $0) == .word)
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

  @Test func caseFoldsAlike() {
    let wrong = Self.knownScalars.filter { scalar in
      let folded = CharacterTable.scripts[scalar.value].fold(scalar.value)
      let properties = scalar.properties
      return [properties.lowercaseMapping, properties.uppercaseMapping].contains {
        guard $0.unicodeScalars.count == 1, let other = $0.unicodeScalars.first else {
          return false
        }
        guard let age = other.properties.age, age <= (15, 0) else { return false }
        return CharacterTable.scripts[other.value].fold(other.value) != folded
      }
    }
    // The dotless i is another letter than i, though both have the same upper case.
    #expect(wrong == ["\u{131}"], "\(wrong.prefix(100))")
  }

  @Test func foldingTwiceChangesNothing() {
    let wrong = Self.knownScalars.filter {
      let once = CharacterTable.scripts[$0.value].fold($0.value)
      return CharacterTable.scripts[once].fold(once) != once
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(100))")
  }

  @Test func marksAndIgnorablesContinueWords() {
    let reference = ReferenceAnalyzer(splitsCJK: true)
    let wrong = Self.knownScalars.filter {
      let entry = CharacterTable.scripts[$0.value]
      switch reference.kind(of: $0) {
      case .breaking: return entry.characterClass != .break
      case .mark: return entry.characterClass != .mark
      case .ignorable: return entry.characterClass != .ignorable
      case .zeroWidthSpace: return entry.characterClass != .zeroWidthSpace
      case .word, .run: return entry.characterClass != .word && !entry.isRun
      }
    }
    #expect(wrong.count <= Self.changes, "\(wrong.prefix(100))")
  }

  @Test(arguments: [
    ("々〆〇〻漢\u{20000}\u{2EBF0}\u{3FFFF}\u{F900}", CharacterClass.han), ("ひんゝ", .hiragana),
    ("カーヽｱｰㇰ", .katakana), ("가힣\u{1100}", .hangul), ("aÀ9Ａ９①ㅋﾡ", .word), ("・･。😀_ ゛", .break),
    ("\u{301}\u{3099}ﾞﾟ\u{20DD}\u{1161}", .mark),
    ("\u{AD}\u{FE0F}\u{E0100}\u{200D}\u{FEFF}", .ignorable),
  ])
  func classes(characters: String, expected: CharacterClass) {
    for scalar in characters.unicodeScalars {
      #expect(CharacterTable.scripts[scalar.value].characterClass == expected, "\(scalar)")
    }
  }

  @Test func nothingLiesPastTheLastCodePoint() {
    for value: UInt32 in [0x110000, .max] {
      #expect(CharacterTable.scripts[value].characterClass == .break)
      #expect(CharacterTable.scripts[value].fold(value) == value)
    }
  }

  @Test func versionIsTheChecksumOfTheTables() {
    let sections = [
      CharacterTableData.wordsRecords, CharacterTableData.wordsBlocks,
      CharacterTableData.wordsIndex, CharacterTableData.scriptsRecords,
      CharacterTableData.scriptsBlocks, CharacterTableData.scriptsIndex,
    ]
    var checksum: UInt32 = .max
    for byte in sections.joined().utf8 {
      checksum ^= UInt32(byte)
      for _ in 0..<8 {
        checksum = checksum & 1 == 0 ? checksum >> 1 : checksum >> 1 ^ 0xEDB8_8320
      }
    }
    #expect(~checksum == CharacterTableData.version)
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
