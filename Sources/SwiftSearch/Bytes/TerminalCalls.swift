#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The calls to the operating system that take pointers; the only unsafe code of the command.
package enum TerminalCalls {
  package static let standardOutput: Int32 = 1
  package static let standardError: Int32 = 2

  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The number of columns, or `nil` if `descriptor` is no terminal.
  package static func width(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Makes writing to a closed pipe an error of the write instead of the end of the process.
  package static func ignoreBrokenPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// The signals by which a person, or the system, asks the process to end.
  package static let interrupts = [SIGINT, SIGTERM]

  package static func ignore(_ number: Int32) { _ = signal(number, SIG_IGN) }

  /// Lets a signal do again what it does without a handler.
  package static func restore(_ number: Int32) { _ = signal(number, SIG_DFL) }

  /// Writes all of `bytes`; the result is `errno`, or 0.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        #if canImport(Darwin)
          let count = unsafe Darwin.write(
            descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        #elseif canImport(Musl)
          let count = unsafe Musl.write(
            descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        #else
          let count = unsafe Glibc.write(
            descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        #endif
        if count >= 0 {
          done += count
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }

  package static func sleep(milliseconds: UInt32) { _ = usleep(milliseconds * 1000) }

  package static func isBrokenPipe(_ code: Int32) -> Bool { code == EPIPE }

  package static func reason(_ code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
