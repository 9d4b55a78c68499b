/// Where the records of an input come from.
struct RecordSource {
  /// What the user sees: the file's path, or `stdin`.
  var path: String
  /// Whether documents carry the path, so that a hit can name its file.
  var isFile: Bool
}

/// Makes a document of a record of JSON, CSV or TSV.
///
/// On the top level of a record, `id` is the key, `title` and `text` are what they say, and `body`
/// or `content` stands for `text` if there is none. `path` and `line` say where the record stands;
/// values that the record itself has under these names are kept as `record.path` and `record.line`.
/// Other values become fields by their type.
struct RecordBuilder {
  static let maximumFieldCount = 256
  static let maximumNameByteCount = 255
  static let maximumKeyByteCount = 1024

  private var fields: [Document.Field] = []
  private var key = ""
  private var hasText = false
  private var textStandIn = ""
  /// Whether a field was left out because of a limit.
  private(set) var hasLeftOutFields = false

  init() {
    fields.reserveCapacity(8)
  }

  enum Role { case key, prose, provenance, other }

  /// What a value of the top level called `name` is for.
  static func role(of name: String) -> Role {
    switch name {
    case "id": .key
    case "title", "text", "body", "content": .prose
    case "path", "line": .provenance
    default: .other
    }
  }

  mutating func setKey(_ key: String) {
    self.key = key
  }

  /// Adds a value of the top level that is prose whatever it looks like.
  mutating func addProse(_ name: String, _ text: String) {
    switch name {
    case "text": hasText = true
    case "body": textStandIn = name
    case "content": if textStandIn.isEmpty { textStandIn = name }
    default: break
    }
    add(name, .text(text))
  }

  /// Adds a string that may be a date.
  mutating func addString(_ name: String, _ string: String) {
    if let date = ISODate.date(from: string) {
      add(name, .date(date))
    } else {
      add(name, .text(string))
    }
  }

  mutating func add(_ name: String, _ value: FieldValue) {
    guard fields.count < Self.maximumFieldCount, name.utf8.count <= Self.maximumNameByteCount
    else {
      hasLeftOutFields = true
      return
    }
    fields.append(Document.Field(name.isEmpty ? "value" : name, value))
  }

  /// The document, or the reason why it cannot be one.
  ///
  /// - Parameters:
  ///   - ordinal: what follows `#` in the key of a record that has no `id`; `nil` if the record is
  ///     the whole file.
  ///   - line: the line that the record starts in.
  consuming func finish(
    source: RecordSource, ordinal: Int?, line: Int?
  ) -> Result<Document, RecordProblem> {
    if !hasText && !textStandIn.isEmpty {
      for index in fields.indices where fields[index].name == textStandIn {
        fields[index].name = "text"
      }
    }
    if source.isFile { fields.append(Document.Field("path", .keyword(source.path))) }
    if let line { fields.append(Document.Field("line", .number(Double(line)))) }
    var key = key
    if key.isEmpty { key = ordinal.map { "\(source.path)#\($0)" } ?? source.path }
    guard key.utf8.count <= Self.maximumKeyByteCount else {
      return .failure(RecordProblem(reason: SkipReason.keyTooLong))
    }
    return .success(Document(key: key, fields: fields))
  }
}

/// Why a record is left out.
struct RecordProblem: Error, Equatable {
  var reason: String
}
