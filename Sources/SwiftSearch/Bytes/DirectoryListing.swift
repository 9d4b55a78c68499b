#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What a directory holds.
enum DirectoryListing {
  /// The names in the directory at `path`, as bytes since a name need not be UTF-8, without `.`
  /// and `..`, in no particular order.
  static func names(inDirectory path: String) throws(FileError) -> [[UInt8]] {
    guard let directory = unsafe opendir(path) else {
      throw FileError(operation: "open", path: path, code: errno)
    }
    defer { _ = unsafe closedir(directory) }
    var names: [[UInt8]] = []
    while true {
      // readdir tells its end from its failure by errno alone.
      errno = 0
      guard let entry = unsafe readdir(directory) else {
        let code = errno
        guard code == 0 else { throw FileError(operation: "read", path: path, code: code) }
        return names
      }
      let name = unsafe bytes(ofNameIn: entry)
      if name != Array(".".utf8) && name != Array("..".utf8) { names.append(name) }
    }
  }

  private static func bytes(ofNameIn entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    // The entry is shorter than the imported struct says: only the pointer may be read, up to NUL.
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    let start = unsafe UnsafeRawPointer(entry) + offset
    let count = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The absolute path of the file at `path`, with every symbolic link resolved.
  static func resolvedPath(_ path: String) throws(FileError) -> String {
    guard let resolved = unsafe realpath(path, nil) else {
      throw FileError(operation: "open", path: path, code: errno)
    }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
