/// Room for any number of floating-point numbers, which grows and is used again.
@safe final class FloatBuffer {
  private(set) var count = 0
  private var capacity = 0
  private var storage: UnsafeMutablePointer<Float>?

  deinit { unsafe storage?.deallocate() }

  /// Makes room for `count` numbers, whose values are anything.
  func resize(to count: Int) {
    precondition(count >= 0)
    if count > capacity {
      unsafe storage?.deallocate()
      capacity = max(256, count)
      unsafe storage = .allocate(capacity: capacity)
      unsafe storage?.initialize(repeating: 0, count: capacity)
    }
    self.count = count
  }

  @inline(__always)
  subscript(index: Int) -> Float {
    get {
      precondition(index >= 0 && index < count)
      return unsafe storage.unsafelyUnwrapped[index]
    }
    set {
      precondition(index >= 0 && index < count)
      unsafe storage.unsafelyUnwrapped[index] = newValue
    }
  }
}
