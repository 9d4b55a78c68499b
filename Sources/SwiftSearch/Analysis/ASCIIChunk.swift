/// Eight bytes of text, classified and put in lower case at once.
///
/// In a mask, the highest bit of each byte tells of the byte at its place.
struct ASCIIChunk {
  private static let high: UInt64 = 0x8080_8080_8080_8080

  private let bytes: UInt64
  private let letters: UInt64
  private let wordMask: UInt64

  /// - Parameter bytes: eight bytes, the first in the lowest bits.
  @inline(__always)
  init(_ bytes: UInt64) {
    self.bytes = bytes
    // Adding 0x80 - c to a byte below 0x80 sets its highest bit if the byte is at least c, and
    // never carries into the next byte.
    let low = bytes & ~Self.high
    let lower = low | 0x2020_2020_2020_2020
    let fromA = lower &+ 0x1F1F_1F1F_1F1F_1F1F
    let pastZ = lower &+ 0x0505_0505_0505_0505
    letters = fromA & ~pastZ & ~bytes & Self.high
    let from0 = low &+ 0x5050_5050_5050_5050
    let past9 = low &+ 0x4646_4646_4646_4646
    wordMask = letters | (from0 & ~past9 & ~bytes & Self.high)
  }

  /// How many letters and digits it begins with.
  var wordCount: Int {
    @inline(__always) get { (wordMask ^ Self.high).trailingZeroBitCount >> 3 }
  }

  /// How many ASCII bytes it begins with that are neither letters nor digits.
  var breakCount: Int {
    @inline(__always) get { (wordMask | (bytes & Self.high)).trailingZeroBitCount >> 3 }
  }

  /// Whether its first `count` bytes, letters and digits, fewer than eight, are a word without
  /// parts: only digits, or letters of one case but for the first.
  @inline(__always)
  func isSimpleWord(count: Int) -> Bool {
    let places = ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1) & Self.high
    let digits = wordMask & ~letters & places
    let capitals = letters & ~(bytes &<< 2) & places
    return (digits == 0 || digits == places)
      && (capitals & ~0x80 == 0 || capitals == places)
  }

  /// Whether all eight bytes are letters, and small but for the first.
  var isInsideWord: Bool {
    @inline(__always) get { letters == Self.high && letters & ~(bytes &<< 2) & ~0x80 == 0 }
  }

  /// Whether its first `count` bytes, fewer than eight, are small letters.
  @inline(__always)
  func isSmall(count: Int) -> Bool {
    let places = ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1) & Self.high
    return places & ~(letters & bytes &<< 2) == 0
  }

  /// The byte at `offset`, below eight.
  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: bytes >> UInt64(truncatingIfNeeded: offset &* 8))
  }

  /// The bytes with their letters in lower case.
  var lowercased: UInt64 {
    @inline(__always) get { bytes | letters >> 2 }
  }

  /// The first `count` bytes, fewer than eight, with their letters in lower case, and zeros.
  @inline(__always)
  func lowercased(count: Int) -> UInt64 {
    lowercased & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1)
  }

  /// Whether the byte at `offset`, below eight, is ASCII.
  @inline(__always)
  func isASCII(at offset: Int) -> Bool {
    bytes >> UInt64(truncatingIfNeeded: offset &* 8) & 0x80 == 0
  }
}
