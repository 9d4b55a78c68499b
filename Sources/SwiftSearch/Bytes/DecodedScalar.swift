/// A Unicode scalar and how many bytes its UTF-8 form takes.
struct DecodedScalar: Equatable {
  var value: UInt32
  var length: Int

  @inline(__always)
  init(value: UInt32, length: Int) {
    self.value = value
    self.length = length
  }

  /// Decodes the form that begins in the lowest byte of `utf8`, where bytes past the text's end
  /// are zero; nil for what is not well-formed: overlong forms, surrogates, stray bytes.
  @inline(__always)
  init?(utf8 word: UInt32) {
    // One comparison tells both the lead byte's pattern and its continuation bytes'.
    if word & 0x00C0_C0F0 == 0x0080_80E0 {
      let value = (word & 0x0F) << 12 | (word & 0x3F00) >> 2 | (word & 0x3F_0000) >> 16
      guard value >= 0x800, value & 0xF800 != 0xD800 else { return nil }
      self.init(value: value, length: 3)
    } else if word & 0x80 == 0 {
      self.init(value: word & 0x7F, length: 1)
    } else if word & 0xC0E0 == 0x80C0 {
      let value = (word & 0x1F) << 6 | (word & 0x3F00) >> 8
      guard value >= 0x80 else { return nil }
      self.init(value: value, length: 2)
    } else if word & 0xC0C0_C0F8 == 0x8080_80F0 {
      let high = (word & 0x07) << 18 | (word & 0x3F00) << 4
      let value = high | (word & 0x3F_0000) >> 10 | (word & 0x3F00_0000) >> 24
      guard value >= 0x10000, value <= 0x10FFFF else { return nil }
      self.init(value: value, length: 4)
    } else {
      return nil
    }
  }
}
