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

  /// The first index of `range` whose number is at least `value`, or the end of the range.
  func firstIndex(atLeast value: Float, in range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    guard let numbers = unsafe storage else { return range.upperBound }
    var index = range.lowerBound
    let wanted = SIMD4<Float>(repeating: value)
    while index &+ 4 <= range.upperBound {
      let four = unsafe UnsafeRawPointer(numbers + index).loadUnaligned(as: SIMD4<Float>.self)
      if any(four .>= wanted) { break }
      index &+= 4
    }
    while index < range.upperBound, unsafe numbers[index] < value { index &+= 1 }
    return index
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
