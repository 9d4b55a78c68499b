#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A call to the operating system about a file that failed.
struct FileError: Error, Equatable {
  /// What was being done, as a verb: "open", "read", "sync".
  var operation: String
  var path: String
  /// The value of `errno`.
  var code: Int32

  /// Whether bytes or names may have been lost on their way to the storage device.
  var isFailedWrite: Bool { ["create", "write", "sync", "rename"].contains(operation) }

  /// Whether the system refused what it may grant at another time, or to another user: what is in
  /// the file was not looked at.
  var isRefusal: Bool { [EACCES, EPERM, EMFILE, ENFILE, ENOMEM].contains(code) }

  /// The operating system's words for ``code``, such as "No such file or directory".
  var reason: String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
