#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// By how much `k * log2(k + 1)` grows from each `k` to the next.
///
/// For a half of n documents of which k have a term, the gaps of the term take about
/// `k * log2(n / (k + 1))` bits. So these are what a document more of a half brings.
///
/// Unchecked `Sendable`: the values are written once, before anyone else can see them.
@safe final class LogSteps: @unchecked Sendable {
  let count: Int
  /// The step from `k - 1` to `k` at `k`, and 0 at 0.
  let start: UnsafePointer<Float>

  /// - Parameter largest: the largest number of documents of a half that have a term.
  init(upTo largest: Int) {
    precondition(largest >= 0 && largest < UInt32.max)
    count = largest + 2
    let steps = UnsafeMutablePointer<Float>.allocate(capacity: count)
    unsafe steps.initialize(repeating: 0, count: count)
    var before = 0.0
    for k in 1..<count {
      let after = Double(k) * log2(Double(k + 1))
      unsafe steps[k] = Float(after - before)
      before = after
    }
    unsafe start = UnsafePointer(steps)
  }

  deinit { unsafe start.deallocate() }

  subscript(k: Int) -> Float {
    precondition(k >= 0 && k < count)
    return unsafe start[k]
  }
}
