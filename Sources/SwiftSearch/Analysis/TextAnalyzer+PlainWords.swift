extension TextAnalyzer {
  /// ``analyze(_:from:scratch:into:)-swift.method`` for plain words.
  func analyzePlainWords<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, scratch: inout AnalysisScratch, extent: inout TextExtent,
    into sink: inout Sink
  ) {
    var offset = 0
    while offset < bytes.count {
      let chunk = ASCIIChunk(bytes.eight(at: offset))
      let letters = chunk.wordCount
      if letters == 0 {
        let breaks = chunk.breakCount
        offset += breaks
        guard breaks == 0 else { continue }
        guard let first = bytes.scalar(at: offset) else {
          offset += 1
          continue
        }
        if CharacterTable.words[first.value].isOf(.word) {
          offset = analyzePlainWord(
            bytes, at: offset, scratch: &scratch, extent: &extent, into: &sink)
        } else {
          offset += first.length
        }
      } else if letters < 8, chunk.isASCII(at: letters) {
        // Most words of English end here. The byte after the word is no part of any other.
        let word = chunk.lowercased(count: letters)
        scratch.bytes.store(eight: word, at: 0)
        sink.receive(
          scratch.bytes.span(from: 0, to: letters), shortWord: word,
          position: extent.nextPosition, source: offset..<offset + letters)
        extent.add(positions: 1)
        offset += letters + 1
      } else {
        offset = analyzePlainWord(
          bytes, at: offset, scratch: &scratch, extent: &extent, into: &sink)
      }
    }
  }

  /// Hands on the word that begins at `start` and returns where it ends.
  @inline(never)
  private func analyzePlainWord<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, at start: Int, scratch: inout AnalysisScratch,
    extent: inout TextExtent, into sink: inout Sink
  ) -> Int {
    // Once `used` is past the limit it stays there, so that the first bytes of a giant word are
    // kept and the others overwrite each other behind them.
    let full = Self.termLimit + 1
    var used = 0
    var end = start
    while true {
      let chunk = ASCIIChunk(bytes.eight(at: end))
      let letters = chunk.wordCount
      scratch.bytes.store(eight: chunk.lowercased, at: used)
      used = min(used + letters, full)
      end += letters
      if letters == 8 { continue }
      if chunk.isASCII(at: letters) { break }
      if !appendWide(bytes, at: &end, to: &scratch.bytes, used: &used, full: full) { break }
    }
    if used == full {
      used = Self.termLimit
      // Cut before the scalar that does not fit.
      while scratch.bytes[used] & 0xC0 == 0x80 { used -= 1 }
    }
    sink.receive(
      scratch.bytes.span(from: 0, to: used), kind: .word, position: extent.nextPosition,
      source: start..<end)
    extent.add(positions: 1)
    return end
  }

  /// Appends the characters at `end` that are not ASCII and continue a word. Returns whether the
  /// word may go on with ASCII.
  @inline(__always)
  private func appendWide(
    _ bytes: borrowing TextBytes, at end: inout Int, to scratch: inout ByteScratch,
    used: inout Int, full: Int
  ) -> Bool {
    let table = CharacterTable.words
    while let scalar = bytes.scalar(at: end) {
      if scalar.length == 1 { return true }
      let entry = table[scalar.value]
      guard entry.isOf(.word) else { return false }
      used = min(used + scratch.store(scalar: entry.fold(scalar.value), at: used), full)
      end += scalar.length
    }
    return false
  }
}
