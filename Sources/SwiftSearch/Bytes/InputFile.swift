#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is open for reading, or standard input; closed when it goes out of scope.
struct InputFile: ~Copyable {
  let path: String
  private let descriptor: Int32
  private let isOwned: Bool

  /// Opens the regular file at `path`; anything else is refused without waiting for it.
  init(path: String) throws(FileError) {
    // Without O_NONBLOCK, opening a FIFO that has no writer never returns.
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw FileError(operation: "open", path: path, code: errno) }
    do throws(FileError) {
      guard try FileStatus(descriptor: descriptor, path: path).kind == .regularFile else {
        throw FileError(operation: "open", path: path, code: EINVAL)
      }
    } catch {
      _ = close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
    self.isOwned = true
  }

  private init(standardInputCalled path: String) {
    self.path = path
    self.descriptor = STDIN_FILENO
    self.isOwned = false
  }

  /// The standard input of this process, which stays open.
  static func standardInput() -> InputFile {
    InputFile(standardInputCalled: "stdin")
  }

  deinit {
    if isOwned { _ = close(descriptor) }
  }

  func status() throws(FileError) -> FileStatus {
    try FileStatus(descriptor: descriptor, path: path)
  }

  /// Reads up to `buffer.count - start` bytes to `buffer[start...]`; 0 means the end of the file.
  func read(into buffer: inout [UInt8], from start: Int) throws(FileError) -> Int {
    precondition(start >= 0 && start < buffer.count, "no room to read into")
    let descriptor = descriptor
    while true {
      var code: Int32 = 0
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
        let count = unsafe systemRead(descriptor, room)
        code = errno
        return count
      }
      if count >= 0 { return count }
      if code == EAGAIN || code == EWOULDBLOCK {
        // Standard input may have been made non-blocking by whoever started us.
        waitUntilReadable()
      } else if code != EINTR {
        throw FileError(operation: "read", path: path, code: code)
      }
    }
  }

  private func waitUntilReadable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = unsafe poll(&request, 1, -1)
  }
}

/// Inside ``InputFile`` the name `read` is taken by its own method.
private func systemRead(_ descriptor: Int32, _ room: UnsafeMutableRawBufferPointer) -> Int {
  unsafe read(descriptor, room.baseAddress, room.count)
}
