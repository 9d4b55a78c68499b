/// A whole text in UTF-8.
enum DecodedText {
  /// The text, which may still hold bytes that are not valid.
  case text([UInt8])
  /// It is no text, or of an encoding that this system cannot convert.
  case refused(reason: String)

  static func decode(_ bytes: [UInt8], declared: TextEncoding? = nil) -> DecodedText {
    guard let found = EncodingDetector.detect(bytes, isWhole: true, declared: declared) else {
      return .refused(reason: SkipReason.binary)
    }
    if found.encoding == .utf8 && found.markByteCount == 0 { return .text(bytes) }
    guard var decoder = TextDecoder(found.encoding) else {
      return .refused(reason: SkipReason.unknownEncoding(found.encoding.displayName))
    }
    var text: [UInt8] = []
    let content = bytes.span.extracting(found.markByteCount..<bytes.count)
    decoder.decode(content, isLast: true, into: &text)
    return .text(text)
  }
}
