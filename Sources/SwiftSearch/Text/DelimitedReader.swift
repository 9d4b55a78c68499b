/// Reads CSV and TSV, the first record of which names the columns.
struct DelimitedReader: RecordReader {
  private let isTabSeparated: Bool
  private var output: RecordOutput
  /// `nil` until the first line has shown the delimiter.
  private var record: DelimitedRecord?
  private var columns: [String]?
  /// The line that the record being read starts in; 0 between records.
  private var firstLine = 0
  private var byteCount = 0

  init(source: RecordSource, isTabSeparated: Bool) {
    output = RecordOutput(source)
    self.isTabSeparated = isTabSeparated
  }

  mutating func read<Failure: Error>(
    _ range: Range<Int>, of lines: borrowing LineReader, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    let line = lines.buffer.span.extracting(range)
    if record == nil {
      if range.isEmpty { return }
      record = DelimitedRecord(
        delimiter: delimiter(ofHeader: line), quotesSpanLines: !isTabSeparated)
    }
    if firstLine == 0 { firstLine = lines.lineNumber }
    byteCount += range.count + 1
    if record?.feed(line) == true {
      try finishRecord(each: each)
    } else if byteCount > LineReader.standardLineLimit {
      try output.report(SkipReason.quoteNotClosed, line: firstLine, each: each)
      startRecord()
    }
  }

  mutating func skipLine() {
    startRecord()
  }

  mutating func finish<Failure: Error>(
    each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    if firstLine != 0 {
      try output.report(SkipReason.quoteNotClosed, line: firstLine, each: each)
    }
  }

  private mutating func startRecord() {
    record?.removeAll()
    firstLine = 0
    byteCount = 0
  }

  private mutating func finishRecord<Failure: Error>(
    each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    defer { startRecord() }
    guard let record, !record.isBlank else { return }
    guard let columns else {
      columns = record.ends.indices.map { record.field($0).trimmingSpaces() }
      return
    }
    var builder = RecordBuilder()
    for index in record.ends.indices {
      let value = record.field(index)
      if value.isEmpty { continue }
      let name = index < columns.count ? columns[index] : ""
      Self.add(value, to: name.isEmpty ? "column\(index + 1)" : name, of: &builder)
    }
    try output.emit(builder, ordinal: firstLine, line: firstLine, each: each)
  }

  private static func add(_ value: String, to name: String, of builder: inout RecordBuilder) {
    switch RecordBuilder.role(of: name) {
    case .key: builder.setKey(value)
    case .prose: builder.addProse(name, value)
    case .provenance: addScalar(value, to: "record." + name, of: &builder)
    case .other: addScalar(value, to: name, of: &builder)
    }
  }

  private static func addScalar(_ value: String, to name: String, of builder: inout RecordBuilder) {
    if value == "true" || value == "false" {
      builder.add(name, .keyword(value))
    } else if let number = number(value) {
      builder.add(name, .number(number))
    } else {
      builder.addString(name, value)
    }
  }

  private static func number(_ value: String) -> Double? {
    guard value.utf8.count <= 32 else { return nil }
    let bytes = Array(value.utf8)
    guard JSONNumber.end(in: bytes.span, from: 0) == bytes.count else { return nil }
    return JSONNumber.value(of: bytes.span)
  }

  /// Spreadsheets write semicolons where the comma is the decimal sign.
  private func delimiter(ofHeader line: Span<UInt8>) -> UInt8 {
    if isTabSeparated { return UInt8(ascii: "\t") }
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    where ByteScan.index(of: delimiter, in: line, from: 0) < line.count { return delimiter }
    return UInt8(ascii: ",")
  }
}

extension String {
  /// The text without spaces and tabs at its ends.
  func trimmingSpaces() -> String {
    let bytes = Array(utf8)
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let start = bytes.firstIndex { !isSpace($0) } ?? bytes.count
    let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    return String(repairing: bytes.span.extracting(start..<end))
  }
}
