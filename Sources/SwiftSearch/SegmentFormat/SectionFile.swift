/// A file of an index, opened: its header, table and footer verified, its sections not yet.
struct SectionFile: Sendable {
  let bytes: MappedBytes
  let header: FileHeader
  let table: SectionTable
  /// The footer's checksum, which stands for the whole file; see ``FileFooter``.
  let checksum: UInt32
  private let entries: [SectionTable.Entry.Owner: SectionTable.Entry]

  /// Verifies what says where the sections are. Touches the first and the last pages only.
  init(_ bytes: MappedBytes, kind: FileHeader.Kind) throws(FormatError) {
    self.bytes = bytes
    header = try FileHeader(reading: bytes)
    guard header.kind == kind else {
      throw FormatError(
        .invalid("a file of kind \(header.kind), not \(kind)"), section: "file header", offset: 8)
    }
    var checksum: UInt32 = 0
    let footer = try FileFooter(reading: bytes, checksum: &checksum)
    self.checksum = checksum
    let headerBytes = try bytes.slice(
      at: 0, count: FileHeader.byteCount, section: "file header")
    try Self.verify(headerBytes, footer.headerChecksum)
    let tableBytes = try bytes.slice(
      at: footer.tableOffset, count: footer.sectionCount * SectionTable.Entry.byteCount,
      section: "section table")
    try Self.verify(tableBytes, footer.tableChecksum)
    table = try SectionTable(reading: tableBytes, end: footer.tableOffset)
    entries = Dictionary(uniqueKeysWithValues: table.entries.map { ($0.owner, $0) })
  }

  /// The bytes of a section, or `nil` when the file has no such section.
  func section(
    _ kind: SectionKind, field: UInt16 = SectionTable.noField
  ) throws(FormatError) -> MappedBytes? {
    guard let entry = entries[.init(kind: kind.rawValue, field: field)] else { return nil }
    return try bytes.slice(at: entry.offset, count: entry.length, section: kind.name)
  }

  /// The bytes of a section that the file must have, with their checksum verified.
  func verifiedSection(_ kind: SectionKind) throws(FormatError) -> MappedBytes {
    try verify([kind])
    return try requiredSection(kind)
  }

  /// Verifies the checksums of some sections, which the file must have.
  func verify(
    _ kinds: [SectionKind], field: UInt16 = SectionTable.noField
  ) throws(FormatError) {
    for kind in kinds {
      let section = try requiredSection(kind, field: field)
      guard let entry = entries[.init(kind: kind.rawValue, field: field)] else { continue }
      try Self.verify(section, entry.checksum)
    }
  }

  /// Verifies all bytes of the file that were not verified when it was opened. Of a large file only
  /// a part is in memory at a time.
  ///
  /// - Parameter goesOn: asked now and then whether to go on, and told how many bytes were read
  ///   since.
  /// - Returns: whether all were verified.
  @discardableResult
  func verify(while goesOn: (Int) -> Bool = { _ in true }) throws(FormatError) -> Bool {
    var end = FileHeader.byteCount
    for entry in table.entries {
      try verifyPadding(end..<entry.offset)
      let name = SectionKind(rawValue: entry.kind)?.name ?? "unknown section"
      let section = try bytes.slice(at: entry.offset, count: entry.length, section: name)
      guard let found = try Self.checksum(section, while: goesOn) else { return false }
      try Self.compare(found, entry.checksum, of: section)
      end = entry.offset + entry.length
    }
    try verifyPadding(end..<(end + 7) / 8 * 8)
    return true
  }

  /// How many bytes are read at a time, in less than a millisecond.
  private static let pieceByteCount = 1 << 20

  /// - Returns: `nil` when it does not go on.
  private static func checksum(
    _ section: MappedBytes, while goesOn: (Int) -> Bool
  ) throws(FormatError) -> UInt32? {
    var checksum = Checksum()
    for start in stride(from: 0, to: section.count, by: pieceByteCount) {
      let count = min(pieceByteCount, section.count - start)
      let piece = try section.slice(at: start, count: count)
      checksum.update(piece)
      if count == pieceByteCount { piece.releasePages() }
      guard goesOn(count) else { return nil }
    }
    return checksum.value
  }

  private func verifyPadding(_ range: Range<Int>) throws(FormatError) {
    for offset in range where try bytes.integer(UInt8.self, at: offset) != 0 {
      throw bytes.invalid("a byte between sections that is not 0", at: offset)
    }
  }

  private static func verify(_ bytes: MappedBytes, _ expected: UInt32) throws(FormatError) {
    try compare(Checksum.of(bytes), expected, of: bytes)
  }

  private static func compare(
    _ found: UInt32, _ expected: UInt32, of bytes: MappedBytes
  ) throws(FormatError) {
    guard found == expected else {
      throw FormatError(
        .checksumMismatch(expected: expected, found: found), section: bytes.section, offset: 0)
    }
  }
}

extension SectionFile {
  /// The bytes of a section that the file must have.
  func requiredSection(
    _ kind: SectionKind, field: UInt16 = SectionTable.noField
  ) throws(FormatError) -> MappedBytes {
    guard let section = try section(kind, field: field) else {
      throw FormatError(
        .invalid("no section \(kind.name) of field \(field)"), section: "section table", offset: 0)
    }
    return section
  }
}
