/// Finds out how a text is encoded.
enum EncodingDetector {
  /// How the text of which `bytes` are the start is encoded, and how many bytes of mark to leave
  /// out; `nil` if it is no text.
  ///
  /// - Parameters:
  ///   - isWhole: whether `bytes` are all of it, so that a character cut at the end is an error.
  ///   - declared: what the text says of itself. Valid UTF-8 is taken for UTF-8 all the same, since
  ///     wrong declarations are common and text in another encoding is hardly ever valid UTF-8.
  static func detect(
    _ bytes: [UInt8], isWhole: Bool, declared: TextEncoding? = nil
  ) -> (encoding: TextEncoding, markByteCount: Int)? {
    if let marked = mark(of: bytes) { return marked }
    if bytes.contains(0) {
      return utf16WithoutMark(bytes.prefix(4096)).map { ($0, 0) }
    }
    guard !hasManyControls(bytes.prefix(1 << 16)) else { return nil }
    let firstHigh = ByteScan.indexOfNonASCII(in: bytes.span)
    if firstHigh == bytes.count {
      return (hasJapaneseEscapes(bytes) ? .iso2022JP : .utf8, 0)
    }
    if isMostlyUTF8(bytes, from: firstHigh, isWhole: isWhole) { return (.utf8, 0) }
    if let declared, declared != .utf8 { return (declared, 0) }
    return (LegacyEncodingScore.best(for: bytes, from: firstHigh), 0)
  }

  private static func mark(of bytes: [UInt8]) -> (TextEncoding, Int)? {
    let marks: [([UInt8], TextEncoding)] = [
      ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE, 0, 0], .utf32LittleEndian),
      ([0, 0, 0xFE, 0xFF], .utf32BigEndian), ([0xFF, 0xFE], .utf16LittleEndian),
      ([0xFE, 0xFF], .utf16BigEndian),
    ]
    return marks.first { bytes.starts(with: $0.0) }.map { ($0.1, $0.0.count) }
  }

  /// UTF-16 without a mark: the high bytes of Latin letters, spaces and line ends are zero, and
  /// nothing that decodes is out of place. Other binary data hardly ever passes.
  private static func utf16WithoutMark(_ bytes: ArraySlice<UInt8>) -> TextEncoding? {
    let zerosAtEven = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2)
      .count { bytes[$0] == 0 }
    let zeros = bytes.count { $0 == 0 }
    let isBigEndian = zerosAtEven * 2 > zeros
    var units: [UInt16] = []
    for start in stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2) {
      let low = UInt16(bytes[isBigEndian ? start + 1 : start])
      units.append(UInt16(bytes[isBigEndian ? start : start + 1]) << 8 | low)
    }
    if let last = units.last, last & 0xFC00 == 0xD800 { units.removeLast() }
    guard units.count >= 2 else { return nil }
    // Pairs of ASCII letters make Han characters too. Real text of that kind has bytes beyond
    // ASCII, and Latin text has a zero in every unit.
    let highBytes = bytes.count { $0 >= 0x80 }
    guard zeros * 10 >= units.count * 3 || highBytes * 7 >= bytes.count else { return nil }
    for scalar in String(decoding: units, as: UTF16.self).unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0x2FFF, 0x3000...0xD7A3, 0xF900...0xFFEF,
        0x1_F000...0x3_FFFF:
        continue
      default: return nil
      }
    }
    return isBigEndian ? .utf16BigEndian : .utf16LittleEndian
  }

  /// Compressed data without a zero byte still has a tenth of its bytes among the controls.
  private static func hasManyControls(_ bytes: ArraySlice<UInt8>) -> Bool {
    let controls = bytes.count { $0 < 0x20 && !(0x08...0x0D).contains($0) && $0 != 0x1B }
    return controls > 2 && controls * 32 > bytes.count
  }

  private static func hasJapaneseEscapes(_ bytes: [UInt8]) -> Bool {
    var start = 0
    while true {
      let escape = ByteScan.index(of: 0x1B, in: bytes.span, from: start)
      guard escape + 2 < bytes.count else { return false }
      let next = (bytes[escape + 1], bytes[escape + 2])
      if next == (0x24, 0x40) || next == (0x24, 0x42) || next == (0x28, 0x4A) { return true }
      start = escape + 1
    }
  }

  /// Whether the text is UTF-8, apart from a few places: a log with one damaged line stays UTF-8.
  private static func isMostlyUTF8(_ bytes: [UInt8], from start: Int, isWhole: Bool) -> Bool {
    var valid = 0
    var invalid = 0
    var index = start
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index = ByteScan.indexOfNonASCII(in: bytes.span, from: index)
        continue
      }
      let length = UTF8Sequence.validLength(in: bytes, at: index)
      if length == 0 {
        if !isWhole && index + 4 > bytes.count { break }
        invalid += 1
      } else {
        valid += 1
      }
      index += max(length, 1)
    }
    return invalid == 0 || valid > 8 * invalid
  }
}

/// The shape of UTF-8 beyond ASCII, by table 3-7 of the Unicode Standard.
enum UTF8Sequence {
  /// The length of the valid sequence of two to four bytes at `index`; 0 if there is none.
  static func validLength(in bytes: [UInt8], at index: Int) -> Int {
    let lead = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
