/// Goes over a text character by character, folded.
///
/// A character that stands for several is read as those, and marks in canonical order, so that all
/// normal forms of a text read alike. What composition would join again is left to the reader.
struct FoldingCursor {
  /// Marks beyond so many are ordered among their like only; no language comes near.
  private static let pendingLimit = 32

  /// The folded character.
  private(set) var value: UInt32 = 0
  /// What the table says of it; past the text's end it is a break.
  private(set) var entry = CharacterEntry.break
  /// Where it begins and ends in the text, with what was read together with it.
  private(set) var start: Int
  private(set) var end: Int
  // Characters that stand for the one in the text and are still to be read.
  private var pending = InlineArray<32, UInt32>(repeating: 0)
  private var pendingIndex = 0
  private var pendingCount = 0

  @inline(__always)
  init(_ bytes: borrowing TextBytes, at offset: Int, _ table: CharacterTable) {
    start = offset
    end = offset
    load(bytes, table)
  }

  /// Whether more is read for the place in the text that is being read.
  var hasPending: Bool {
    @inline(__always) get { pendingIndex < pendingCount }
  }

  /// Moves on by a character.
  @inline(__always)
  mutating func advance(_ bytes: borrowing TextBytes, _ table: CharacterTable) {
    if pendingIndex < pendingCount { return takePending(table) }
    start = end
    load(bytes, table)
  }

  /// Reads on at another place.
  @inline(__always)
  mutating func move(to offset: Int, _ bytes: borrowing TextBytes, _ table: CharacterTable) {
    (pendingIndex, pendingCount) = (0, 0)
    start = offset
    load(bytes, table)
  }

  @inline(__always)
  private mutating func load(_ bytes: borrowing TextBytes, _ table: CharacterTable) {
    guard let scalar = bytes.scalar(at: start) else {
      (value, entry, end) = (0, .break, start &+ 1)
      return
    }
    entry = table[scalar.value]
    value = entry.fold(scalar.value)
    end = start &+ scalar.length
    if entry.isSpecial { expand(bytes, table) }
  }

  /// Reads an expansion or a mark, with the marks behind it.
  @inline(never)
  private mutating func expand(_ bytes: borrowing TextBytes, _ table: CharacterTable) {
    pendingIndex = 0
    pendingCount = 0
    var next = start
    while let scalar = bytes.scalar(at: next) {
      let entry = table[scalar.value]
      let sequence = entry.sequence
      if entry.isOf(.expansion) {
        let first = table[table.scalar(ofSequence: sequence.lowerBound)]
        guard next == start || first.combiningClass > 0,
          pendingCount + sequence.count <= Self.pendingLimit
        else { break }
        for number in sequence { append(table.scalar(ofSequence: number), table) }
      } else if entry.combiningClass > 0 {
        guard pendingCount < Self.pendingLimit else { break }
        append(scalar.value, table)
      } else if !entry.isOf(.ignorable) {
        break
      }
      next += scalar.length
    }
    end = next
    takePending(table)
  }

  private mutating func append(_ scalar: UInt32, _ table: CharacterTable) {
    var place = pendingCount
    pendingCount += 1
    let order = table[scalar].combiningClass
    if order > 0 {
      while place > 0, table[pending[place - 1]].combiningClass > order {
        pending[place] = pending[place - 1]
        place -= 1
      }
    }
    pending[place] = scalar
  }

  private mutating func takePending(_ table: CharacterTable) {
    let scalar = pending[pendingIndex]
    pendingIndex += 1
    entry = table[scalar]
    value = entry.isOf(.mark) ? scalar : entry.fold(scalar)
  }
}
