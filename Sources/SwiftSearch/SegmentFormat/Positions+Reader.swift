extension Positions {
  /// Reads the positions of one term, ever further on.
  ///
  /// A block is decoded when it is worth it: who wants the few positions of one document does not
  /// pay for 128.
  final class Reader {
    /// Up to how many positions of a block are read one by one rather than decode all.
    private static let singleLimit = 6
    /// How many positions are loaded together, except where one document has more.
    private static let loadLimit = 4096
    private static let shift = IntegerBlock.capacity.trailingZeroBitCount

    private let bytes: MappedBytes
    private let buffer: PositionBuffer
    private let block: IntegerBlock
    /// Where the blocks that are counted begin, and where the one with the number `number` does.
    private var origin = -1
    private var number = 0
    private var offset = 0
    /// Where the block begins that is decoded in `block`, where it ends, and how many positions it
    /// has.
    private var decodedOffset = -1
    private var decodedEnd = 0
    private var decodedCount = 0
    /// The number of the last block that the buffer has all of.
    private var loadedNumber = -1
    /// How many positions were loaded so far.
    private(set) var loadedCount = 0

    /// - Parameters:
    ///   - bytes: the positions of the term.
    ///   - buffer: gets what is read.
    ///   - block: memory to work in.
    init(_ bytes: MappedBytes, into buffer: PositionBuffer, block: IntegerBlock) {
      self.bytes = bytes
      self.buffer = buffer
      self.block = block
    }

    /// Loads the positions of some documents into the buffer: of the first one at least, and of as
    /// many behind it as are counted from the same block.
    ///
    /// - Parameter documents: not empty; their places ascend, also from one call to the next.
    /// - Returns: the first document that is not loaded.
    func load(
      _ places: PositionPlaces, _ documents: Range<Int>
    ) throws(FormatError) -> Int {
      let origin = places.origin(documents.lowerBound)
      let first = places.start(documents.lowerBound) >> Self.shift
      if origin != self.origin || first < number {
        self.origin = origin
        (number, offset) = (0, origin)
      }
      buffer.begin(at: first << Self.shift)
      loadedNumber = -1
      guard let (end, positionEnd) = places.neighbours(documents, limit: Self.loadLimit) else {
        throw bytes.invalid("positions out of order", at: offset)
      }
      let blockCount = (positionEnd - 1) >> Self.shift - first + 1
      if end - documents.lowerBound > 1, blockCount <= end - documents.lowerBound {
        try load(places.start(documents.lowerBound)..<positionEnd, neighbour: nil)
        return end
      }
      for document in documents.lowerBound..<end {
        let start = places.start(document)
        let neighbour = document + 1 < end ? places.start(document + 1) >> Self.shift : -1
        try load(start..<start + places.length(document), neighbour: neighbour)
      }
      return end
    }

    /// - Parameter neighbour: the block that is wanted next; `nil` when all blocks are worth it.
    @inline(__always)
    private func load(_ range: Range<Int>, neighbour: Int?) throws(FormatError) {
      loadedCount &+= range.count
      var next = range.lowerBound
      while next < range.upperBound {
        let number = next >> Self.shift
        let start = number << Self.shift
        let end = min(range.upperBound, start + IntegerBlock.capacity)
        if number != loadedNumber {
          try load(
            number, next - start..<end - start, isShared: neighbour == nil || number == neighbour)
        }
        if number == loadedNumber, end - start > decodedCount { throw tooFew() }
        next = end
      }
    }

    private func load(
      _ number: Int, _ part: Range<Int>, isShared: Bool
    ) throws(FormatError) {
      while self.number < number {
        offset = offset == decodedOffset ? decodedEnd : try end(of: offset)
        self.number += 1
      }
      let start = number << Self.shift
      if offset != decodedOffset {
        let first = try bytes.integer(UInt8.self, at: offset)
        if first & Positions.shortFlag != 0 {
          decodedOffset = -1
          decodedCount = try Positions.decodeShort(bytes, at: offset, into: block)
          decodedOffset = offset
          decodedEnd = bytes.count
        } else if isShared || part.count > Self.singleLimit {
          decodedOffset = -1
          decodedEnd = try PackedBlock.decode(bytes, at: offset, into: block)
          decodedCount = IntegerBlock.capacity
          decodedOffset = offset
        } else {
          decodedOffset = -1
          try PackedBlock.decode(bytes, at: offset, part, into: block)
          return buffer.store(block, part, ofBlockAt: start)
        }
      }
      loadedNumber = number
      buffer.store(block, at: start)
    }

    private func end(of offset: Int) throws(FormatError) -> Int {
      let first = try bytes.integer(UInt8.self, at: offset)
      guard first & Positions.shortFlag == 0 else { throw tooFew() }
      return try PackedBlock.end(bytes, at: offset)
    }

    @inline(never)
    private func tooFew() -> FormatError {
      bytes.invalid("fewer positions than frequencies", at: offset)
    }
  }
}
