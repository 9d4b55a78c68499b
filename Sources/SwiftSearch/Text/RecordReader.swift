/// Turns the lines of JSON Lines, CSV or TSV into documents.
///
/// What is wrong with a record is reported with its line, and the next record is read.
protocol RecordReader {
  /// Takes one line; the range is one of the buffer of `lines`.
  mutating func read<Failure: Error>(
    _ range: Range<Int>, of lines: borrowing LineReader, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure)

  /// Takes note that a line was too long to be read.
  mutating func skipLine()

  /// Reports a record that the end of the input has cut off.
  mutating func finish<Failure: Error>(
    each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure)
}

extension RecordReader {
  /// Reads `lines` to their end.
  mutating func readAll<Failure: Error>(
    _ lines: inout LineReader, path: String, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    var reported = 0
    while true {
      let line: LineReader.Line?
      do throws(LineReader.Refusal) {
        line = try lines.next()
      } catch {
        try each(.skipped(SkippedFile(path: path, reason: error.reason)))
        line = nil
      }
      if lines.consumedByteCount > reported {
        try each(.consumed(byteCount: lines.consumedByteCount - reported))
        reported = lines.consumedByteCount
      }
      switch line {
      case .line(let range): try read(range, of: lines, each: each)
      case .tooLong:
        let reason = SkipReason.lineTooLong(limit: LineReader.standardLineLimit)
        try each(.skipped(SkippedFile(path: path, line: lines.lineNumber, reason: reason)))
        skipLine()
      case nil: return try finish(each: each)
      }
    }
  }
}

/// Hands finished records on, and names what is left out of them.
struct RecordOutput {
  let source: RecordSource
  private var hasReportedFields = false

  init(_ source: RecordSource) {
    self.source = source
  }

  /// Hands on the record that starts in `line`; `ordinal` follows `#` in a key of our making.
  mutating func emit<Failure: Error>(
    _ builder: consuming RecordBuilder, ordinal: Int?, line: Int?,
    each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    if builder.hasLeftOutFields && !hasReportedFields {
      // Once for an input: where one record is like this, often all are.
      hasReportedFields = true
      try report(SkipReason.fieldsLeftOut, line: line, each: each)
    }
    switch builder.finish(source: source, ordinal: ordinal, line: line) {
    case .success(let document): try each(.document(document))
    case .failure(let problem): try report(problem.reason, line: line, each: each)
    }
  }

  func report<Failure: Error>(
    _ reason: String, line: Int?, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    try each(.skipped(SkippedFile(path: source.path, line: line, reason: reason)))
  }
}
