extension SearchIndex {
  /// Writes every term of every segment with its postings, one JSON object a term.
  ///
  /// - Parameter body: called with each object complete; it takes the bytes and resets the writer.
  package func exportTerms(_ body: (inout JSONWriter) throws -> Void) throws {
    var json = JSONWriter()
    for segment in current.segments {
      for information in segment.information.fields {
        guard let field = segment.field(information.number) else { continue }
        do {
          let empty: [UInt8] = []
          var terms = try field.terms(from: empty.span)
          while let entry = try terms.next() {
            let postings = try Self.postings(of: entry, field)
            json.object { json in
              json.key("segment")
              json.string(Manifest.hexadecimal(segment.id))
              json.key("field")
              json.string(information.name)
              Self.write(term: terms.term, to: &json)
              json.key("documentFrequency")
              json.integer(entry.documentFrequency)
              json.key("postings")
              json.array { json in
                for posting in postings { posting.write(to: &json) }
              }
            }
            try body(&json)
          }
        } catch let error as FormatError {
          throw IndexError(error.inFile(segment.fileName), directory: directory)
        }
      }
    }
  }

  private static func write(term: [UInt8], to json: inout JSONWriter) {
    if let text = String(validating: term, as: UTF8.self) {
      json.key("term")
      json.string(text)
    } else {
      json.key("termHex")
      json.string(term.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }
  }

  private struct ExportedPosting {
    var document: UInt32
    var frequency: UInt32?
    var positions: [UInt32] = []

    func write(to json: inout JSONWriter) {
      json.object { json in
        json.key("document")
        json.integer(Int(document))
        guard let frequency else { return }
        json.key("frequency")
        json.integer(Int(frequency))
        json.key("positions")
        json.array { json in
          for position in positions { json.integer(Int(position)) }
        }
      }
    }
  }

  private static func postings(
    of entry: TermEntry, _ field: FieldReader
  ) throws(FormatError) -> [ExportedPosting] {
    var postings: [ExportedPosting] = []
    let cursor = try field.postings(of: entry)
    var next = try cursor.advance(to: 0)
    while let document = next {
      var posting = ExportedPosting(document: document)
      if field.hasPositions {
        try cursor.loadFrequencies()
        posting.frequency = cursor.frequencies[cursor.index]
        try cursor.positions(into: &posting.positions)
      }
      postings.append(posting)
      next = try cursor.advance(to: document + 1)
    }
    return postings
  }

  /// Writes every document of every segment, one JSON object a document.
  ///
  /// - Parameter body: called with each object complete; it takes the bytes and resets the writer.
  package func exportDocuments(_ body: (inout JSONWriter) throws -> Void) throws {
    let snapshot = current
    let names = Dictionary(
      snapshot.manifest.fields.map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first }
    )
    var json = JSONWriter()
    for segment in snapshot.segments {
      var records = StoredDocuments.RecordReader(segment.stored)
      for document in 0..<segment.documentCount {
        do {
          let stored = try records.document(document)
          try Self.write(stored, document, of: segment, names, to: &json)
        } catch {
          throw IndexError(error.inFile(segment.fileName), directory: directory)
        }
        try body(&json)
      }
    }
  }

  private static func write(
    _ stored: StoredDocument, _ document: Int, of segment: SegmentReader,
    _ names: [UInt16: String], to json: inout JSONWriter
  ) throws(FormatError) {
    var norms: [(name: String, norm: UInt8)] = []
    var values: [(name: String, value: Double)] = []
    for field in segment.information.fields {
      if let bytes = segment.field(field.number)?.norms {
        norms.append((field.name, try bytes.integer(at: document)))
      } else if let value = try segment.column(field.number)?.value(of: document) {
        values.append((field.name, value))
      }
    }
    json.object { json in
      json.key("segment")
      json.string(Manifest.hexadecimal(segment.id))
      json.key("document")
      json.integer(document)
      json.key("deleted")
      json.bool(segment.deletions?.contains(document) ?? false)
      json.key("norms")
      json.object { json in
        for (name, norm) in norms {
          json.key(name)
          json.integer(Int(norm))
        }
      }
      json.key("columns")
      json.object { json in
        for (name, value) in values {
          json.key(name)
          json.number(value)
        }
      }
      json.key("fields")
      json.array { json in
        for field in stored.fields {
          write(field.value, name: names[field.number] ?? "", to: &json)
        }
      }
    }
  }

  private static func write(_ value: FieldValue, name: String, to json: inout JSONWriter) {
    json.object { json in
      json.key("name")
      json.string(name)
      json.key("type")
      switch value {
      case .text(let text): write("text", text, to: &json)
      case .keyword(let text): write("keyword", text, to: &json)
      case .stored(let text): write("stored", text, to: &json)
      case .number(let number):
        json.string("number")
        json.key("value")
        json.number(number)
      case .date(let date):
        json.string("date")
        json.key("value")
        json.integer(Int(StoredDocument.milliseconds(date)))
      }
    }
  }

  private static func write(_ type: String, _ value: String, to json: inout JSONWriter) {
    json.string(type)
    json.key("value")
    json.string(value)
  }
}
