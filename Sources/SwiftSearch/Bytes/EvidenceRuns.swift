/// Works out the evidence of the impacts of several blocks at a time.
@safe final class EvidenceRuns {
  /// As many as 32 blocks have at most, and room for a vector.
  private static let capacity = 32 * 255 + 4

  /// Values are counted by what is left of their bits: the exponent, and as much as to tell apart
  /// what differs by a hundredth. That is from 2^-8 to 2^8, beyond which scores hardly grow.
  private static let bits: UInt32 = 16
  private static let firstStep = Int32(bitPattern: Float(0x1p-8).bitPattern >> bits)
  private static let stepCount = 16 * 128

  /// Up to how many values of interest a heap of them takes less time than to count all.
  private static let heapLimit = 32

  private let values: UnsafeMutablePointer<Float>
  private let largest = LargestValues()
  /// How many values are of interest.
  private var limit = 0
  private let counts: UnsafeMutablePointer<UInt32>
  /// What values must exceed to be of interest.
  private var floor: Float = 0
  /// The highest step that may have values.
  private var highestStep = 0

  init() {
    unsafe values = .allocate(capacity: Self.capacity)
    unsafe values.initialize(repeating: 0, count: Self.capacity)
    unsafe counts = .allocate(capacity: Self.stepCount)
    unsafe counts.initialize(repeating: 0, count: Self.stepCount)
  }

  deinit {
    unsafe values.deallocate()
    unsafe counts.deallocate()
  }

  // MARK: Counting

  /// Forgets what was counted.
  ///
  /// - Parameters:
  ///   - limit: how many of the largest values are of interest, 1 or more.
  ///   - floor: what they must exceed.
  func beginCounting(_ limit: Int, above floor: Float) {
    (self.limit, self.floor) = (limit, floor)
    if limit <= Self.heapLimit { return largest.begin(limit, above: floor) }
    unsafe counts.update(repeating: 0, count: highestStep + 1)
    highestStep = 0
  }

  /// Counts values of which none exceeds `most`.
  private func count(_ range: Range<Int>, upTo most: Float) {
    precondition(range.lowerBound >= 0 && range.upperBound <= Self.capacity)
    guard limit > Self.heapLimit else {
      guard most > largest.threshold else { return }
      for index in range { largest.insert(unsafe values[index]) }
      return
    }
    highestStep = max(highestStep, Self.step(of: most))
    for index in range {
      let step = Self.step(of: unsafe values[index])
      unsafe counts[min(step, highestStep)] &+= 1
    }
  }

  @inline(__always)
  private static func step(of value: Float) -> Int {
    let step = Int32(bitPattern: value.bitPattern) >> Int32(bits) &- firstStep
    return Int(max(0, min(step, Int32(stepCount &- 1))))
  }

  /// A number that as many values as are of interest are not below, if it is known: hardly less
  /// than the smallest of them.
  var valueReached: Float? {
    if limit <= Self.heapLimit { return largest.smallest }
    var left = limit
    // The lowest step has all that lies below it.
    for step in stride(from: highestStep, to: 0, by: -1) {
      left -= unsafe Int(counts[step])
      if left <= 0 {
        let bits = UInt32(bitPattern: Self.firstStep + Int32(step)) << Self.bits
        return max(floor, Float(bitPattern: bits))
      }
    }
    return nil
  }

  // MARK: Runs

  /// Finds the largest product of a frequency and the factor of a norm in each of some runs of
  /// pairs, which follow each other.
  ///
  /// - Parameters:
  ///   - offset: where the first pair stands in `bytes`.
  ///   - limit: how many pairs there are at least from `offset` on.
  ///   - width: the bytes of a pair, 2 or 5; the last one is the norm.
  ///   - lengths: where it stands how many pairs each run has, a byte each.
  ///   - runs: the places in `result` for the runs, at most 32.
  ///   - counts: whether the products of runs that exceed the floor are counted.
  func findLargest(
    _ bytes: MappedBytes, at offset: Int, limit: Int, width: Int, _ factors: NormFactors,
    lengths: Int, _ runs: Range<Int>, into result: FloatBuffer, counts: Bool
  ) throws(FormatError) {
    precondition(runs.count <= 32)
    try bytes.check(lengths, runs.count)
    let lengthBytes = unsafe bytes.unsafeStart + lengths
    var total = 0
    for run in 0..<runs.count {
      total &+= Int(unsafe lengthBytes.load(fromByteOffset: run, as: UInt8.self))
    }
    guard total <= limit else { throw bytes.invalid("\(total) impacts of \(limit)", at: lengths) }
    try bytes.check(offset, total &* width)
    // All at once: how many a block has cannot be foretold.
    unsafe multiply(bytes.unsafeStart + offset, total, width: width, factors.start)
    var first = 0
    for run in runs {
      let length = Int(
        unsafe lengthBytes.load(fromByteOffset: run &- runs.lowerBound, as: UInt8.self))
      let value = largest(first, length)
      result[run] = value
      if counts, value > floor { count(first..<first &+ length, upTo: value) }
      first &+= length
    }
  }

  /// The largest product of the pairs of one run, which are all counted.
  func largest(
    _ bytes: MappedBytes, at offset: Int, count length: Int, width: Int, _ factors: NormFactors
  ) throws(FormatError) -> Float {
    var most: Float = 0
    // A group of blocks may have more impacts than a block, though hardly ever does.
    for first in stride(from: 0, to: length, by: Self.capacity - 4) {
      let count = min(length - first, Self.capacity - 4)
      let start = offset + first * width
      try bytes.check(start, count * width)
      unsafe multiply(bytes.unsafeStart + start, count, width: width, factors.start)
      let value = largest(0, count)
      self.count(0..<count, upTo: value)
      most = max(most, value)
    }
    return most
  }

  private func multiply(
    _ source: UnsafeRawPointer, _ count: Int, width: Int, _ factor: UnsafePointer<Float>
  ) {
    if width == 2 {
      for index in 0..<count {
        let frequency = unsafe source.load(fromByteOffset: 2 &* index, as: UInt8.self)
        let norm = unsafe source.load(fromByteOffset: 2 &* index &+ 1, as: UInt8.self)
        unsafe values[index] = Float(Int32(frequency)) * factor[Int(norm)]
      }
    } else {
      for index in 0..<count {
        let word = unsafe source.loadUnaligned(fromByteOffset: 5 &* index, as: UInt32.self)
        let norm = unsafe source.load(fromByteOffset: 5 &* index &+ 4, as: UInt8.self)
        unsafe values[index] =
          Float(Int32(truncatingIfNeeded: UInt32(littleEndian: word))) * factor[Int(norm)]
      }
    }
  }

  /// The largest of some values, at least 0.
  @inline(__always)
  private func largest(_ first: Int, _ count: Int) -> Float {
    let start = unsafe UnsafeRawPointer(values + first)
    var most = SIMD4<Float>(repeating: 0)
    var index = 0
    while index < count &- 3 {
      let next = unsafe start.loadUnaligned(fromByteOffset: 4 &* index, as: SIMD4<Float>.self)
      most.replace(with: next, where: next .> most)
      index &+= 4
    }
    // The last ones, without those of the next block.
    let left = SIMD4(repeating: Int32(truncatingIfNeeded: count &- index))
    let last = unsafe start.loadUnaligned(fromByteOffset: 4 &* index, as: SIMD4<Float>.self)
    most.replace(with: last, where: last .> most .& (SIMD4<Int32>(0, 1, 2, 3) .< left))
    let (low, high) = (max(most[0], most[1]), max(most[2], most[3]))
    return low > high ? low : high
  }
}
