/// Chooses among the encodings that were in use before UTF-8.
///
/// Each is tried on a sample. The right one gives few invalid characters and many of the most
/// frequent ones of its language; a wrong one gives rare characters, since the frequent ones lie
/// at different places of each code.
enum LegacyEncodingScore {
  private static let candidates: [TextEncoding] = [
    .windows1252, .shiftJIS, .eucJP, .gb18030, .big5, .eucKR,
  ]
  private static let sampleByteCount = 1 << 12

  /// The best guess for a text whose first byte outside ASCII stands at `firstHigh`.
  static func best(for bytes: [UInt8], from firstHigh: Int) -> TextEncoding {
    // From the start of a line, so that no character is cut.
    let start = bytes[..<firstHigh].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let from = max(start, firstHigh - 256)
    let sample = Array(bytes[from..<min(bytes.count, from + sampleByteCount)])
    var best = (encoding: TextEncoding.windows1252, score: -Double.infinity)
    for encoding in candidates {
      guard var decoder = TextDecoder(encoding) else { continue }
      var decoded: [UInt8] = []
      decoder.decode(sample.span, isLast: from + sample.count == bytes.count, into: &decoded)
      let text = String(repairing: decoded.span)
      let score = encoding == .windows1252 ? latinScore(of: text) : score(of: text, encoding)
      if score > best.score { best = (encoding, score) }
    }
    return best.encoding
  }

  /// The mean over the characters outside ASCII.
  private static func score(of text: String, _ encoding: TextEncoding) -> Double {
    var total = 0.0
    var count = 0.0
    for scalar in text.unicodeScalars where scalar.value >= 0x80 {
      count += 1
      total += score(of: scalar, encoding)
    }
    return count == 0 ? -1 : total / count
  }

  private static func score(of scalar: Unicode.Scalar, _ encoding: TextEncoding) -> Double {
    let isJapanese = encoding == .shiftJIS || encoding == .eucJP
    switch scalar.value {
    case 0xFFFD: return -4
    case 0xE000...0xF8FF, 0x80...0x9F: return -2
    case 0xFF61...0xFF9F: return -0.5
    case 0x3041...0x3096, 0x30A1...0x30FC: return isJapanese ? 1 : -0.2
    case 0xAC00...0xD7A3:
      return encoding == .eucKR ? (FrequentCharacters.korean.contains(scalar) ? 1 : 0.4) : -0.2
    case 0x3001...0x300F, 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F, 0x201C, 0x201D:
      return 0.6
    case 0x4E00...0x9FFF:
      switch encoding {
      case .gb18030: return FrequentCharacters.simplified.contains(scalar) ? 1 : 0.1
      case .big5: return FrequentCharacters.traditional.contains(scalar) ? 1 : 0.1
      case .eucKR: return -0.2
      default: return FrequentCharacters.japanese.contains(scalar) ? 1 : 0.1
      }
    case 0x3400...0x4DBF, 0x2_0000...0x3_FFFF: return -0.5
    default: return 0
    }
  }

  /// Letters with accents stand alone between plain letters; legacy CJK text read as Latin gives
  /// long runs of them.
  private static func latinScore(of text: String) -> Double {
    let scalars = Array(text.unicodeScalars)
    var total = 0.0
    var count = 0.0
    var index = 0
    while index < scalars.count {
      guard scalars[index].value >= 0x80 else {
        index += 1
        continue
      }
      let start = index
      while index < scalars.count, scalars[index].value >= 0x80 { index += 1 }
      let run = scalars[start..<index]
      let touchesLetter =
        (start > 0 && scalars[start - 1].properties.isAlphabetic)
        || (index < scalars.count && scalars[index].properties.isAlphabetic)
      for scalar in run {
        count += 1
        if scalar.value == 0xFFFD {
          total -= 4
        } else if run.count > 2 {
          total -= 1
        } else if scalar.properties.isAlphabetic {
          total += touchesLetter ? 0.9 : 0.1
        } else {
          total += 0.3
        }
      }
    }
    return count == 0 ? 0 : total / count
  }
}
