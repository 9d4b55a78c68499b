/// The fields of an index: which numbers and types their names have.
///
/// A field gets its type from the first value that is added; see ``FieldValue``.
struct Schema: Equatable, Sendable {
  /// More names than this are not searchable, so that documents with names as data stay bounded.
  static let largestFieldCount = 1000

  static let keyName = "id"
  /// The key is the first field of every index.
  static let keyNumber: UInt16 = 0

  private(set) var fields: [FieldInformation]
  private var numbers: [String: Int]

  init(_ fields: [FieldInformation] = []) {
    self.fields =
      fields.isEmpty
      ? [FieldInformation(number: Self.keyNumber, type: .keyword, name: Self.keyName)] : fields
    numbers = [:]
    for (index, field) in self.fields.enumerated() { numbers[field.name] = index }
  }

  /// The field called `name`; a new one of the type of `value` when there is none yet and there is
  /// room for one.
  mutating func field(_ name: String, for value: FieldValue) -> FieldInformation? {
    if let index = numbers[name] { return fields[index] }
    guard fields.count < Self.largestFieldCount else { return nil }
    let type: FieldType =
      switch value {
      case .text: .text
      case .keyword: .keyword
      case .number: .number
      case .date: .date
      case .stored: .stored
      }
    let number = (fields.map(\.number).max() ?? 0) + 1
    numbers[name] = fields.count
    fields.append(FieldInformation(number: number, type: type, name: name))
    return fields.last
  }

  func field(named name: String) -> FieldInformation? {
    numbers[name].map { fields[$0] }
  }
}
