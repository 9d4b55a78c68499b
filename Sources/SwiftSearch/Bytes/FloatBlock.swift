/// Room for as many floating-point numbers as an ``IntegerBlock`` has integers.
@safe final class FloatBlock {
  static let capacity = IntegerBlock.capacity

  /// Room behind the last number for whole vectors that are read.
  private static let slack = 8

  private let storage: UnsafeMutableRawPointer
  var start: UnsafeMutablePointer<Float> {
    unsafe storage.assumingMemoryBound(to: Float.self)
  }

  init() {
    unsafe storage = .allocate(
      byteCount: (Self.capacity + Self.slack) * 4, alignment: 64)
    unsafe storage.initializeMemory(as: Float.self, repeating: 0, count: Self.capacity + Self.slack)
  }

  deinit { unsafe storage.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Float {
    get {
      precondition(index >= 0 && index < Self.capacity)
      return unsafe start[index]
    }
    set {
      precondition(index >= 0 && index < Self.capacity)
      unsafe start[index] = newValue
    }
  }
}
