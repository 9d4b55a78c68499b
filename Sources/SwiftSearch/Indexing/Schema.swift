/// The fields of an index: which numbers and types their names have.
///
/// A field gets its type from the first value that is added; see ``FieldValue``.
struct Schema: Sendable {
  /// More names than this are not searchable, so that documents with names as data stay bounded.
  static let largestFieldCount = 1000

  static let keyName = "id"
  /// The key is the first field of every index.
  static let keyNumber: UInt16 = 0

  /// In the order in which they were met.
  private(set) var fields: [FieldRecord]
  private var indexes: [String: Int] = [:]
  private let numbers: FieldNumbers

  init(_ fields: [FieldRecord] = []) {
    self.fields =
      fields.isEmpty
      ? [FieldRecord(number: Self.keyNumber, type: .keyword, name: Self.keyName)]
      // Without the totals of a manifest: a segment counts its own documents only.
      : fields.map { FieldRecord(number: $0.number, type: $0.type, name: $0.name) }
    numbers = FieldNumbers(self.fields)
    for (index, field) in self.fields.enumerated() { indexes[field.name] = index }
  }

  /// The field called `name`; a new one of the type of `value` when there is none yet and there is
  /// room for one.
  mutating func field(_ name: String, for value: FieldValue) -> FieldRecord? {
    if let index = indexes[name] { return fields[index] }
    let type: FieldType =
      switch value {
      case .text: .text
      case .keyword: .keyword
      case .number: .number
      case .date: .date
      case .stored: .stored
      }
    guard fields.count < Self.largestFieldCount, let number = numbers.number(of: name, type) else {
      return nil
    }
    indexes[name] = fields.count
    fields.append(FieldRecord(number: number, type: type, name: name))
    return fields.last
  }

  func field(named name: String) -> FieldRecord? {
    indexes[name].map { fields[$0] }
  }

  /// Takes over the fields that another thread met in documents that follow those known here.
  ///
  /// - Returns: false, with nothing taken over, when it would have met other fields had it known
  ///   these, so that its documents must be read again.
  mutating func add(_ other: Schema) -> Bool {
    let new = other.fields.filter { field(named: $0.name) == nil }
    let agrees = other.fields.allSatisfy { other in
      field(named: other.name).map { $0.type == other.type } ?? true
    }
    guard agrees, fields.count + new.count <= Self.largestFieldCount else { return false }
    for field in new {
      indexes[field.name] = fields.count
      fields.append(field)
    }
    return true
  }
}
