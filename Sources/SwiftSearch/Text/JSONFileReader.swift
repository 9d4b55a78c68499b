/// Reads a file of JSON that is in memory.
///
/// An object is one document, called after the file. An array of objects, or one object after
/// another, is one document each, called after the file and its place: `path#1`, `path#2`, since
/// all of them may stand in one line. Anything else is one document with every string in it.
struct JSONFileReader {
  private var output: RecordOutput
  private var scanner = JSONScanner()
  /// Up to where line ends are counted, and how many there were.
  private var counted = (position: 0, lines: 0)
  private let modified: FieldValue

  init(source: RecordSource, modified: FieldValue) {
    output = RecordOutput(source)
    self.modified = modified
  }

  mutating func read<Failure: Error>(
    _ bytes: Span<UInt8>, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    switch scanner.peek(bytes) {
    case UInt8(ascii: "{"): try readObjects(bytes, each: each)
    case UInt8(ascii: "["):
      var ahead = scanner
      ahead.position += 1
      if ahead.peek(bytes) == UInt8(ascii: "{") {
        scanner = ahead
        try readArray(bytes, each: each)
      } else {
        try readStrings(bytes, each: each)
      }
    default: try readStrings(bytes, each: each)
    }
  }

  private mutating func readObjects<Failure: Error>(
    _ bytes: Span<UInt8>, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    var ordinal = 1
    while scanner.peek(bytes) == UInt8(ascii: "{") {
      let line = line(bytes)
      guard let builder = try record(bytes, each: each) else { return }
      let next = scanner.peek(bytes)
      let isAlone = ordinal == 1 && next != UInt8(ascii: "{")
      try output.emit(
        builder, ordinal: isAlone ? nil : ordinal, line: isAlone ? nil : line, each: each)
      ordinal += 1
    }
    if scanner.position < bytes.count {
      try report(scanner.failure("text after the value"), bytes, each: each)
    }
  }

  private mutating func readArray<Failure: Error>(
    _ bytes: Span<UInt8>, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    var ordinal = 1
    repeat {
      if scanner.peek(bytes) == UInt8(ascii: "{") {
        let line = line(bytes)
        guard let builder = try record(bytes, each: each) else { return }
        try output.emit(builder, ordinal: ordinal, line: line, each: each)
      } else {
        let line = line(bytes)
        do throws(JSONError) {
          var ignored = ""
          try scanner.strings(bytes, depth: 2, into: &ignored)
        } catch {
          return try report(error, bytes, each: each)
        }
        try output.report(SkipReason.notAnObject, line: line, each: each)
      }
      ordinal += 1
    } while scanner.take(UInt8(ascii: ","), bytes)
    guard scanner.take(UInt8(ascii: "]"), bytes) else {
      return try report(scanner.failure("array is never closed"), bytes, each: each)
    }
    try checkEnd(bytes, each: each)
  }

  private mutating func record<Failure: Error>(
    _ bytes: Span<UInt8>, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) -> RecordBuilder? {
    do throws(JSONError) {
      return try scanner.record(bytes)
    } catch {
      try report(error, bytes, each: each)
      return nil
    }
  }

  private mutating func readStrings<Failure: Error>(
    _ bytes: Span<UInt8>, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    var text = ""
    do throws(JSONError) {
      try scanner.strings(bytes, depth: 1, into: &text)
    } catch {
      return try report(error, bytes, each: each)
    }
    try checkEnd(bytes, each: each)
    var builder = RecordBuilder()
    builder.addProse("text", text)
    builder.add("date", modified)
    try output.emit(builder, ordinal: nil, line: nil, each: each)
  }

  private mutating func checkEnd<Failure: Error>(
    _ bytes: Span<UInt8>, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    _ = scanner.peek(bytes)
    if scanner.position < bytes.count {
      try report(scanner.failure("text after the value"), bytes, each: each)
    }
  }

  private mutating func report<Failure: Error>(
    _ error: JSONError, _ bytes: Span<UInt8>, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    try output.report("invalid JSON: \(error.problem)", line: line(bytes), each: each)
  }

  /// The line in which the scanner stands.
  private mutating func line(_ bytes: Span<UInt8>) -> Int {
    let end = min(scanner.position, bytes.count)
    if end > counted.position {
      counted.lines += ByteScan.count(of: 0x0A, in: bytes.extracting(counted.position..<end))
      counted.position = end
    }
    return counted.lines + 1
  }
}
