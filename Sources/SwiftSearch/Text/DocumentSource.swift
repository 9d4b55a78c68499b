#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads files of every known type and hands out the documents in them.
///
/// Nothing that is wrong with a file ends the reading: each file and record that is left out is
/// reported in its place among the documents. Only what `each` throws comes out.
struct DocumentSource: Sendable {
  let options: IngestOptions

  init(options: IngestOptions = IngestOptions()) {
    self.options = options
  }

  /// Reads one file.
  ///
  /// Documents that are whole files have the fields `title`, `text`, `path` and `date`; records
  /// have their own, and `path` and `line`. In all, the bytes that are reported as consumed are
  /// those of the file, or none if it cannot be read.
  func read<Failure: Error>(
    _ file: SourceFile, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    guard file.path.utf8.count <= RecordBuilder.maximumKeyByteCount else {
      return try skip(file, "path is longer than 1024 bytes", each: each)
    }
    let type = FileType(name: file.name)
    if type == .binary { return try skip(file, SkipReason.binary, each: each) }
    if type.isStreamed { return try readStream(file, type, each: each) }
    if type == .unknown, !Self.startsLikeText(file) {
      return try skip(file, SkipReason.binary, each: each)
    }
    let bytes: [UInt8]
    switch WholeFile.read(file.absolutePath, limit: options.maximumFileByteCount) {
    case .skipped(let reason): return try skip(file, reason, each: each)
    case .content(let content): bytes = content
    }
    switch DecodedText.decode(
      bytes, declared: type == .html ? DeclaredEncoding.find(in: bytes) : nil)
    {
    case .refused(let reason): try skip(file, reason, each: each)
    case .text(let text): try read(text, of: file, type, each: each)
    }
    try each(.consumed(byteCount: bytes.count))
  }

  /// Reads a block of a file of JSON Lines.
  ///
  /// - Parameter path: of the file; `nil` for standard input, whose documents carry no path: a key
  ///   of our making is `stdin#` and the line.
  func read<Failure: Error>(
    _ block: LineBlock, path: String?, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    var lines = LineReader(block)
    let name = path ?? "stdin"
    var reader = JSONLinesReader(source: RecordSource(path: name, isFile: path != nil))
    try reader.readAll(&lines, path: name, each: each)
  }

  func skip<Failure: Error>(
    _ file: SourceFile, _ reason: String, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    try each(.skipped(SkippedFile(path: file.path, reason: reason)))
  }

  private func readStream<Failure: Error>(
    _ file: SourceFile, _ type: FileType, each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    var lines: LineReader
    do throws(LineReader.Refusal) {
      lines = try LineReader.open(file.absolutePath)
    } catch {
      return try skip(file, error.reason, each: each)
    }
    let source = RecordSource(path: file.path, isFile: true)
    if type == .jsonLines {
      var reader = JSONLinesReader(source: source)
      try reader.readAll(&lines, path: file.path, each: each)
    } else {
      var reader = DelimitedReader(source: source, isTabSeparated: type == .tabSeparated)
      try reader.readAll(&lines, path: file.path, each: each)
    }
    // The records are handed on already; the report tells the user to come again.
    if lines.hasChanged { try skip(file, SkipReason.changed, each: each) }
  }

  /// Whether there is no need to read all of a file to see that it is none of text.
  static func mayBeText(_ file: SourceFile) -> Bool {
    FileType(name: file.name) != .unknown || startsLikeText(file)
  }

  private static func startsLikeText(_ file: SourceFile) -> Bool {
    guard let start = WholeFile.start(of: file.absolutePath, byteCount: 8192) else { return true }
    return EncodingDetector.detect(start, isWhole: start.count < 8192) != nil
  }
}
