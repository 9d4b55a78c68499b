/// Reads values of JSON into the fields of a document.
extension JSONScanner {
  /// Reads an object as a record.
  mutating func record(_ bytes: Span<UInt8>) throws(JSONError) -> RecordBuilder {
    var builder = RecordBuilder()
    try object(bytes, prefix: "", depth: 1, into: &builder)
    return builder
  }

  private mutating func object(
    _ bytes: Span<UInt8>, prefix: String, depth: Int, into builder: inout RecordBuilder
  ) throws(JSONError) {
    guard depth <= Self.maximumDepth else { throw failure("nested too deeply") }
    try expect(UInt8(ascii: "{"), bytes)
    if take(UInt8(ascii: "}"), bytes) { return }
    repeat {
      let name = try string(bytes)
      try expect(UInt8(ascii: ":"), bytes)
      if prefix.isEmpty && depth == 1 {
        try member(bytes, called: name, into: &builder)
      } else {
        // Past the limit a name is left out anyway; growing it on would take quadratic time.
        let isLong = prefix.utf8.count > RecordBuilder.maximumNameByteCount
        try value(bytes, isLong ? prefix : prefix + "." + name, false, depth, into: &builder)
      }
    } while take(UInt8(ascii: ","), bytes)
    try expect(UInt8(ascii: "}"), bytes)
  }

  /// Reads a member of the top level, where some names have a meaning.
  private mutating func member(
    _ bytes: Span<UInt8>, called name: String, into builder: inout RecordBuilder
  ) throws(JSONError) {
    let next = peek(bytes)
    let isNumber = next == UInt8(ascii: "-") || (0x30...0x39).contains(next)
    switch RecordBuilder.role(of: name) {
    case .key where next == UInt8(ascii: "\""): builder.setKey(try string(bytes))
    case .key where isNumber:
      builder.setKey(String(repairing: bytes.extracting(try number(bytes))))
    case .prose where next == UInt8(ascii: "\""): builder.addProse(name, try string(bytes))
    case .prose where next == UInt8(ascii: "["): try prose(bytes, called: name, into: &builder)
    case .prose where isNumber:
      builder.addProse(name, String(repairing: bytes.extracting(try number(bytes))))
    case .provenance: try value(bytes, "record." + name, false, 1, into: &builder)
    default: try value(bytes, name, false, 1, into: &builder)
    }
  }

  /// Reads an array of paragraphs.
  private mutating func prose(
    _ bytes: Span<UInt8>, called name: String, into builder: inout RecordBuilder
  ) throws(JSONError) {
    var text = ""
    try strings(bytes, depth: 1, into: &text)
    builder.addProse(name, text)
  }

  private mutating func value(
    _ bytes: Span<UInt8>, _ name: String, _ isElement: Bool, _ depth: Int,
    into builder: inout RecordBuilder
  ) throws(JSONError) {
    switch peek(bytes) {
    case UInt8(ascii: "\""):
      let string = try string(bytes)
      if isElement { builder.add(name, .keyword(string)) } else { builder.addString(name, string) }
    case UInt8(ascii: "{"): try object(bytes, prefix: name, depth: depth + 1, into: &builder)
    case UInt8(ascii: "["):
      guard depth < Self.maximumDepth else { throw failure("nested too deeply") }
      position += 1
      if take(UInt8(ascii: "]"), bytes) { return }
      repeat {
        try value(bytes, name, true, depth + 1, into: &builder)
      } while take(UInt8(ascii: ","), bytes)
      try expect(UInt8(ascii: "]"), bytes)
    case UInt8(ascii: "t"):
      try literal("true", bytes)
      builder.add(name, .keyword("true"))
    case UInt8(ascii: "f"):
      try literal("false", bytes)
      builder.add(name, .keyword("false"))
    case UInt8(ascii: "n"): try literal("null", bytes)
    default:
      let written = bytes.extracting(try number(bytes))
      // A number that no double can hold is kept as it is written.
      builder.add(
        name,
        JSONNumber.value(of: written).map { .number($0) } ?? .keyword(String(repairing: written)))
    }
  }

  /// Reads any value and appends every string in it, a line each.
  mutating func strings(
    _ bytes: Span<UInt8>, depth: Int, into text: inout String
  ) throws(JSONError) {
    let next = peek(bytes)
    switch next {
    case UInt8(ascii: "\""):
      if !text.isEmpty { text += "\n" }
      text += try string(bytes)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth <= Self.maximumDepth else { throw failure("nested too deeply") }
      let close = next + 2
      position += 1
      if take(close, bytes) { return }
      repeat {
        if next == UInt8(ascii: "{") {
          _ = try string(bytes)
          try expect(UInt8(ascii: ":"), bytes)
        }
        try strings(bytes, depth: depth + 1, into: &text)
      } while take(UInt8(ascii: ","), bytes)
      try expect(close, bytes)
    case UInt8(ascii: "t"): try literal("true", bytes)
    case UInt8(ascii: "f"): try literal("false", bytes)
    case UInt8(ascii: "n"): try literal("null", bytes)
    default: _ = try number(bytes)
    }
  }
}
