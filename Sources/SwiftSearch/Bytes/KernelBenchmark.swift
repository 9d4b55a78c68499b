/// What the benchmarks, a package of their own, measure of decoding: a kernel that works through
/// blocks of made-up values.
@_spi(Benchmarks)
public struct KernelBenchmark: Sendable {
  /// How many blocks lie one after the other; few enough for the cache.
  static let blockCount = 64
  private static let roundCount = 500

  public let name: String
  /// How many values a run makes.
  public let valueCount: Int
  private let body: @Sendable (IntegerBlock) throws(FormatError) -> Void

  /// - Parameters:
  ///   - valueCount: how many values `body` makes of one block.
  ///   - body: works through all blocks, with room for the values of one.
  init(
    _ name: String, valueCount: Int,
    _ body: @escaping @Sendable (IntegerBlock) throws(FormatError) -> Void
  ) {
    self.name = name
    self.valueCount = Self.roundCount * Self.blockCount * valueCount
    self.body = body
  }

  /// Runs the kernel over all blocks, many times.
  ///
  /// - Returns: a value that depends on what was made last, so that no work can be left out.
  public func run() throws -> UInt32 {
    let block = IntegerBlock()
    var mixture: UInt32 = 0
    for _ in 0..<Self.roundCount {
      try body(block)
      mixture = mixture &* 31 &+ block[0] &+ block[127]
    }
    return mixture
  }

  /// All blocks, one after the other; `write` appends one.
  static func row(_ write: (inout ByteWriter) -> Void) -> MappedBytes {
    var writer = ByteWriter()
    for _ in 0..<blockCount { write(&writer) }
    return MappedBytes(writer.bytes, section: "benchmark")
  }
}

@_spi(Benchmarks)
extension KernelBenchmark {
  /// The kernels of the integers.
  public static var integers: [KernelBenchmark] { lanes + streams + bitsets + sums }

  private static var lanes: [KernelBenchmark] {
    [1, 5, 11, 16, 21, 32].map { width in
      let bytes = row { Lanes.pack(.made(bits: width), width: width, into: &$0) }
      return KernelBenchmark("lanes of \(width) bits", valueCount: 128) {
        (block) throws(FormatError) in
        for index in 0..<blockCount {
          try Lanes.unpack(
            bytes, at: index * Lanes.byteCount(width: width), width: width, into: block)
        }
      }
    }
  }

  private static var streams: [KernelBenchmark] {
    [(4, 9), (12, 9), (100, 5), (100, 13)].map { count, width in
      let bytes = row { Stream.pack(.made(bits: width), count: count, width: width, into: &$0) }
      return KernelBenchmark("stream of \(count) times \(width) bits", valueCount: count) {
        (block) throws(FormatError) in
        var reader = ByteReader(bytes)
        for _ in 0..<blockCount {
          try Stream.unpack(&reader, count: count, width: width, into: block)
        }
      }
    }
  }

  /// Every bit, every second, every fourth.
  private static var bitsets: [KernelBenchmark] {
    [(2, UInt64.max), (4, 0x5555_5555_5555_5555), (8, 0x1111_1111_1111_1111)].map { count, word in
      let bytes = row { for _ in 0..<count { $0.integer(word) } }
      return KernelBenchmark("bitset of \(count) words", valueCount: 128) {
        (block) throws(FormatError) in
        let bitset = BlockBitset()
        for index in 0..<blockCount {
          try bitset.load(bytes, at: 8 * count * index, wordCount: count, from: 7)
          block.fill(with: bitset)
        }
      }
    }
  }

  private static var sums: [KernelBenchmark] {
    [
      // Filled each time: sums are too large to be gaps again.
      KernelBenchmark("fill and sums of gaps", valueCount: 128) { (block) throws(FormatError) in
        for index in 0..<blockCount {
          block.fill(with: UInt32(index), count: 128)
          _ = block.sumGaps(count: 128, after: -1)
        }
      },
      KernelBenchmark("increment", valueCount: 128) { (block) throws(FormatError) in
        for _ in 0..<blockCount { _ = block.increment(count: 128) }
      },
    ]
  }
}

extension IntegerBlock {
  /// Values of up to `bits` bits that look random and are always the same.
  static func made(bits: Int) -> IntegerBlock {
    let block = IntegerBlock()
    for index in 0..<capacity where bits > 0 {
      block[index] = (UInt32(index + 1) &* 2_654_435_761) >> UInt32(32 - bits)
    }
    return block
  }
}
