/// Writes JSON in the order it is told, with nothing in it that a terminal would act on.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []

  /// Whether a value stands before the next one, in the same array or object.
  private var needsComma = false

  package init() {}

  package mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    container("{", "}", body)
  }

  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    container("[", "]", body)
  }

  package mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    JSONEscaping.append(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func integer(_ value: Int) { raw("\(value)") }
  package mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
  package mutating func null() { raw("null") }

  /// Writes the shortest decimal that reads back as the same number; JSON has no infinity.
  package mutating func number(_ value: Double) {
    if !value.isFinite {
      null()
    } else if value == value.rounded(), value.magnitude < 0x1p53 {
      integer(Int(value))
    } else {
      raw("\(value)")
    }
  }

  package mutating func number(_ value: Float) {
    raw(value.isFinite ? "\(value)" : "null")
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func container(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }
}

extension JSONWriter {
  package mutating func member(_ name: String, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Int?) {
    key(name)
    if let value { integer(value) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Double) {
    key(name)
    number(value)
  }
}
