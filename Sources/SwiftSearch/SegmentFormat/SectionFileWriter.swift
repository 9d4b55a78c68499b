/// Writes one file of an index, section after section; ``SectionFile`` reads it.
struct SectionFileWriter: ~Copyable {
  let name: String
  private let descriptor: FileDescriptor
  private let headerChecksum: UInt32
  private var table = SectionTable()
  private var pending = ByteWriter()
  private var offset = 0
  private var sectionStart = 0
  private var sectionChecksum = Checksum()

  private static let chunkByteCount = 1 << 18

  /// Creates the file, which must not exist.
  init(
    _ directory: IndexDirectory, name: String, header: FileHeader
  ) throws(FileError) {
    self.name = name
    descriptor = try directory.create(name)
    header.write(to: &pending)
    headerChecksum = Checksum.of(pending.bytes)
  }

  /// The bytes written so far.
  var byteCount: Int { offset + pending.count }

  /// Starts a section at the next multiple of 8.
  mutating func beginSection() {
    while byteCount % 8 != 0 { pending.integer(0 as UInt8) }
    sectionStart = byteCount
    sectionChecksum = Checksum()
  }

  /// Appends bytes to the section begun last.
  mutating func append(_ bytes: [UInt8]) throws(FileError) {
    guard !bytes.isEmpty else { return }
    sectionChecksum.update(bytes)
    if bytes.count >= Self.chunkByteCount {
      // As it is, without a copy.
      try flush()
      try descriptor.write(bytes)
      offset += bytes.count
      return
    }
    pending.append(bytes)
    if pending.count >= Self.chunkByteCount { try flush() }
  }

  /// Ends the section begun last.
  mutating func endSection(_ kind: SectionKind, field: UInt16 = SectionTable.noField) {
    table.entries.append(
      SectionTable.Entry(
        kind: kind.rawValue, field: field, checksum: sectionChecksum.value, offset: sectionStart,
        length: byteCount - sectionStart))
  }

  /// Writes a whole section.
  mutating func section(
    _ kind: SectionKind, field: UInt16 = SectionTable.noField, _ bytes: [UInt8]
  ) throws(FileError) {
    beginSection()
    try append(bytes)
    endSection(kind, field: field)
  }

  /// Writes the section table and the footer and brings the file to the storage device.
  consuming func finish() throws(FileError) -> (length: Int, checksum: UInt32) {
    while byteCount % 8 != 0 { pending.integer(0 as UInt8) }
    let tableOffset = byteCount
    var tableBytes = ByteWriter()
    table.write(to: &tableBytes)
    pending.append(tableBytes)
    let footer = FileFooter(
      tableOffset: tableOffset, sectionCount: table.entries.count,
      tableChecksum: Checksum.of(tableBytes.bytes),
      fileLength: byteCount + FileFooter.byteCount, headerChecksum: headerChecksum)
    let checksum = footer.write(to: &pending)
    try flush()
    try descriptor.sync()
    return (offset, checksum)
  }

  private mutating func flush() throws(FileError) {
    try descriptor.write(pending.bytes)
    offset += pending.count
    pending.removeAll()
  }
}
