extension TextAnalyzer {
  /// ``analyze(_:from:scratch:into:)-swift.method`` for words and runs.
  ///
  /// Words of ASCII without parts, which are most of English, are found eight bytes at a time; all
  /// else is left to ``analyzeStretch(_:at:dot:scratch:extent:into:)``.
  func analyzeScripts<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, scratch: inout AnalysisScratch, extent: inout TextExtent,
    into sink: inout Sink
  ) {
    let hasParts = options.identifiers != .none
    let addsSymbols = options.addsSymbols
    var offset = 0
    while offset < bytes.count {
      let chunk = ASCIIChunk(bytes.eight(at: offset))
      let letters = chunk.wordCount
      if letters == 0, chunk.breakCount > 0 {
        var breaks = chunk.breakCount
        if addsSymbols,
          let found = (0..<breaks).first(where: { Self.isOperator(chunk.byte(at: $0)) })
        {
          breaks = found
        }
        offset += breaks
        if breaks < chunk.breakCount {
          offset = analyzeStretch(
            bytes, at: offset, dot: nil, scratch: &scratch, extent: &extent, into: &sink)
        } else if hasParts, chunk.byte(at: breaks - 1) == 0x2E {
          offset = analyzeStretch(
            bytes, at: offset, dot: offset - 1, scratch: &scratch, extent: &extent, into: &sink)
        }
      } else if letters > 0, letters < 8, chunk.isASCII(at: letters),
        !hasParts || isSimple(chunk, letters, bytes, at: offset)
      {
        let word = chunk.lowercased(count: letters)
        scratch.bytes.store(eight: word, at: 0)
        sink.receive(
          scratch.bytes.span(from: 0, to: letters), shortWord: word,
          position: extent.nextPosition, source: offset..<offset + letters)
        extent.add(positions: 1)
        offset += addsSymbols ? letters : letters + 1
      } else if letters == 8,
        let end = analyzeLongWord(
          bytes, at: offset, scratch: &scratch, extent: &extent, into: &sink)
      {
        offset = end
      } else {
        offset = analyzeStretch(
          bytes, at: offset, dot: nil, scratch: &scratch, extent: &extent, into: &sink)
      }
    }
  }

  /// Whether the `count` letters and digits that a chunk begins with are a word without parts that
  /// ends there.
  @inline(__always)
  private func isSimple(
    _ chunk: ASCIIChunk, _ count: Int, _ bytes: borrowing TextBytes, at offset: Int
  ) -> Bool {
    guard chunk.isSimpleWord(count: count) else { return false }
    let next = chunk.byte(at: count)
    return next == 0x20 || next == 0x0A || endsWord(next, bytes, at: offset + count)
  }

  /// Whether the ASCII character `sign` at `offset` ends a word: it joins no parts, or no letter or
  /// digit follows.
  private func endsWord(_ sign: UInt8, _ bytes: borrowing TextBytes, at offset: Int) -> Bool {
    switch sign {
    case 0x23, 0x2B:  // # +
      return false
    case 0x26, 0x27, 0x2C, 0x2D, 0x2E, 0x5F:  // & ' , - . _
      let rest = ASCIIChunk(bytes.eight(at: offset + 1))
      return rest.wordCount == 0 && rest.isASCII(at: 0)
    default:
      return true
    }
  }

  /// Hands on the word of eight and more small ASCII letters at `start`, if it is one without
  /// parts, and returns where it ends.
  private func analyzeLongWord<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, at start: Int, scratch: inout AnalysisScratch,
    extent: inout TextExtent, into sink: inout Sink
  ) -> Int? {
    var used = 0
    while used < Self.termLimit - 16 {
      let chunk = ASCIIChunk(bytes.eight(at: start + used))
      scratch.bytes.store(eight: chunk.lowercased, at: used)
      let letters = chunk.wordCount
      if letters == 8 {
        guard chunk.isInsideWord, used == 0 || chunk.byte(at: 0) & 0x20 != 0 else { return nil }
        used += 8
        continue
      }
      guard chunk.isASCII(at: letters), chunk.isSmall(count: letters) else { return nil }
      let next = chunk.byte(at: letters)
      used += letters
      guard next == 0x20 || endsWord(next, bytes, at: start + used) else { return nil }
      sink.receive(
        scratch.bytes.span(from: 0, to: used), kind: .word, position: extent.nextPosition,
        source: start..<start + used)
      extent.add(positions: 1)
      return start + used
    }
    return nil
  }

  /// Analyzes what begins at `start` character by character: words, runs and emoji, until ASCII
  /// is reached again. Returns where that is.
  ///
  /// - Parameter dot: where the full stop before `start` is, if there is one.
  @inline(never)
  private func analyzeStretch<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, at start: Int, dot: Int?, scratch: inout AnalysisScratch,
    extent: inout TextExtent, into sink: inout Sink
  ) -> Int {
    let table = CharacterTable.scripts(options)
    var cursor = FoldingCursor(bytes, at: start, table)
    var dot = dot
    repeat {
      let entry = cursor.entry
      if entry.isRun {
        analyzeRun(bytes, &cursor, table, scratch: &scratch, extent: &extent, into: &sink)
        dot = nil
      } else if entry.isWord {
        analyzeWord(
          bytes, &cursor, table, dot: dot, scratch: &scratch, extent: &extent, into: &sink)
        dot = nil
      } else if entry.isOf(.emoji) || entry.isOf(.flag) {
        analyzeEmoji(bytes, &cursor, table, scratch: &scratch, extent: &extent, into: &sink)
        dot = nil
      } else if options.addsSymbols, cursor.value < 0x80,
        Self.isOperator(UInt8(truncatingIfNeeded: cursor.value))
      {
        analyzeSymbol(bytes, &cursor, table, scratch: &scratch, extent: extent, into: &sink)
        dot = nil
      } else {
        dot = entry.isOf(.connector) && cursor.value == 0x2E ? cursor.start : nil
        cursor.advance(bytes, table)
      }
    } while cursor.hasPending || bytes.eight(at: cursor.start) & 0x80 != 0
      || dot != nil && cursor.entry.isWord
      || cursor.value == 0x20 && bytes.eight(at: cursor.end) & 0x80 != 0
    return cursor.start
  }
}
