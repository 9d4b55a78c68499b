/// Turns text of any encoding into UTF-8, piece by piece.
///
/// UTF-8 itself is passed on as it is: what is not valid in it is repaired where strings are made.
struct TextDecoder: ~Copyable {
  private let encoding: TextEncoding
  private var converter: CharacterConverter?
  /// The bytes of a code unit or a surrogate pair whose rest has not arrived yet.
  private var pending: [UInt8] = []

  /// Fails if the system cannot convert the encoding.
  init?(_ encoding: TextEncoding) {
    self.encoding = encoding
    let names = encoding.converterNames
    if names.isEmpty {
      converter = nil
    } else {
      guard let opened = CharacterConverter(names: names) else { return nil }
      converter = consume opened
    }
  }

  /// Appends `piece` in UTF-8 to `output`. After the piece for which `isLast` is true, nothing is
  /// held back.
  mutating func decode(_ piece: Span<UInt8>, isLast: Bool, into output: inout [UInt8]) {
    switch encoding {
    case .utf8: output.append(copying: piece)
    case .windows1252: Windows1252.decode(piece, into: &output)
    case .utf16LittleEndian:
      decodeUnits(piece, isLast, UInt16.init(littleEndian:), UTF16.self, &output)
    case .utf16BigEndian: decodeUnits(piece, isLast, UInt16.init(bigEndian:), UTF16.self, &output)
    case .utf32LittleEndian:
      decodeUnits(piece, isLast, UInt32.init(littleEndian:), UTF32.self, &output)
    case .utf32BigEndian: decodeUnits(piece, isLast, UInt32.init(bigEndian:), UTF32.self, &output)
    default: converter?.convert(piece, isLast: isLast, into: &output)
    }
  }

  private mutating func decodeUnits<Codec: UnicodeCodec>(
    _ piece: Span<UInt8>, _ isLast: Bool, _ inOurOrder: (Codec.CodeUnit) -> Codec.CodeUnit,
    _: Codec.Type, _ output: inout [UInt8]
  ) {
    var bytes = pending
    bytes.append(copying: piece)
    let size = Codec.CodeUnit.bitWidth / 8
    var units: [Codec.CodeUnit] = []
    units.reserveCapacity(bytes.count / size)
    for start in stride(from: 0, through: bytes.count - size, by: size) {
      var unit: Codec.CodeUnit = 0
      for index in (0..<size).reversed() {
        unit = unit << 8 | Codec.CodeUnit(bytes[start + index])
      }
      units.append(inOurOrder(unit.littleEndian))
    }
    var used = units.count * size
    if !isLast, size == 2, let last = units.last, last & 0xFC00 == 0xD800 {
      units.removeLast()
      used -= size
    }
    pending = Array(bytes[used...])
    output.append(contentsOf: String(decoding: units, as: Codec.self).utf8)
    if isLast && !pending.isEmpty {
      pending.removeAll()
      output.append(contentsOf: "\u{FFFD}".utf8)
    }
  }
}

/// The encoding that browsers mean by Latin-1.
enum Windows1252 {
  static func decode(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    output.reserveCapacity(output.count + bytes.count + bytes.count / 4)
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x80 {
        output.append(byte)
      } else {
        output.append(contentsOf: sequences[Int(byte) & 0x7F])
      }
    }
  }

  /// The character of a byte from 0x80 to 0x9F; also what such numbers mean in HTML.
  static func scalar(ofControl byte: UInt8) -> Unicode.Scalar {
    let index = controls.index(controls.startIndex, offsetBy: Int(byte & 0x1F))
    return controls[index]
  }

  private static let controls = Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)

  private static let sequences: [[UInt8]] = (0x80...0xFF).map { (byte: UInt8) in
    let scalar = byte < 0xA0 ? scalar(ofControl: byte) : Unicode.Scalar(byte)
    return Array(String(Character(scalar)).utf8)
  }
}
