/// Cuts a file of lines in UTF-8 into blocks of whole lines, so that several threads can work on
/// them; ``LineReader`` reads a block.
struct LineBlocks: ~Copyable {
  private let file: InputFile
  private let statusAtOpening: FileStatus?
  private let maximumLineByteCount: Int
  /// What was read behind the last block.
  private var rest: [UInt8] = []
  private var isAtEnd = false
  private var nextLine = 1
  /// Whether the rest of a line is passed over, whose start was handed out.
  private var isInLongLine = false

  private static let pieceByteCount = 1 << 18

  /// Opens the file at `path`.
  ///
  /// - Returns: `nil` when it cannot be read or is not in UTF-8, which only ``LineReader`` handles.
  static func open(_ path: String) -> LineBlocks? {
    guard let file = try? InputFile(path: path) else { return nil }
    var blocks = LineBlocks(file)
    guard (try? blocks.read(upTo: pieceByteCount)) != nil,
      let found = EncodingDetector.detect(blocks.rest, isWhole: blocks.isAtEnd),
      found.encoding == .utf8
    else { return nil }
    blocks.rest.removeFirst(found.markByteCount)
    return blocks
  }

  init(
    _ file: consuming InputFile, maximumLineByteCount: Int = LineReader.standardLineLimit
  ) {
    statusAtOpening = try? file.status()
    self.file = file
    self.maximumLineByteCount = maximumLineByteCount
  }

  /// How many bytes the file has, or `nil` when nobody knows, as of a pipe.
  var fileByteCount: Int? {
    statusAtOpening.flatMap { $0.kind == .regularFile ? $0.byteCount : nil }
  }

  /// Whether the file is another one now than when it was opened.
  var hasChanged: Bool { (try? file.status()) != statusAtOpening }

  /// Passes over a mark at the start, which standard input may have.
  mutating func skipMark() throws(FileError) {
    try read(upTo: 3)
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest.removeFirst(3) }
  }

  /// The next block, of about `byteCount` bytes; `nil` at the end of the file.
  mutating func next(byteCount: Int) throws(FileError) -> LineBlock? {
    var searched = 0
    while true {
      try read(upTo: max(byteCount, searched + Self.pieceByteCount))
      if isInLongLine {
        try skipLongLine()
        searched = 0
        continue
      }
      if isAtEnd { return rest.isEmpty ? nil : take(rest.count) }
      if let end = lastLineEnd(from: searched) { return take(end) }
      searched = rest.count
      if rest.count > maximumLineByteCount {
        isInLongLine = true
        return take(rest.count)
      }
    }
  }

  /// The place behind the last line end.
  private func lastLineEnd(from start: Int) -> Int? {
    var index = rest.count
    while index > start {
      index -= 1
      if rest[index] == 0x0A { return index + 1 }
    }
    return nil
  }

  private mutating func take(_ count: Int) -> LineBlock {
    var bytes = rest
    rest = Array(bytes[count...])
    bytes.removeLast(bytes.count - count)
    let block = LineBlock(bytes: bytes, firstLine: nextLine)
    let lineEnds = ByteScan.count(of: 0x0A, in: bytes.span)
    nextLine += lineEnds + (bytes.last == 0x0A ? 0 : 1)
    return block
  }

  private mutating func skipLongLine() throws(FileError) {
    while true {
      let end = ByteScan.index(of: 0x0A, in: rest.span, from: 0)
      if end < rest.count {
        rest.removeFirst(end + 1)
        isInLongLine = false
        return
      }
      rest.removeAll(keepingCapacity: true)
      guard !isAtEnd else {
        isInLongLine = false
        return
      }
      try read(upTo: Self.pieceByteCount)
    }
  }

  private mutating func read(upTo count: Int) throws(FileError) {
    // At once, for growing step by step would take twice the memory at the end.
    if rest.capacity < count { rest.reserveCapacity(max(count, 2 * rest.capacity)) }
    while rest.count < count, !isAtEnd {
      let start = rest.count
      rest += repeatElement(0, count: Self.pieceByteCount)
      let found = try file.read(into: &rest, from: start)
      rest.removeLast(Self.pieceByteCount - found)
      isAtEnd = found == 0
    }
  }
}

/// Some whole lines of a file, with their line ends.
struct LineBlock: Sendable {
  var bytes: [UInt8]
  /// The number of the first line, from 1.
  var firstLine: Int
}
