/// The class and the fold of every character, decoded from ``CharacterTables`` at first use.
struct CharacterTable: Sendable {
  /// Letters and digits in lower case, and nothing else.
  static let words = CharacterTable(
    blockCount: CharacterTables.wordsBlockCount, records: CharacterTables.wordsRecords,
    alternatives: CharacterTables.wordsAlternatives, options: 0,
    blocks: CharacterTables.wordsBlocks, index: CharacterTables.wordsIndex,
    sequences: CharacterTables.wordsSequences)

  // One for each pair of the options that entries depend on, so that none is decoded in vain.
  private static let plain = scripts(options: 0)
  private static let withoutAccents = scripts(options: 1)
  private static let withoutVariants = scripts(options: 2)
  private static let withoutBoth = scripts(options: 3)

  /// Every class, with width, case and compatibility forms folded, and what `options` say.
  static func scripts(_ options: AnalysisOptions) -> CharacterTable {
    switch (options.removesAccents, options.unifiesHanVariants) {
    case (true, true): withoutBoth
    case (true, false): withoutAccents
    case (false, true): withoutVariants
    case (false, false): plain
    }
  }

  private static func scripts(options: UInt32) -> CharacterTable {
    CharacterTable(
      blockCount: CharacterTables.scriptsBlockCount,
      records: CharacterTables.scriptsRecords,
      alternatives: CharacterTables.scriptsAlternatives, options: options,
      blocks: CharacterTables.scriptsBlocks, index: CharacterTables.scriptsIndex,
      sequences: CharacterTables.scriptsSequences)
  }

  private let table: TwoStageTable

  private init(
    blockCount: Int, records: String, alternatives: String, options: UInt32, blocks: String,
    index: String, sequences: String
  ) {
    let entries = Self.records(records.utf8.span, alternatives.utf8.span, options: options)
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
      },
      sequenceCount: sequences.utf8.count / 4,
      fillSequences: { scalars in
        let digits = sequences.utf8.span
        for start in stride(from: 0, to: digits.count, by: 4) {
          scalars.append(Self.number(digits, at: start, width: 4))
        }
      })
  }

  @inline(__always)
  subscript(codePoint: UInt32) -> CharacterEntry {
    CharacterEntry(bits: table[codePoint])
  }

  /// A scalar of the sequence of an expansion.
  func scalar(ofSequence number: Int) -> UInt32 { table.sequence(number) }

  private static func records(
    _ digits: Span<UInt8>, _ alternatives: Span<UInt8>, options: UInt32
  ) -> [UInt32] {
    var records: [UInt32] = []
    records.reserveCapacity(digits.count / 6)
    for start in stride(from: 0, to: digits.count, by: 6) {
      records.append(number(digits, at: start, width: 6))
    }
    for start in stride(from: 0, to: alternatives.count, by: 10)
    where number(alternatives, at: start, width: 1) & options != 0 {
      let record = Int(number(alternatives, at: start + 1, width: 3))
      records[record] = number(alternatives, at: start + 4, width: 6)
    }
    return records
  }

  @inline(__always)
  private static func number(_ digits: Span<UInt8>, at start: Int, width: Int) -> UInt32 {
    var number: UInt32 = 0
    for offset in start..<start + width {
      number = number << 6 | UInt32(digits[offset] &- 0x30)
    }
    return number
  }

  private static func forEachRun(in digits: Span<UInt8>, _ body: (Int, Int) -> Void) {
    for start in stride(from: 0, to: digits.count, by: 4) {
      let value = Int(number(digits, at: start, width: 3))
      body(value, Int(digits[start + 3] &- 0x30) + 1)
    }
  }
}
