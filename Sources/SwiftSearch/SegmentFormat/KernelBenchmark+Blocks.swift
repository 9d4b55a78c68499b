@_spi(Benchmarks)
extension KernelBenchmark {
  /// What the kernels of the integers become parts of: blocks of postings and positions.
  public static var blocks: [KernelBenchmark] { packed + postings + scoring + positions }

  private static var packed: [KernelBenchmark] {
    let patched = [0, 4, 20].map { exceptionCount in
      let bytes = row { PackedBlock.encode(made(exceptionCount), width: 5, into: &$0) }
      return packed("packed block, \(exceptionCount) exceptions", bytes)
    }
    let split = packed("split block", row { SplitBlock.encode(made(4), shift: 4, into: &$0) })
    return patched.joined() + split
  }

  private static func packed(_ name: String, _ bytes: MappedBytes) -> [KernelBenchmark] {
    let length = bytes.count / blockCount
    return [
      KernelBenchmark(name, valueCount: 128) { (block) throws(FormatError) in
        var reader = ByteReader(bytes)
        for _ in 0..<blockCount { try PackedBlock.decode(&reader, into: block) }
      },
      KernelBenchmark("\(name), one value", valueCount: 1) { (block) throws(FormatError) in
        for index in 0..<blockCount {
          block[0] = try PackedBlock.value(bytes, at: index * length, index: 2 * index)
        }
      },
      KernelBenchmark("\(name), skipped", valueCount: 1) { (block) throws(FormatError) in
        var offset = 0
        for _ in 0..<blockCount { offset = try PackedBlock.end(bytes, at: offset) }
        block[0] = UInt32(offset)
      },
    ]
  }

  private static var postings: [KernelBenchmark] {
    let full = row { PackedBlock.encode(made(4), width: 5, into: &$0) }
    let gaps = IntegerBlock.made(bits: 9)
    _ = gaps.sumGaps(count: 128, after: -1)
    let short = row {
      Postings.encodeShort(
        documents: gaps, frequencies: made(4), count: 12, after: -1, scratch: IntegerBlock(),
        into: &$0)
    }
    return [
      KernelBenchmark("documents of a full block", valueCount: 128) { (block) throws(FormatError) in
        var reader = ByteReader(full)
        for _ in 0..<blockCount {
          try Postings.decodeDocuments(&reader, after: -1, into: block)
        }
      },
      KernelBenchmark("frequencies of a full block", valueCount: 128) {
        (block) throws(FormatError) in
        var reader = ByteReader(full)
        for _ in 0..<blockCount { try Postings.decodeFrequencies(&reader, into: block) }
      },
      KernelBenchmark("short block of 12 postings", valueCount: 12) {
        (block) throws(FormatError) in
        let frequencies = IntegerBlock()
        var reader = ByteReader(short)
        for _ in 0..<blockCount {
          try Postings.decodeShort(
            &reader, count: 12, after: -1, hasFrequencies: true, documents: block,
            frequencies: frequencies)
        }
      },
    ]
  }

  /// What it takes to score all postings of a term, hardly any of which is among the best.
  private static var scoring: [KernelBenchmark] {
    let bytes = row { PackedBlock.encode(made(4), width: 5, into: &$0) }
    let norms = (0..<1 << 13).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 26) }
    let scoring = TermScoring(
      norms: MappedBytes(norms, section: "benchmark"),
      factors: NormFactors { 1 / (1 + Float($0) / 64) }, weight: 2, rounding: 0)
    return [
      KernelBenchmark("full block, decoded and scored", valueCount: 128) {
        (block) throws(FormatError) in
        let (frequencies, candidates) = (IntegerBlock(), Candidates())
        var (documents, counts) = (ByteReader(bytes), ByteReader(bytes))
        for _ in 0..<blockCount {
          try Postings.decodeDocuments(&documents, after: -1, into: block)
          try Postings.decodeFrequencies(&counts, into: frequencies)
          candidates.append(block, frequencies, 0..<128, scoring, above: 1.99)
        }
        block[0] = UInt32(candidates.count)
      }
    ]
  }

  /// The positions of one document of each block.
  private static var positions: [KernelBenchmark] {
    [1, 3, 20].map { number in
      let bytes = row { PackedBlock.encode(made(4), width: 5, into: &$0) }
      let length = bytes.count / blockCount
      return KernelBenchmark("\(number) positions of a block", valueCount: number) {
        (block) throws(FormatError) in
        let (places, buffer) = (PositionPlaces(), PositionBuffer())
        let reader = Positions.Reader(bytes, into: buffer, block: block)
        for index in 0..<blockCount {
          places.removeAll()
          places.append(
            origin: index * length, start: UInt32(index), length: UInt32(number))
          _ = try reader.load(places, 0..<1)
        }
      }
    }
  }

  /// Values of five bits, some of which have more.
  private static func made(_ exceptionCount: Int) -> IntegerBlock {
    let block = IntegerBlock.made(bits: 5)
    for number in 0..<exceptionCount { block[number * 6 + 1] += 32 * UInt32(number + 1) }
    return block
  }
}
