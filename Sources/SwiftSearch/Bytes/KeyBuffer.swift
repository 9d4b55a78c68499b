/// Room for a term that is rebuilt again and again from its difference to the one before.
@safe final class KeyBuffer {
  /// Longer terms are in no index that was written by this library.
  static let capacity = 256

  private let storage: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  init() {
    // Bytes are moved eight at a time.
    unsafe storage = .allocate(capacity: Self.capacity + 8)
    unsafe storage.initialize(repeating: 0, count: Self.capacity + 8)
  }

  deinit { unsafe storage.deallocate() }

  func removeAll() { count = 0 }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let span = unsafe Span(_unsafeStart: storage, count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The last byte; 0 where there is none.
  var last: UInt8 {
    @inline(__always)
    get { count > 0 ? unsafe storage[count &- 1] : 0 }
  }

  /// Replaces what comes behind the first `shared` bytes.
  ///
  /// - Returns: whether it was possible.
  @inline(__always)
  fileprivate func replace(behind shared: Int, with bytes: RawSpan, _ range: Range<Int>) -> Bool {
    let added = range.upperBound &- range.lowerBound
    guard shared >= 0, shared <= count, added <= Self.capacity &- shared, range.lowerBound >= 0,
      range.upperBound <= bytes.byteCount
    else { return false }
    var index = 0
    if range.upperBound &+ 8 <= bytes.byteCount {
      while index < added {
        let eight = unsafe bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: range.lowerBound &+ index, as: UInt64.self)
        unsafe UnsafeMutableRawPointer(storage + shared + index).storeBytes(
          of: eight, as: UInt64.self)
        index &+= 8
      }
    } else {
      while index < added {
        unsafe storage[shared &+ index] = bytes.unsafeLoad(
          fromUncheckedByteOffset: range.lowerBound &+ index, as: UInt8.self)
        index &+= 1
      }
    }
    count = shared &+ added
    return true
  }
}

extension SpanReader {
  /// Copies bytes into a buffer, behind its first `shared` bytes.
  ///
  /// - Returns: whether it was possible.
  @inline(__always)
  func copy(_ range: Range<Int>, to key: KeyBuffer, behind shared: Int) -> Bool {
    key.replace(behind: shared, with: bytes, range)
  }
}
