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

/// The file system of the machine.
struct OperatingSystem: FileSystem {
  func makeDirectory(_ path: String) throws(SystemError) {
    guard unsafe mkdir(path, 0o777) == 0 else { throw SystemError(code: errno) }
  }

  func names(inDirectory path: String) throws(SystemError) -> [String] {
    do {
      // A name that is not UTF-8 is none of an index.
      return try DirectoryListing.names(inDirectory: path).compactMap { bytes in
        String(validating: bytes, as: UTF8.self)
      }
    } catch {
      throw SystemError(code: error.code)
    }
  }

  func open(_ path: String, for mode: OpeningMode) throws(SystemError) -> Int32 {
    let flags =
      switch mode {
      case .reading: O_RDONLY
      case .creating: O_RDWR | O_CREAT | O_EXCL
      case .updating: O_RDWR | O_CREAT
      }
    let descriptor = systemOpen(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(code: errno) }
    return descriptor
  }

  func close(_ descriptor: Int32) { systemClose(descriptor) }

  func write(
    _ bytes: [UInt8], from start: Int, to descriptor: Int32
  ) throws(SystemError) -> Int {
    precondition(start >= 0 && start < bytes.count, "nothing to write")
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[start...]))
    }
    guard count > 0 else { throw SystemError(code: count < 0 ? errno : EIO) }
    return count
  }

  func read(
    _ descriptor: Int32, at offset: Int, count: Int
  ) throws(SystemError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let found = unsafe pread(descriptor, buffer.baseAddress, count, off_t(offset))
      code = found < 0 ? errno : 0
      filled = max(0, found)
    }
    guard code == 0 else { throw SystemError(code: code) }
    return bytes
  }

  func sync(_ descriptor: Int32) throws(SystemError) {
    #if canImport(Darwin)
      // fsync leaves the data in the device's volatile cache there.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    guard fsync(descriptor) == 0 else { throw SystemError(code: errno) }
  }

  func lock(_ descriptor: Int32) throws(SystemError) {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw SystemError(code: errno) }
  }

  /// Not by `Data`, which may read a file where it is not asked to: what ``mapsPages`` says must be
  /// true.
  func map(_ path: String) throws(SystemError) -> Data {
    // A FIFO under the name of a file must not keep the process waiting.
    let descriptor = systemOpen(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(code: errno) }
    defer { systemClose(descriptor) }
    let status: FileStatus
    do {
      status = try FileStatus(descriptor: descriptor, path: path)
    } catch {
      throw SystemError(code: error.code)
    }
    guard status.kind == .regularFile else { throw SystemError(code: EINVAL) }
    let count = status.byteCount
    guard count > 0 else { return Data() }
    let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else {
      throw SystemError(code: errno)
    }
    return unsafe Data(
      bytesNoCopy: start, count: count, deallocator: .custom { unsafe _ = munmap($0, $1) })
  }

  var mapsPages: Bool { true }

  func rename(_ path: String, to newPath: String) throws(SystemError) {
    guard systemRename(path, newPath) == 0 else { throw SystemError(code: errno) }
  }

  func remove(_ path: String) throws(SystemError) {
    guard unsafe unlink(path) == 0 else { throw SystemError(code: errno) }
  }

  func modified(_ path: String) throws(SystemError) -> Int64 {
    do {
      return try FileStatus(path: path, followsLinks: true).modified
    } catch {
      throw SystemError(code: error.code)
    }
  }

  func availableByteCount(at path: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
    return attributes?[.systemFreeSize] as? Int
      ?? (attributes?[.systemFreeSize] as? Int64).map { Int($0) }
  }
}

// Inside the type these names are taken by its own methods.

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 {
  unsafe open(path, flags, 0o666)
}

private func systemClose(_ descriptor: Int32) {
  _ = close(descriptor)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  unsafe write(descriptor, bytes.baseAddress, bytes.count)
}

private func systemRename(_ path: String, _ newPath: String) -> Int32 {
  unsafe rename(path, newPath)
}
