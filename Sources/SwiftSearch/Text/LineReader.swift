/// Reads a file line by line in UTF-8, in memory that does not depend on the length of the file.
///
/// A line is a range of ``buffer`` that is valid until the next one is asked for.
struct LineReader: ~Copyable {
  enum Line: Equatable {
    /// Without its line end, be it LF or CR LF.
    case line(Range<Int>)
    /// A line longer than the limit, which was passed over.
    case tooLong
  }

  /// Why a file cannot be read line by line.
  struct Refusal: Error, Equatable {
    var reason: String
  }

  /// `nil` when all of the lines are in the buffer.
  private let file: InputFile?
  private let statusAtOpening: FileStatus?
  /// `nil` for UTF-8, which is read right into the buffer.
  private var decoder: TextDecoder?
  private(set) var buffer: [UInt8]
  /// What of the buffer is read but not handed out yet.
  private var start = 0
  private var end = 0
  /// Up to where there is no line end, so that a long line is not searched again with each piece.
  private var searched = 0
  private var isAtEnd = false
  private let maximumLineByteCount: Int
  private let pieceByteCount: Int

  /// The number of the line that was handed out last, from 1.
  private(set) var lineNumber = 0
  /// How many bytes of the file are read.
  private(set) var consumedByteCount = 0

  static let standardLineLimit = 64 << 20

  /// - Parameters:
  ///   - detectsEncoding: whether to look at the first quarter of a megabyte, and to wait for it;
  ///     if false the text is UTF-8.
  init(
    _ file: consuming InputFile, detectsEncoding: Bool,
    maximumLineByteCount: Int = standardLineLimit, pieceByteCount: Int = 1 << 18
  ) throws(Refusal) {
    statusAtOpening = try? file.status()
    self.file = consume file
    self.maximumLineByteCount = maximumLineByteCount
    self.pieceByteCount = pieceByteCount
    self.buffer = [UInt8](repeating: 0, count: pieceByteCount)
    self.decoder = nil
    if detectsEncoding { try prepareDecoder() } else { try skipMark() }
  }

  /// Reads the lines of a block.
  init(_ block: LineBlock, maximumLineByteCount: Int = standardLineLimit) {
    file = nil
    statusAtOpening = nil
    decoder = nil
    buffer = block.bytes
    end = buffer.count
    isAtEnd = true
    lineNumber = block.firstLine - 1
    self.maximumLineByteCount = maximumLineByteCount
    pieceByteCount = 0
  }

  /// Opens the file at `path` and finds out how it is encoded.
  static func open(_ path: String) throws(Refusal) -> LineReader {
    let file: InputFile
    do throws(FileError) {
      file = try InputFile(path: path)
    } catch {
      throw Refusal(reason: SkipReason.unreadable(error))
    }
    return try LineReader(file, detectsEncoding: true)
  }

  /// Whether the file is another one now than when it was opened.
  var hasChanged: Bool {
    pieceByteCount > 0 && (try? file?.status()) != statusAtOpening
  }

  private mutating func skipMark() throws(Refusal) {
    while end < 3, try readMore() {}
    if buffer[..<end].starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    searched = start
  }

  private mutating func prepareDecoder() throws(Refusal) {
    while end < buffer.count, try readMore() {}
    let sample = Array(buffer[..<end])
    guard let found = EncodingDetector.detect(sample, isWhole: end < buffer.count) else {
      throw Refusal(reason: SkipReason.binary)
    }
    start = found.markByteCount
    searched = start
    guard found.encoding != .utf8 else { return }
    guard let decoder = TextDecoder(found.encoding) else {
      throw Refusal(reason: SkipReason.unknownEncoding(found.encoding.displayName))
    }
    self.decoder = consume decoder
    start = 0
    end = 0
    searched = 0
    append(decoding: Array(sample.dropFirst(found.markByteCount)))
  }

  /// The next line; `nil` at the end of the file.
  mutating func next() throws(Refusal) -> Line? {
    var isTooLong = false
    while true {
      let found = ByteScan.index(of: 0x0A, in: buffer.span.extracting(..<end), from: searched)
      if found < end {
        return finishLine(start..<found, next: found + 1, isTooLong: isTooLong)
      }
      searched = end
      if end - start > maximumLineByteCount {
        isTooLong = true
        start = end
      }
      if try !readMore() {
        guard start < end || isTooLong else { return nil }
        return finishLine(start..<end, next: end, isTooLong: isTooLong)
      }
    }
  }

  private mutating func finishLine(_ range: Range<Int>, next: Int, isTooLong: Bool) -> Line {
    start = next
    searched = next
    lineNumber += 1
    if pieceByteCount == 0 { consumedByteCount = next }
    if isTooLong || range.count > maximumLineByteCount { return .tooLong }
    let hasReturn = !range.isEmpty && buffer[range.upperBound - 1] == 0x0D
    return .line(hasReturn ? range.lowerBound..<(range.upperBound - 1) : range)
  }

  /// Reads another piece to the end of the buffer; false at the end of the file.
  private mutating func readMore() throws(Refusal) -> Bool {
    guard !isAtEnd else { return false }
    moveRestToFront()
    do throws(FileError) {
      if decoder == nil {
        if end == buffer.count {
          buffer.append(contentsOf: repeatElement(0, count: max(buffer.count, pieceByteCount)))
        }
        let count = try file?.read(into: &buffer, from: end) ?? 0
        end += count
        consumedByteCount += count
        isAtEnd = count == 0
      } else {
        var piece = [UInt8](repeating: 0, count: pieceByteCount)
        let count = try file?.read(into: &piece, from: 0) ?? 0
        consumedByteCount += count
        isAtEnd = count == 0
        piece.removeLast(piece.count - count)
        append(decoding: piece)
        // The last piece may be empty and yet bring the end of a character that was held back.
        return !isAtEnd || searched < end
      }
    } catch {
      throw Refusal(reason: SkipReason.unreadable(error))
    }
    return !isAtEnd
  }

  private mutating func append(decoding piece: [UInt8]) {
    buffer.removeLast(buffer.count - end)
    decoder?.decode(piece.span, isLast: isAtEnd, into: &buffer)
    end = buffer.count
  }

  private mutating func moveRestToFront() {
    guard start > 0 else { return }
    buffer.moveToFront(start..<end)
    searched -= start
    end -= start
    start = 0
  }
}
