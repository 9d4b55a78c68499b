#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the file system says about a file.
struct FileStatus: Equatable {
  enum Kind: Equatable {
    case regularFile
    case directory
    case symbolicLink
    /// A FIFO, a socket or a device: opening or reading it may block for ever.
    case special(String)
  }

  /// What stays the same when a file is reached by another path.
  struct Identity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  var kind: Kind
  var byteCount: Int
  /// Nanoseconds since 1970.
  var modified: Int64
  var identity: Identity

  /// Asks for the status of the file at `path`.
  init(path: String, followsLinks: Bool) throws(FileError) {
    var raw = stat()
    let result = followsLinks ? unsafe stat(path, &raw) : unsafe lstat(path, &raw)
    guard result == 0 else { throw FileError(operation: "stat", path: path, code: errno) }
    self.init(raw)
  }

  /// Asks for the status of an open file.
  init(descriptor: Int32, path: String) throws(FileError) {
    var raw = stat()
    guard unsafe fstat(descriptor, &raw) == 0 else {
      throw FileError(operation: "stat", path: path, code: errno)
    }
    self.init(raw)
  }

  private init(_ raw: stat) {
    switch raw.st_mode & S_IFMT {
    case S_IFREG: kind = .regularFile
    case S_IFDIR: kind = .directory
    case S_IFLNK: kind = .symbolicLink
    case S_IFIFO: kind = .special("FIFO")
    case S_IFSOCK: kind = .special("socket")
    default: kind = .special("device")
    }
    byteCount = Int(clamping: raw.st_size)
    #if canImport(Darwin)
      let time = raw.st_mtimespec
    #else
      let time = raw.st_mtim
    #endif
    // A damaged file system may claim any year; a wrapped time is only a wrong time.
    modified = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    identity = Identity(
      device: UInt64(truncatingIfNeeded: raw.st_dev), inode: UInt64(truncatingIfNeeded: raw.st_ino))
  }
}
