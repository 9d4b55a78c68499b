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
  let number: Int32

  private init(path: String, number: Int32) {
    self.path = path
    self.number = number
  }

  deinit { _ = close(number) }

  /// Creates a file that must not exist yet and opens it.
  static func creating(_ path: String) throws(FileError) -> FileDescriptor {
    try opening(path, O_RDWR | O_CREAT | O_EXCL, "create")
  }

  /// Opens a file for writing, creating it when it does not exist; its bytes stay as they are.
  static func openingOrCreating(_ path: String) throws(FileError) -> FileDescriptor {
    try opening(path, O_RDWR | O_CREAT, "open")
  }

  /// Opens a file or a directory for reading.
  static func reading(_ path: String) throws(FileError) -> FileDescriptor {
    try opening(path, O_RDONLY, "open")
  }

  private static func opening(
    _ path: String, _ flags: Int32, _ operation: String
  ) throws(FileError) -> FileDescriptor {
    let number = retryingOnInterrupt { unsafe open(path, flags | O_CLOEXEC, 0o666) }
    guard number >= 0 else { throw FileError(operation: operation, path: path, code: errno) }
    return FileDescriptor(path: path, number: number)
  }

  /// Writes all of `bytes` at the end of what was written so far.
  func write(_ bytes: [UInt8]) throws(FileError) {
    var failure: FileError?
    unsafe bytes.withUnsafeBytes { buffer in
      guard var next = buffer.baseAddress else { return }
      var left = buffer.count
      while left > 0 {
        #if canImport(Darwin)
          let written = retryingOnInterrupt { unsafe Darwin.write(number, next, left) }
        #elseif canImport(Musl)
          let written = retryingOnInterrupt { unsafe Musl.write(number, next, left) }
        #else
          let written = retryingOnInterrupt { unsafe Glibc.write(number, next, left) }
        #endif
        guard written > 0 else {
          failure = FileError(operation: "write", path: path, code: written < 0 ? errno : EIO)
          return
        }
        unsafe next += written
        left -= written
      }
    }
    if let failure { throw failure }
  }

  /// Reads `count` bytes from `offset` on, or fewer, but one at least.
  func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let found = retryingOnInterrupt {
        unsafe pread(number, buffer.baseAddress, count, off_t(offset))
      }
      code = found < 0 ? errno : 0
      filled = max(0, found)
    }
    guard !bytes.isEmpty else {
      throw FileError(operation: "read", path: path, code: code == 0 ? EIO : code)
    }
    return bytes
  }

  /// Brings what was written to the storage device. Never to be tried again when it fails: the
  /// kernel has then forgotten which pages were not written (Rebello et al., "Can Applications
  /// Recover from fsync Failures?", 2020).
  func sync() throws(FileError) {
    #if canImport(Darwin)
      // fsync leaves the data in the device's volatile cache there.
      if fcntl(number, F_FULLFSYNC) == 0 { return }
    #endif
    guard retryingOnInterrupt({ fsync(number) }) == 0 else {
      throw FileError(operation: "sync", path: path, code: errno)
    }
  }

  /// Takes the kernel's exclusive lock on the file, which ends with the descriptor or the process.
  ///
  /// - Returns: false when somebody else holds it.
  func lock() throws(FileError) -> Bool {
    guard retryingOnInterrupt({ flock(number, LOCK_EX | LOCK_NB) }) == 0 else {
      if errno == EWOULDBLOCK { return false }
      throw FileError(operation: "lock", path: path, code: errno)
    }
    return true
  }
}

/// Calls `body` again for as long as a signal interrupts it.
func retryingOnInterrupt<T: SignedInteger>(_ body: () -> T) -> T {
  while true {
    let result = body()
    if result == -1 && errno == EINTR { continue }
    return result
  }
}
