extension TextAnalyzer {
  /// Hands on the word that `cursor` is at the beginning of: its joined form, and its parts.
  ///
  /// - Parameter dot: where the full stop before it is, if there is one.
  @inline(never)
  func analyzeWord<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, _ cursor: inout FoldingCursor, _ table: CharacterTable,
    dot: Int?, scratch: inout AnalysisScratch, extent: inout TextExtent, into sink: inout Sink
  ) {
    let start = cursor.start
    var scan = WordScan(options.identifiers, at: start)
    scan.beginStretch(at: start, &scratch)
    while true {
      let entry = cursor.entry
      if entry.isWord {
        scan.append(cursor, &scratch)
      } else if entry.isOf(.mark) {
        scan.append(scalar: cursor.value, &scratch)
        scan.end = cursor.end
      } else if entry.isOf(.ignorable) {
        scan.end = cursor.end
      } else if entry.isOf(.connector), options.identifiers != .none {
        switch WordConnector(cursor, after: scan, bytes, table) {
        case .end:
          break
        case .possessive(let next):
          cursor = next
        case .nothing:
          cursor.advance(bytes, table)
          scan.joinNext()
          continue
        case .point:
          scan.append(scalar: cursor.value, &scratch)
          cursor.advance(bytes, table)
          continue
        case .separator:
          repeat { cursor.advance(bytes, table) } while cursor.entry.isOf(.ignorable)
          scan.endStretch(&scratch)
          if scan.isOver {
            send(scan.count, of: scratch, extent: &extent, into: &sink)
            scan.startOver()
          }
          scan.beginStretch(at: cursor.start, &scratch)
          continue
        }
        break
      } else {
        break
      }
      cursor.advance(bytes, table)
    }
    scan.endStretch(&scratch)
    if scan.hasJoinedForm {
      sink.receive(
        scratch.bytes.span(from: AnalysisScratch.start, to: scan.used), kind: .joined,
        position: extent.nextPosition, source: start..<scan.end)
    }
    if let dot, !scan.isOver, options.identifiers != .none {
      scratch.bytes.store(byte: 0x2E, at: AnalysisScratch.start - 1)
      sink.receive(
        scratch.bytes.span(from: AnalysisScratch.start - 1, to: scan.used), kind: .symbol,
        position: extent.nextPosition, source: dot..<scan.end)
    }
    send(scan.count, of: scratch, extent: &extent, into: &sink)
    if options.identifiers != .none, cursor.entry.isOf(.connector) {
      analyzeSuffix(
        bytes, &cursor, table, scan: scan, scratch: &scratch, extent: extent, into: &sink)
    }
  }

  /// Hands on the first `count` parts as words.
  @inline(__always)
  private func send<Sink: TokenSink & ~Copyable>(
    _ count: Int, of scratch: borrowing AnalysisScratch, extent: inout TextExtent,
    into sink: inout Sink
  ) {
    for number in 0..<count {
      let part = scratch.parts[number]
      sink.receive(
        scratch.bytes.span(from: part.start, to: part.end), kind: .word,
        position: extent.nextPosition, source: part.source..<part.sourceEnd)
      extent.add(positions: 1)
    }
  }

  /// Hands on the last part of a word with the signs behind it, as in `C++` and `F#`.
  ///
  /// There are one to three, and no letter follows; a digit may after two, as in `C++20`.
  private func analyzeSuffix<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, _ cursor: inout FoldingCursor, _ table: CharacterTable,
    scan: WordScan, scratch: inout AnalysisScratch, extent: TextExtent, into sink: inout Sink
  ) {
    var next = cursor
    var end = scan.end
    var used = scan.used
    var count = 0
    while next.entry.isOf(.connector), next.value == 0x2B || next.value == 0x23, count < 4 {
      scratch.bytes.store(byte: UInt8(truncatingIfNeeded: next.value), at: used)
      used += 1
      count += 1
      end = next.end
      next.advance(bytes, table)
    }
    let part = scratch.parts[scan.count - 1]
    guard 1...3 ~= count, !next.entry.isOf(.word), count == 2 || !next.entry.isOf(.digit),
      used - part.start <= Self.termLimit
    else { return }
    sink.receive(
      scratch.bytes.span(from: part.start, to: used), kind: .symbol,
      position: extent.nextPosition &- 1, source: part.source..<end)
    cursor = next
  }
}
