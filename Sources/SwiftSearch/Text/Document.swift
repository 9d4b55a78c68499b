#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// One unit of text that can be found: a file, a record, a message.
///
/// A document is a key and a list of named values. The key identifies the document in the index:
/// adding a document whose key is already there replaces the older one.
///
/// ```swift
/// var document = Document(key: "notes/colony.md")
/// document["title"] = .text("AI colony")
/// document["text"] = .text("A country that depends on foreign models …")
/// document["date"] = .date(Date(timeIntervalSince1970: 1_780_000_000))
/// ```
public struct Document: Sendable, Equatable {
  /// A named value of a document.
  public struct Field: Sendable, Equatable {
    /// The field's name: `title`, `text`, `date`, …
    public var name: String
    /// The field's value.
    public var value: FieldValue

    /// Creates a field from its name and value.
    public init(_ name: String, _ value: FieldValue) {
      self.name = name
      self.value = value
    }
  }

  /// What identifies the document in the index; 1 to 1,024 bytes of UTF-8.
  public var key: String
  /// The values, in order. A name may occur more than once.
  public var fields: [Field]

  /// Creates a document.
  public init(key: String, fields: [Field] = []) {
    self.key = key
    self.fields = fields
  }

  /// The first value of the field called `name`; setting it replaces every value of that name.
  public subscript(name: String) -> FieldValue? {
    get { fields.first { $0.name == name }?.value }
    set {
      fields.removeAll { $0.name == name }
      if let newValue { fields.append(Field(name, newValue)) }
    }
  }
}

/// A value of a document's field. Its case decides how it can be searched.
public enum FieldValue: Sendable, Equatable {
  /// Prose: cut into terms, searched by words and phrases, scored, stored.
  case text(String)
  /// A label: one term, compared as a whole, stored.
  case keyword(String)
  /// A number: a column, stored.
  case number(Double)
  /// A point in time, kept to the millisecond: a column, stored.
  case date(Date)
  /// Kept and returned with a hit, not searchable.
  case stored(String)
}
