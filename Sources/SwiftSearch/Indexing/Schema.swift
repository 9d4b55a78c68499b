/// The fields of an index: which numbers and types their names have.
///
/// A field gets its type from the first value that is added; see ``FieldValue``.
struct Schema: Equatable, Sendable {
  /// More names than this are not searchable, so that documents with names as data stay bounded.
  static let largestFieldCount = 1000

  static let keyName = "id"
  /// The key is the first field of every index.
  static let keyNumber: UInt16 = 0

  private(set) var fields: [FieldRecord]
  private var numbers: [String: Int]

  init(_ fields: [FieldRecord] = []) {
    self.fields =
      fields.isEmpty
      ? [FieldRecord(number: Self.keyNumber, type: .keyword, name: Self.keyName)]
      // Without the totals of a manifest: a segment counts its own documents only.
      : fields.map { FieldRecord(number: $0.number, type: $0.type, name: $0.name) }
    numbers = [:]
    for (index, field) in self.fields.enumerated() { numbers[field.name] = index }
  }

  /// The field called `name`; a new one of the type of `value` when there is none yet and there is
  /// room for one.
  mutating func field(_ name: String, for value: FieldValue) -> FieldRecord? {
    if let index = numbers[name] { return fields[index] }
    // Numbers ascend, in the manifest as here.
    let last = fields.last?.number ?? 0
    guard fields.count < Self.largestFieldCount, last < FieldRecord.largestNumber else {
      return nil
    }
    let type: FieldType =
      switch value {
      case .text: .text
      case .keyword: .keyword
      case .number: .number
      case .date: .date
      case .stored: .stored
      }
    numbers[name] = fields.count
    fields.append(FieldRecord(number: last + 1, type: type, name: name))
    return fields.last
  }

  func field(named name: String) -> FieldRecord? {
    numbers[name].map { fields[$0] }
  }
}
