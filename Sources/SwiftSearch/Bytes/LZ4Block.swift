/// Compression in the LZ4 block format (Collet, "LZ4 Block Format Description", 2015+);
/// "LZ4 block" in index-format.md.
enum LZ4Block {
  private static let hashBits = 14
  private static let shortestMatch = 4
  /// The format wants the last five bytes as literals and no match to start in the last twelve.
  private static let lastLiterals = 5
  private static let matchLimit = 12

  /// A table of positions that is reused from block to block.
  struct Scratch: Sendable {
    fileprivate var positions = [UInt32](repeating: 0, count: 1 << LZ4Block.hashBits)
  }

  static func compress(_ input: [UInt8], _ scratch: inout Scratch, into output: inout ByteWriter) {
    let count = input.count
    var anchor = 0
    if count > matchLimit {
      for index in scratch.positions.indices { scratch.positions[index] = 0 }
      unsafe input.withUnsafeBytes { buffer in
        guard let start = buffer.baseAddress else { return }
        unsafe scratch.positions.withUnsafeMutableBufferPointer { table in
          anchor = unsafe compress(start, count, table, into: &output)
        }
      }
    }
    sequence(input.span.extracting(anchor...), matchLength: nil, offset: 0, into: &output)
  }

  /// Emits all sequences but the last.
  ///
  /// - Returns: where the last literals start.
  private static func compress(
    _ start: UnsafeRawPointer, _ count: Int, _ table: UnsafeMutableBufferPointer<UInt32>,
    into output: inout ByteWriter
  ) -> Int {
    let input = unsafe Span<UInt8>(
      _unsafeStart: start.assumingMemoryBound(to: UInt8.self), count: count)
    var anchor = 0
    var position = 1
    var misses = 0
    while position < count - matchLimit {
      let word = unsafe start.loadUnaligned(fromByteOffset: position, as: UInt32.self)
      let slot = Int((word &* 2_654_435_761) >> UInt32(32 - hashBits))
      let candidate = Int(unsafe table[slot])
      unsafe table[slot] = UInt32(truncatingIfNeeded: position)
      guard candidate < position, position - candidate <= 65535,
        unsafe start.loadUnaligned(fromByteOffset: candidate, as: UInt32.self) == word
      else {
        misses += 1
        position += 1 + misses >> 6
        continue
      }
      misses = 0
      var length = shortestMatch
      let limit = count - lastLiterals - position
      while length < limit {
        let same =
          unsafe start.load(fromByteOffset: candidate + length, as: UInt8.self)
          == start.load(fromByteOffset: position + length, as: UInt8.self)
        guard same else { break }
        length += 1
      }
      sequence(
        input.extracting(anchor..<position), matchLength: length, offset: position - candidate,
        into: &output)
      position += length
      anchor = position
    }
    return anchor
  }

  private static func sequence(
    _ literals: Span<UInt8>, matchLength: Int?, offset: Int, into output: inout ByteWriter
  ) {
    let match = matchLength.map { $0 - shortestMatch } ?? 0
    output.integer(UInt8(min(literals.count, 15) << 4 | min(match, 15)))
    extend(literals.count, into: &output)
    output.append(literals)
    guard matchLength != nil else { return }
    output.integer(UInt16(offset))
    extend(match, into: &output)
  }

  private static func extend(_ length: Int, into output: inout ByteWriter) {
    guard length >= 15 else { return }
    var rest = length - 15
    while rest >= 255 {
      output.integer(UInt8(255))
      rest -= 255
    }
    output.integer(UInt8(rest))
  }

  /// Decompresses all of `bytes` to exactly `count` bytes.
  ///
  /// - Throws: ``FormatError`` when the bytes are not LZ4 or decompress to another length.
  static func decompress(_ bytes: MappedBytes, count: Int) throws(FormatError) -> [UInt8] {
    // The format cannot shrink more than this; a wrong length must not allocate without bound.
    guard count <= 255 * bytes.count else {
      throw bytes.invalid("\(count) bytes cannot have come from \(bytes.count)", at: 0)
    }
    var failure: FormatError?
    let output = unsafe [UInt8](unsafeUninitializedCapacity: count) { target, filled in
      filled = count
      do throws(FormatError) {
        unsafe try decompress(bytes, into: UnsafeMutableRawBufferPointer(target))
      } catch {
        filled = 0
        failure = error
      }
    }
    if let failure { throw failure }
    return output
  }

  private static func decompress(
    _ bytes: MappedBytes, into target: UnsafeMutableRawBufferPointer
  ) throws(FormatError) {
    var reader = ByteReader(bytes)
    var filled = 0
    while true {
      let token = Int(try reader.integer(UInt8.self))
      let literals = try length(token >> 4, &reader)
      guard literals <= target.count - filled else {
        throw bytes.invalid("more bytes than announced", at: reader.offset)
      }
      try bytes.check(reader.offset, literals)
      if literals > 0, let base = target.baseAddress {
        unsafe (base + filled).copyMemory(
          from: bytes.unsafeStart + reader.offset, byteCount: literals)
      }
      try reader.skip(literals)
      filled += literals
      if reader.remaining == 0 { break }
      let offset = Int(try reader.integer(UInt16.self))
      let match = try length(token & 15, &reader) + shortestMatch
      guard offset > 0, offset <= filled, match <= target.count - filled else {
        throw bytes.invalid("match outside of the output", at: reader.offset)
      }
      guard let base = target.baseAddress else { continue }
      let from = unsafe base + (filled - offset)
      let to = unsafe base + filled
      if offset >= match {
        unsafe to.copyMemory(from: from, byteCount: match)
      } else {
        for index in 0..<match {
          unsafe to.storeBytes(
            of: from.load(fromByteOffset: index, as: UInt8.self), toByteOffset: index,
            as: UInt8.self)
        }
      }
      filled += match
    }
    guard filled == target.count else {
      throw bytes.invalid("\(filled) bytes, \(target.count) announced", at: 0)
    }
  }

  private static func length(
    _ nibble: Int, _ reader: inout ByteReader
  ) throws(FormatError) -> Int {
    var length = nibble
    guard nibble == 15 else { return length }
    while true {
      let byte = Int(try reader.integer(UInt8.self))
      length += byte
      if byte < 255 { return length }
    }
  }
}
