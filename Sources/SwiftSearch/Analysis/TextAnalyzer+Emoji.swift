extension TextAnalyzer {
  /// Characters of an emoji that joins many; longer ones are cut.
  private static let emojiLimit = 10

  /// Hands on the emoji that `cursor` is at the beginning of, as a word. Joiners are left out, and
  /// so are skin tones, which are styles of the same picture.
  @inline(never)
  func analyzeEmoji<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, _ cursor: inout FoldingCursor, _ table: CharacterTable,
    scratch: inout AnalysisScratch, extent: inout TextExtent, into sink: inout Sink
  ) {
    let start = cursor.start
    let isFlag = cursor.entry.isOf(.flag)
    var used = scratch.bytes.store(scalar: cursor.value, at: 0)
    var count = 1
    var end = cursor.end
    var isJoined = false
    while true {
      cursor.advance(bytes, table)
      if cursor.entry.isOf(.ignorable) {
        isJoined = isJoined || bytes.scalar(at: cursor.start)?.value == 0x200D
      } else if cursor.entry.isOf(.emoji), 0x1F3FB...0x1F3FF ~= cursor.value {
        isJoined = false
      } else if isFlag && count == 1 && cursor.entry.isOf(.flag)
        || isJoined && cursor.entry.isOf(.emoji)
      {
        if count < Self.emojiLimit { used += scratch.bytes.store(scalar: cursor.value, at: used) }
        count += 1
        isJoined = false
      } else {
        break
      }
      end = cursor.end
    }
    sink.receive(
      scratch.bytes.span(from: 0, to: used), kind: .word, position: extent.nextPosition,
      source: start..<end)
    extent.add(positions: 1)
  }
}
