/// How the analyzer treats a character.
enum CharacterClass: UInt8 {
  /// Ends words and runs.
  case `break` = 0
  /// Part of a word: letters, digits, and vowel signs that count as letters.
  case word = 1
  /// Continues a word or a run, and is part of its term.
  case mark = 2
  /// Continues a word or a run, and is left out of its term.
  case ignorable = 3
  /// A break between words, since some scripts mark them with nothing else, but not between the
  /// characters of a run, where it only says that a line may end.
  case zeroWidthSpace = 4
  case han = 8
  case hiragana = 9
  case katakana = 10
  case hangul = 11
}

/// What a character table says of a character.
struct CharacterEntry {
  /// The class in the lowest byte, and above it what to add to the code point to fold it.
  private let bits: UInt32

  @inline(__always)
  init(bits: UInt32) {
    self.bits = bits
  }

  @inline(__always)
  func isOf(_ other: CharacterClass) -> Bool {
    bits & 0xFF == UInt32(other.rawValue)
  }

  /// Whether runs are made of such characters: Han, kana and Hangul.
  var isRun: Bool {
    @inline(__always) get { bits & 8 != 0 }
  }

  /// The folded form of the character that this is the entry of.
  @inline(__always)
  func fold(_ codePoint: UInt32) -> UInt32 {
    UInt32(bitPattern: Int32(bitPattern: codePoint) &+ (Int32(bitPattern: bits) >> 8))
  }

  /// The class, for code that is not in a hurry.
  var characterClass: CharacterClass {
    CharacterClass(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .break
  }
}

/// The class and the fold of every character, decoded from ``CharacterTableData`` at first use.
struct CharacterTable: Sendable {
  /// Letters and digits in lower case, and nothing else.
  static let words = CharacterTable(
    blockCount: CharacterTableData.wordsBlockCount, records: CharacterTableData.wordsRecords,
    blocks: CharacterTableData.wordsBlocks, index: CharacterTableData.wordsIndex)

  /// Every class, with case and width folded.
  static let scripts = CharacterTable(
    blockCount: CharacterTableData.scriptsBlockCount, records: CharacterTableData.scriptsRecords,
    blocks: CharacterTableData.scriptsBlocks, index: CharacterTableData.scriptsIndex)

  private let table: TwoStageTable

  private init(blockCount: Int, records: String, blocks: String, index: String) {
    let entries = Self.records(records.utf8.span)
    table = TwoStageTable(
      blockCount: blockCount, indexCount: 0x110000 / TwoStageTable.blockSize,
      fillValues: { values in
        Self.forEachRun(in: blocks.utf8.span) { record, count in
          values.append(repeating: entries[record], count: count)
        }
      },
      fillIndex: { numbers in
        Self.forEachRun(in: index.utf8.span) { block, count in
          numbers.append(repeating: UInt16(block), count: count)
        }
      })
  }

  @inline(__always)
  subscript(codePoint: UInt32) -> CharacterEntry {
    CharacterEntry(bits: table[codePoint])
  }

  private static func records(_ digits: Span<UInt8>) -> [UInt32] {
    var records: [UInt32] = []
    records.reserveCapacity(digits.count / 6)
    for start in stride(from: 0, to: digits.count, by: 6) {
      var record: UInt32 = 0
      for offset in start..<start + 6 {
        record = record << 6 | UInt32(digits[offset] &- 0x30)
      }
      records.append(record)
    }
    return records
  }

  private static func forEachRun(in digits: Span<UInt8>, _ body: (Int, Int) -> Void) {
    for start in stride(from: 0, to: digits.count, by: 3) {
      let value = Int(digits[start] &- 0x30) << 6 | Int(digits[start + 1] &- 0x30)
      body(value, Int(digits[start + 2] &- 0x30) + 1)
    }
  }
}
