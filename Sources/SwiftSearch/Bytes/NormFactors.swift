/// For each of the 256 norms, what BM25 multiplies the frequency of a term by.
///
/// Unchecked `Sendable`: the values are written once, before anyone else can see them.
@safe final class NormFactors: @unchecked Sendable {
  static let count = 256

  private let storage: UnsafeMutablePointer<Float>
  /// The values for the kernels of this folder.
  var start: UnsafePointer<Float> { unsafe UnsafePointer(storage) }

  /// - Parameter value: the factor for each norm.
  init(_ value: (UInt8) -> Float) {
    unsafe storage = .allocate(capacity: Self.count)
    for norm in 0..<Self.count {
      unsafe storage.advanced(by: norm).initialize(to: value(UInt8(norm)))
    }
  }

  deinit { unsafe storage.deallocate() }

  @inline(__always)
  subscript(norm: UInt8) -> Float { unsafe storage[Int(norm)] }

  /// The largest value.
  var largest: Float {
    var largest: Float = 0
    for norm in 0..<Self.count { largest = max(largest, unsafe storage[norm]) }
    return largest
  }
}
