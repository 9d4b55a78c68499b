#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
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

  init(_ path: String) {
    self.path = path
  }

  func path(of name: String) -> String { path + "/" + name }

  /// Makes the directory and those above it, as far as they are missing.
  func create() throws(FileError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FileError(operation: "create", path: path, code: errno == 0 ? EACCES : errno)
    }
  }

  /// The names of the files in the directory, or `nil` when there is no such directory.
  func names() throws(FileError) -> [String]? {
    var information = stat()
    guard unsafe stat(path, &information) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError(operation: "read", path: path, code: errno)
    }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw FileError(operation: "read", path: path, code: errno == 0 ? EACCES : errno)
    }
  }

  /// Maps a whole file into memory.
  func map(_ name: String) throws -> MappedBytes {
    let data: Data
    do {
      // `.mappedIfSafe` does not map on Linux.
      data = try Data(contentsOf: URL(filePath: path(of: name)), options: .alwaysMapped)
    } catch {
      let code = (unsafe access(path(of: name), R_OK) == 0 || errno == 0) ? EIO : errno
      throw FileError(operation: "open", path: path(of: name), code: code)
    }
    do {
      return try MappedBytes(data)
    } catch {
      throw error.inFile(name)
    }
  }

  func create(_ name: String) throws(FileError) -> FileDescriptor {
    try .creating(path(of: name))
  }

  func rename(_ name: String, to newName: String) throws(FileError) {
    #if canImport(Darwin)
      let result = unsafe Darwin.rename(path(of: name), path(of: newName))
    #elseif canImport(Musl)
      let result = unsafe Musl.rename(path(of: name), path(of: newName))
    #else
      let result = unsafe Glibc.rename(path(of: name), path(of: newName))
    #endif
    guard result == 0 else {
      throw FileError(operation: "rename", path: path(of: name), code: errno)
    }
  }

  /// Removes a file; that it does not exist is no error.
  func remove(_ name: String) throws(FileError) {
    guard unsafe unlink(path(of: name)) == 0 || errno == ENOENT else {
      throw FileError(operation: "remove", path: path(of: name), code: errno)
    }
  }

  /// Makes names that were created, renamed or removed durable.
  func sync() throws(FileError) {
    try FileDescriptor.reading(path).sync()
  }

  /// How many bytes can still be written to the file system, or `nil` when it does not tell.
  func availableByteCount() -> Int? {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
    return attributes?[.systemFreeSize] as? Int
      ?? (attributes?[.systemFreeSize] as? Int64).map {
        Int($0)
      }
  }

  /// The lock of the one writer, or `nil` when another writer holds it.
  func lock() throws(FileError) -> FileDescriptor? {
    let descriptor = try FileDescriptor.openingOrCreating(path(of: "writer.lock"))
    return try descriptor.lock() ? descriptor : nil
  }
}
