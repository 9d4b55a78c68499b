/// The files that documents came from; "Sources" in index-format.md. Knowing their sizes and times,
/// an update reads again only what changed.
struct Sources: Equatable, Sendable {
  /// A folder that was indexed.
  struct Root: Equatable, Sendable {
    /// Where the folder is: below the index's parent folder when it does not start with a slash.
    var path: String
    /// What stands before the paths of its files, so that two folders do not clash.
    var prefix: String
  }

  struct Entry: Equatable, Sendable {
    static let layout = [
      LayoutField("byte count", 0, 8), LayoutField("modified", 8, 8), LayoutField("root", 16, 4),
    ]

    var byteCount: Int
    /// Nanoseconds since 1970.
    var modified: Int64
    /// The number of the root that the file lies below.
    var root: Int
  }

  static let layout = [LayoutField("entry count", 0, 8), LayoutField("root count", 8, 4)]

  var roots: [Root] = []
  /// By path, as it stands in the documents' field `path`.
  var entries: [ExactPath: Entry] = [:]

  func write(to writer: inout ByteWriter) {
    writer.integer(UInt64(entries.count))
    writer.integer(UInt32(roots.count))
    for root in roots {
      writer.string(root.path)
      writer.string(root.prefix)
    }
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
      writer.integer(UInt64(entry.byteCount))
      writer.integer(entry.modified)
      writer.integer(UInt32(entry.root))
      writer.string(path.text)
    }
  }

  init() {}

  /// Makes the next update read all files again, as if each had changed.
  mutating func forgetTimes() {
    for path in entries.keys { entries[path]?.modified = .min }
  }

  init(reading bytes: MappedBytes) throws(FormatError) {
    var reader = ByteReader(bytes)
    let count = try reader.integer(UInt64.self)
    // Each entry takes 21 bytes at least.
    guard count <= UInt64(bytes.count / 21) else {
      throw bytes.invalid("\(count) sources in \(bytes.count) bytes", at: 0)
    }
    let rootCount = Int(try reader.integer(UInt32.self))
    for _ in 0..<rootCount {
      roots.append(Root(path: try reader.string(), prefix: try reader.string()))
    }
    entries.reserveCapacity(Int(count))
    var last: ExactPath?
    for _ in 0..<count {
      let start = reader.offset
      let byteCount = Int(clamping: try reader.integer(UInt64.self))
      let modified = try reader.integer(Int64.self)
      let root = Int(try reader.integer(UInt32.self))
      guard root < rootCount else { throw bytes.invalid("unknown root \(root)", at: start + 16) }
      let path = ExactPath(try reader.string())
      if let last, last >= path {
        throw bytes.invalid("paths out of order", at: start)
      }
      last = path
      entries[path] = Entry(byteCount: byteCount, modified: modified, root: root)
    }
    try reader.finish()
  }
}
