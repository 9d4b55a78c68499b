/// The numbers that a column has for candidates; where there is none, the value that is not a
/// number.
@safe final class NumberBlock {
  static let capacity = Candidates.capacity

  let values: UnsafeMutablePointer<Double>

  init() {
    unsafe values = .allocate(capacity: Self.capacity)
    unsafe values.initialize(repeating: .nan, count: Self.capacity)
  }

  deinit { unsafe values.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Double {
    precondition(index >= 0 && index < Self.capacity)
    return unsafe values[index]
  }

  /// Makes all of them missing.
  func removeAll() { unsafe values.update(repeating: .nan, count: Self.capacity) }

  /// How many of the first numbers are missing.
  func missingCount(of count: Int) -> Int {
    precondition(count <= Self.capacity)
    let values = unsafe values
    var missing = 0
    for index in 0..<count { missing &+= unsafe values[index].isNaN ? 1 : 0 }
    return missing
  }

  /// How many of the first numbers lie in a range; what is missing does not.
  func count(in range: Range<Double>, of count: Int) -> Int {
    precondition(count <= Self.capacity)
    let values = unsafe values
    let (lower, upper) = (
      SIMD4(repeating: range.lowerBound), SIMD4(repeating: range.upperBound)
    )
    var sums = SIMD4<Int64>.zero
    var index = 0
    while index &+ 4 <= count {
      let four = unsafe UnsafeRawPointer(values + index).loadUnaligned(as: SIMD4<Double>.self)
      sums &+= SIMD4<Int64>.zero.replacing(with: 1, where: four .>= lower .& four .< upper)
      index &+= 4
    }
    var found = Int(sums.wrappedSum())
    while index < count {
      found += unsafe range.contains(values[index]) ? 1 : 0
      index &+= 1
    }
    return found
  }

  /// Where the numbers of a column are in its bytes.
  struct Source {
    /// Where the bits begin that say which documents have one, if not all have.
    var bitset: Int?
    var values: Int
    /// How many bytes each takes: 1, 2, 4 or 8.
    var width: Int
    var isDouble: Bool
    var base: Int64
    var documentCount: Int
  }

  /// The number of one document, or what is not a number.
  static func number(of document: Int, in bytes: MappedBytes, _ source: Source) -> Double {
    precondition(document >= 0 && document < source.documentCount)
    if let bitset = source.bitset {
      precondition(bitset >= 0 && bitset + (source.documentCount + 7) / 8 <= bytes.count)
      let byte = unsafe bytes.unsafeStart.load(
        fromByteOffset: bitset + document >> 3, as: UInt8.self)
      if byte >> UInt8(document & 7) & 1 == 0 { return .nan }
    }
    let (offset, width) = (source.values + document * source.width, source.width)
    precondition(offset >= 0 && offset + width <= bytes.count)
    let place = unsafe bytes.unsafeStart + offset
    let bits: UInt64
    switch width {
    case 1: bits = UInt64(unsafe place.load(as: UInt8.self))
    case 2: bits = UInt64(UInt16(littleEndian: unsafe place.loadUnaligned(as: UInt16.self)))
    case 4: bits = UInt64(UInt32(littleEndian: unsafe place.loadUnaligned(as: UInt32.self)))
    default:
      precondition(width == 8)
      bits = UInt64(littleEndian: unsafe place.loadUnaligned(as: UInt64.self))
    }
    return source.isDouble
      ? Double(bitPattern: bits) : Double(source.base &+ Int64(bitPattern: bits))
  }

  /// Reads the numbers of candidates from a column.
  func gather(
    _ candidates: Candidates, from bytes: MappedBytes, _ source: Source
  ) throws(FormatError) {
    guard candidates.count > 0 else { return }
    // Documents ascend, so the last one decides for all.
    precondition(Int(candidates.document(candidates.count - 1)) < source.documentCount)
    try bytes.check(source.values, source.documentCount * source.width)
    let start = unsafe bytes.unsafeStart + source.values
    switch source.width {
    case 1: unsafe gather(UInt8.self, candidates, from: start, source.base)
    case 2: unsafe gather(UInt16.self, candidates, from: start, source.base)
    case 4: unsafe gather(UInt32.self, candidates, from: start, source.base)
    default:
      precondition(source.width == 8)
      if source.isDouble {
        unsafe gatherDoubles(candidates, from: start)
      } else {
        unsafe gather(UInt64.self, candidates, from: start, source.base)
      }
    }
    guard let bitset = source.bitset else { return }
    try bytes.check(bitset, (source.documentCount + 63) / 64 * 8)
    unsafe drop(candidates, without: bytes.unsafeStart + bitset)
  }

  @inline(__always)
  private func gather<Stored: FixedWidthInteger & BitwiseCopyable>(
    _: Stored.Type, _ candidates: Candidates, from start: UnsafeRawPointer, _ base: Int64
  ) {
    let (documents, values) = unsafe (candidates.documents, values)
    for index in 0..<candidates.count {
      let offset = unsafe Int(documents[index]) &* MemoryLayout<Stored>.size
      let stored = Stored(
        littleEndian: unsafe start.loadUnaligned(fromByteOffset: offset, as: Stored.self))
      unsafe values[index] = Double(base &+ Int64(truncatingIfNeeded: stored))
    }
  }

  private func gatherDoubles(_ candidates: Candidates, from start: UnsafeRawPointer) {
    let (documents, values) = unsafe (candidates.documents, values)
    for index in 0..<candidates.count {
      let offset = unsafe Int(documents[index]) &* 8
      let bits = UInt64(
        littleEndian: unsafe start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      unsafe values[index] = Double(bitPattern: bits)
    }
  }

  private func drop(_ candidates: Candidates, without bitset: UnsafeRawPointer) {
    let (documents, values) = unsafe (candidates.documents, values)
    for index in 0..<candidates.count {
      let document = unsafe Int(documents[index])
      let byte = unsafe bitset.load(fromByteOffset: document &>> 3, as: UInt8.self)
      if byte &>> UInt8(document & 7) & 1 == 0 { unsafe values[index] = .nan }
    }
  }
}
