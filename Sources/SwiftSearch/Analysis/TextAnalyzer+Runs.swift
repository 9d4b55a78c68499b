extension TextAnalyzer {
  /// Hands on the run of Han, kana and Hangul that `cursor` is at the beginning of.
  @inline(never)
  func analyzeRun<Sink: TokenSink & ~Copyable>(
    _ bytes: borrowing TextBytes, _ cursor: inout FoldingCursor, _ table: CharacterTable,
    scratch: inout AnalysisScratch, extent: inout TextExtent, into sink: inout Sink
  ) {
    var run = RunScan(at: cursor.start, position: extent.nextPosition)
    let addsWholeRuns = options.addsWholeRuns
    // The cursor reads what takes more than a look at the table; it is left behind by the rest.
    while true {
      let entry = cursor.entry
      if entry.isPlainRun || entry.isOf(.jamo) && !run.character.join(cursor.value, &scratch.bytes)
      {
        run.take(
          cursor.value, entry, at: cursor.start, addsWholeRuns, scratch: &scratch.bytes,
          into: &sink)
      } else if entry.isOf(.mark) {
        run.character.append(mark: cursor.value, &scratch.bytes)
      } else if !entry.isOf(.jamo), !entry.isOf(.ignorable), !entry.isOf(.zeroWidthSpace) {
        guard run.isUnspaced, options.bridgesLines, cursor.value == 0x0A || cursor.value == 0x0D,
          let next = LineBridge.end(bytes, at: cursor.start, table)
        else { break }
        cursor = next
        continue
      }
      run.end = cursor.end
      if cursor.hasPending {
        cursor.advance(bytes, table)
        continue
      }
      while let scalar = bytes.scalar(at: run.end) {
        let entry = table[scalar.value]
        guard entry.isPlainRun else { break }
        run.take(
          entry.fold(scalar.value), entry, at: run.end, addsWholeRuns, scratch: &scratch.bytes,
          into: &sink)
        run.end &+= scalar.length
      }
      cursor.move(to: run.end, bytes, table)
    }
    run.finish(addsWholeRuns, scratch: &scratch.bytes, into: &sink)
    extent.add(positions: run.count)
  }
}
