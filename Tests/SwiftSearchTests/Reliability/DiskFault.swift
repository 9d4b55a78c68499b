/// Which calls to a ``SimulatedDisk`` fail, and how.
struct DiskFault: Sendable {
  enum Kind: Sendable {
    case error(Int32)
    /// Fewer bytes are written than asked for, which is no error.
    case shortWrite
  }

  var kind: Kind
  /// The number of the first call that fails, from 0.
  var call: Int
  /// Whether every call from there on fails, not only that one.
  var isLasting: Bool

  private func concerns(_ call: Int) -> Bool {
    call == self.call || isLasting && call > self.call
  }

  /// The error that a call should fail with.
  func code(atCall call: Int) -> Int32? {
    guard concerns(call), case .error(let code) = kind else { return nil }
    return code
  }

  func isShortWrite(atCall call: Int) -> Bool {
    guard concerns(call), case .shortWrite = kind else { return false }
    return true
  }
}
