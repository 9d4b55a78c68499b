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
