/// The files that documents came from; "Sources" in index-format.md. Knowing their sizes and times,
/// an update reads again only what changed.
struct Sources: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    static let layout = [
      LayoutField("byte count", 0, 8), LayoutField("modified", 8, 8),
    ]

    var byteCount: Int
    /// Nanoseconds since 1970.
    var modified: Int64
  }

  /// By path, as it stands in the documents' field `path`.
  var entries: [String: Entry] = [:]

  func write(to writer: inout ByteWriter) {
    writer.integer(UInt64(entries.count))
    for (path, entry) in entries.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    {
      writer.integer(UInt64(entry.byteCount))
      writer.integer(entry.modified)
      writer.string(path)
    }
  }

  init() {}

  init(reading bytes: MappedBytes) throws(FormatError) {
    var reader = ByteReader(bytes)
    let count = try reader.integer(UInt64.self)
    // Each entry takes 17 bytes at least.
    guard count <= UInt64(bytes.count / 17) else {
      throw bytes.invalid("\(count) sources in \(bytes.count) bytes", at: 0)
    }
    entries.reserveCapacity(Int(count))
    for _ in 0..<count {
      let byteCount = Int(clamping: try reader.integer(UInt64.self))
      let modified = try reader.integer(Int64.self)
      entries[try reader.string()] = Entry(byteCount: byteCount, modified: modified)
    }
  }
}
