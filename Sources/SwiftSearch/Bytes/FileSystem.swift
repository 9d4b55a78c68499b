#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The calls to the operating system by which an index reads and writes its files.
///
/// Each does what the kernel does and no more: it may be interrupted, and a write may be short.
/// What is done about that is above, in ``FileDescriptor`` and ``IndexDirectory``, so that it too
/// is tested when another file system, which fails on demand, stands in for the real one.
protocol FileSystem: Sendable {
  /// Makes one directory, whose parent exists.
  func makeDirectory(_ path: String) throws(SystemError)
  /// The names of the files in a directory, in no particular order.
  func names(inDirectory path: String) throws(SystemError) -> [String]
  /// Opens a file, or a directory for ``OpeningMode/reading``, and returns its descriptor.
  func open(_ path: String, for mode: OpeningMode) throws(SystemError) -> Int32
  func close(_ descriptor: Int32)
  /// Writes bytes from `start` on where the last write ended, and returns how many, at least one.
  func write(
    _ bytes: [UInt8], from start: Int, to descriptor: Int32
  ) throws(SystemError) -> Int
  /// Reads up to `count` bytes; none at the end of the file.
  func read(
    _ descriptor: Int32, at offset: Int, count: Int
  ) throws(SystemError) -> [UInt8]
  /// Brings a file's bytes, or a directory's names, to the storage device.
  func sync(_ descriptor: Int32) throws(SystemError)
  /// Takes the exclusive lock of an open file, which ends with the descriptor, or fails with
  /// `EWOULDBLOCK`.
  func lock(_ descriptor: Int32) throws(SystemError)
  /// The bytes of a whole file, mapped into memory.
  func map(_ path: String) throws(SystemError) -> Data
  /// Whether mapped bytes are pages of the file, which the kernel may take back and read again.
  var mapsPages: Bool { get }
  /// Gives a file another name, that of another file included.
  func rename(_ path: String, to newPath: String) throws(SystemError)
  func remove(_ path: String) throws(SystemError)
  /// When the file was changed last, in nanoseconds since 1970.
  func modified(_ path: String) throws(SystemError) -> Int64
  /// How many bytes can still be written near `path`, or `nil` when nobody can tell.
  func availableByteCount(at path: String) -> Int?
}

/// What a file is opened for.
enum OpeningMode: Sendable {
  /// Reading what exists.
  case reading
  /// Writing a file that must not exist yet.
  case creating
  /// Reading and writing a file from its start, whether it exists or not.
  case updating
}

/// A call to the operating system that failed.
struct SystemError: Error, Equatable {
  /// The value of `errno`.
  var code: Int32
}
