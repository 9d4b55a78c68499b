#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An open file that is closed when the last reference to it goes.
final class FileDescriptor: Sendable {
  let path: String
  private let number: Int32
  private let system: any FileSystem

  /// Opens the file at `path`.
  init(_ path: String, for mode: OpeningMode, in system: any FileSystem) throws(FileError) {
    number = try FileError.during(mode == .creating ? "create" : "open", path) {
      () throws(SystemError) in try system.open(path, for: mode)
    }
    self.path = path
    self.system = system
  }

  deinit { system.close(number) }

  /// Writes all of `bytes` at the end of what was written so far.
  func write(_ bytes: [UInt8]) throws(FileError) {
    var start = 0
    while start < bytes.count {
      start += try FileError.during("write", path) { () throws(SystemError) in
        try system.write(bytes, from: start, to: number)
      }
    }
  }

  /// Reads `count` bytes from `offset` on, or fewer, but one at least.
  func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    let bytes = try FileError.during("read", path) { () throws(SystemError) in
      try system.read(number, at: offset, count: count)
    }
    guard !bytes.isEmpty else { throw FileError(operation: "read", path: path, code: EIO) }
    return bytes
  }

  /// Brings what was written to the storage device. Never to be tried again when it fails: the
  /// kernel has then forgotten which pages were not written (Rebello et al., "Can Applications
  /// Recover from fsync Failures?", 2020).
  func sync() throws(FileError) {
    try FileError.during("sync", path) { () throws(SystemError) in try system.sync(number) }
  }

  /// Takes the kernel's exclusive lock on the file, which ends with the descriptor or the process.
  ///
  /// - Returns: false when somebody else holds it.
  func lock() throws(FileError) -> Bool {
    do throws(FileError) {
      try FileError.during("lock", path) { () throws(SystemError) in try system.lock(number) }
      return true
    } catch  where error.code == EWOULDBLOCK {
      return false
    } catch {
      throw error
    }
  }
}

extension FileError {
  /// How often a call is made that signals interrupt. They come from outside, so there are few.
  private static let attemptLimit = 1000

  /// Makes a call to the operating system, again when a signal interrupts it.
  static func during<Result>(
    _ operation: String, _ path: String, _ call: () throws(SystemError) -> Result
  ) throws(FileError) -> Result {
    var attempt = 1
    while true {
      do throws(SystemError) {
        return try call()
      } catch  where error.code == EINTR && attempt < attemptLimit {
        attempt += 1
      } catch {
        throw FileError(operation: operation, path: path, code: error.code)
      }
    }
  }
}
