/// The last bytes of every file; "File footer" in index-format.md.
struct FileFooter: Equatable {
  static let layout = [
    LayoutField("table offset", 0, 8), LayoutField("section count", 8, 4),
    LayoutField("table checksum", 12, 4), LayoutField("file length", 16, 8),
    LayoutField("header checksum", 24, 4), LayoutField("footer checksum", 28, 4),
  ]
  static let byteCount = 32

  var tableOffset: Int
  var sectionCount: Int
  /// The CRC-32 of the section table.
  var tableChecksum: UInt32
  /// The length of the whole file, so that a truncated or extended file is noticed.
  var fileLength: Int
  /// The CRC-32 of the file header.
  var headerChecksum: UInt32

  /// Appends the footer, which ends with the CRC-32 of its own first 28 bytes.
  ///
  /// - Returns: that checksum, which stands for the whole file in the manifest: it covers the
  ///   checksums of the header and of the table, and the table covers those of the sections.
  @discardableResult
  func write(to writer: inout ByteWriter) -> UInt32 {
    var own = ByteWriter(capacity: Self.byteCount)
    own.integer(UInt64(tableOffset))
    own.integer(UInt32(sectionCount))
    own.integer(tableChecksum)
    own.integer(UInt64(fileLength))
    own.integer(headerChecksum)
    let checksum = Checksum.of(own.bytes)
    own.integer(checksum)
    writer.append(own)
    return checksum
  }

  init(
    tableOffset: Int, sectionCount: Int, tableChecksum: UInt32, fileLength: Int,
    headerChecksum: UInt32
  ) {
    self.tableOffset = tableOffset
    self.sectionCount = sectionCount
    self.tableChecksum = tableChecksum
    self.fileLength = fileLength
    self.headerChecksum = headerChecksum
  }

  /// Reads and verifies the footer of a whole file.
  ///
  /// - Returns: through `checksum`, the footer's own checksum.
  init(reading file: MappedBytes, checksum: inout UInt32) throws(FormatError) {
    let name: StaticString = "file footer"
    guard file.count >= FileHeader.byteCount + Self.byteCount else {
      throw FormatError(
        .truncated(needed: FileHeader.byteCount + Self.byteCount, found: file.count),
        section: name, offset: 0)
    }
    let bytes = try file.slice(
      at: file.count - Self.byteCount, count: Self.byteCount, section: name)
    var reader = ByteReader(bytes)
    let tableOffset = try reader.integer(UInt64.self)
    let sectionCount = try reader.integer(UInt32.self)
    tableChecksum = try reader.integer()
    let fileLength = try reader.integer(UInt64.self)
    headerChecksum = try reader.integer()
    let found = try reader.integer(UInt32.self)
    let expected = Checksum.of(try bytes.slice(at: 0, count: Self.byteCount - 4))
    guard found == expected else {
      throw FormatError(
        .checksumMismatch(expected: expected, found: found), section: name, offset: 28)
    }
    guard fileLength == UInt64(file.count) else {
      throw bytes.invalid("file length is \(file.count), \(fileLength) was written", at: 16)
    }
    let tableLength = UInt64(sectionCount) * UInt64(SectionTable.Entry.byteCount)
    let end = UInt64(file.count - Self.byteCount)
    guard tableOffset % 8 == 0, tableOffset >= FileHeader.byteCount, tableOffset <= end,
      tableLength == end - tableOffset
    else { throw bytes.invalid("section table outside of the file", at: 0) }
    self.tableOffset = Int(tableOffset)
    self.sectionCount = Int(sectionCount)
    self.fileLength = Int(fileLength)
    checksum = found
  }
}
