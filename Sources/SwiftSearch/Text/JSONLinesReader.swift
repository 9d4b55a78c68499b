/// Reads JSON Lines: an object in each line.
struct JSONLinesReader: RecordReader {
  private var output: RecordOutput

  init(source: RecordSource) {
    output = RecordOutput(source)
  }

  mutating func read<Failure: Error>(
    _ range: Range<Int>, of lines: borrowing LineReader, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    let bytes = lines.buffer.span.extracting(range)
    let line = lines.lineNumber
    var scanner = JSONScanner()
    let first = scanner.peek(bytes)
    guard scanner.position < bytes.count else { return }
    guard first == UInt8(ascii: "{") else {
      return try output.report(SkipReason.notAnObject, line: line, each: each)
    }
    let builder: RecordBuilder
    do throws(JSONError) {
      builder = try scanner.record(bytes)
      _ = scanner.peek(bytes)
      guard scanner.position == bytes.count else {
        throw scanner.failure("text after the object")
      }
    } catch {
      let reason = "invalid JSON: \(error.problem) at column \(error.offset + 1)"
      return try output.report(reason, line: line, each: each)
    }
    try output.emit(builder, ordinal: line, line: line, each: each)
  }

  mutating func skipLine() {}

  mutating func finish<Failure: Error>(
    each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {}
}
