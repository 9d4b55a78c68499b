#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Every operation on the files of an index goes through this type.
struct IndexDirectory: Sendable {
  let path: String
  private let system: any FileSystem

  init(_ path: String, in system: any FileSystem = OperatingSystem()) {
    self.path = path
    self.system = system
  }

  func path(of name: String) -> String { path + "/" + name }

  /// Makes the directory and those above it, as far as they are missing.
  func create() throws(FileError) {
    guard try names() == nil else { return }
    try createDirectory(path)
  }

  private func createDirectory(_ directory: String) throws(FileError) {
    let parent = Self.parent(of: directory)
    do throws(FileError) {
      try FileError.during("create", directory) { () throws(SystemError) in
        try system.makeDirectory(directory)
      }
    } catch  where error.code == ENOENT && parent != directory {
      try createDirectory(parent)
      try FileError.during("create", directory) { () throws(SystemError) in
        try system.makeDirectory(directory)
      }
    } catch  where error.code == EEXIST {
      // Somebody else was faster, or it is a file, which is found out when it is written to.
      return
    }
    // What is durable inside a directory whose own name is not is lost with it.
    try FileDescriptor(parent, for: .reading, in: system).sync()
  }

  private static func parent(of path: String) -> String {
    let path = path.last == "/" ? path.dropLast() : path[...]
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The names of the files in the directory, or `nil` when there is no such directory.
  func names() throws(FileError) -> [String]? {
    do throws(FileError) {
      return try FileError.during("read", path) { () throws(SystemError) in
        try system.names(inDirectory: path)
      }
    } catch  where error.code == ENOENT {
      return nil
    } catch {
      throw error
    }
  }

  /// Maps a whole file into memory.
  func map(_ name: String) throws -> MappedBytes {
    let data = try FileError.during("open", path(of: name)) { () throws(SystemError) in
      try system.map(path(of: name))
    }
    do {
      return try MappedBytes(data, hasPages: system.mapsPages)
    } catch {
      throw error.inFile(name)
    }
  }

  func create(_ name: String) throws(FileError) -> FileDescriptor {
    try FileDescriptor(path(of: name), for: .creating, in: system)
  }

  /// Opens a file for reading and writing, creating it when it does not exist.
  func update(_ name: String) throws(FileError) -> FileDescriptor {
    try FileDescriptor(path(of: name), for: .updating, in: system)
  }

  func rename(_ name: String, to newName: String) throws(FileError) {
    try FileError.during("rename", path(of: name)) { () throws(SystemError) in
      try system.rename(path(of: name), to: path(of: newName))
    }
  }

  /// Removes a file; that it does not exist is no error.
  func remove(_ name: String) throws(FileError) {
    do throws(FileError) {
      try FileError.during("remove", path(of: name)) { () throws(SystemError) in
        try system.remove(path(of: name))
      }
    } catch  where error.code == ENOENT {
      return
    } catch {
      throw error
    }
  }

  /// When a file was changed last, in nanoseconds since 1970.
  func modified(_ name: String) throws(FileError) -> Int64 {
    try FileError.during("stat", path(of: name)) { () throws(SystemError) in
      try system.modified(path(of: name))
    }
  }

  /// Makes names that were created, renamed or removed durable.
  func sync() throws(FileError) {
    try FileDescriptor(path, for: .reading, in: system).sync()
  }

  /// How many bytes can still be written to the file system, or `nil` when it does not tell.
  func availableByteCount() -> Int? { system.availableByteCount(at: path) }
}
