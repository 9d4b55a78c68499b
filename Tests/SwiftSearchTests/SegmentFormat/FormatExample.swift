import Foundation

@testable import SwiftSearch

/// A worked example of index-format.md: the value that its bytes stand for, and how the code gets
/// from one to the other.
struct FormatExample: Sendable {
  let section: String
  /// The bytes of the value.
  let encoded: @Sendable () -> [UInt8]
  /// What is wrong with bytes that should stand for the value.
  private let check: @Sendable ([UInt8]) throws -> String?

  init<Value: Equatable & Sendable>(
    _ section: String, _ value: Value,
    encode: @escaping @Sendable (Value, inout ByteWriter) -> Void,
    decode: @escaping @Sendable (MappedBytes) throws -> Value
  ) {
    self.section = section
    let bytes: @Sendable (Value) -> [UInt8] = { value in
      var writer = ByteWriter()
      encode(value, &writer)
      return writer.bytes
    }
    encoded = { bytes(value) }
    check = { example in
      let decoded = try decode(MappedBytes(example, section: "example"))
      guard decoded == value else { return "decodes to \(decoded), not \(value)" }
      return bytes(decoded) == example ? nil : "encodes to other bytes"
    }
  }

  func problem(with bytes: [UInt8]) -> String? {
    do { return try check(bytes) } catch { return "\(error)" }
  }

  /// Whether the decoder throws at `bytes`.
  func refuses(_ bytes: [UInt8]) -> Bool {
    do { _ = try check(bytes) } catch { return true }
    return false
  }
}

/// 128 integers, mostly equal.
func block(_ value: UInt32, except others: [Int: UInt32] = [:]) -> [UInt32] {
  (0..<IntegerBlock.capacity).map { others[$0] ?? value }
}

extension FormatExample {
  static let all: [FormatExample] = files + dictionaries + postings + documents + commits

  private static let files: [FormatExample] = [
    FormatExample(
      "Conventions", [0, 127, 128, 300, UInt64(UInt32.max)],
      encode: { values, writer in for value in values { writer.varint(value) } },
      decode: { bytes in
        var reader = ByteReader(bytes)
        return try (0..<5).map { _ in try reader.varint() }
      }),
    FormatExample(
      "File header", FileHeader(kind: .segment, id: 0x0123_4567_89AB_CDEF, generation: 0),
      encode: { $0.write(to: &$1) }, decode: { try FileHeader(reading: $0) }),
    FormatExample(
      "Section table", SectionTable.example,
      encode: { $0.write(to: &$1) }, decode: { try SectionTable(reading: $0, end: 64) }),
    FormatExample(
      "File footer", WholeFile.example, encode: { $0.write(to: &$1) },
      decode: { try WholeFile(reading: $0) }),
  ]

  private static let dictionaries: [FormatExample] = [
    FormatExample(
      "Segment information", SegmentInformation(documentCount: 3, fields: [.idExample]),
      encode: { $0.write(to: &$1) }, decode: { try SegmentInformation(reading: $0) }),
    FormatExample(
      "Field record", FieldRecord.textExample, encode: { $0.write(to: &$1) },
      decode: { bytes in
        var reader = ByteReader(bytes)
        return try FieldRecord(&reader)
      }),
    termIndex(.value), termIndex(.empty), termDictionary(.value), termDictionary(.keywords),
    termDictionary(.longKeywords),
    entry(.one(document: 5, position: 9), hasPositions: true),
    entry(.one(document: 5, frequency: 3, positions: 0..<4), hasPositions: true),
    entry(.many(7, postings: 0..<12, positions: 0..<8), hasPositions: true),
    entry(.one(document: 5), hasPositions: false),
    entry(.many(7, postings: 0..<6, positions: 0..<0), hasPositions: false),
  ]

  private static func termIndex(_ example: DictionaryExample) -> FormatExample {
    FormatExample(
      "Term index", example, encode: { $1.append($0.index) },
      decode: { index in
        let dictionary = MappedBytes(example.dictionary.bytes, section: "test")
        return try DictionaryExample(index, dictionary, hasPositions: example.hasPositions)
      })
  }

  private static func termDictionary(_ example: DictionaryExample) -> FormatExample {
    FormatExample(
      "Term dictionary", example, encode: { $1.append($0.dictionary) },
      decode: { dictionary in
        let index = MappedBytes(example.index.bytes, section: "test")
        return try DictionaryExample(index, dictionary, hasPositions: example.hasPositions)
      })
  }

  private static func entry(_ entry: TermEntry, hasPositions: Bool) -> FormatExample {
    FormatExample(
      "Term entry", entry,
      encode: { entry, writer in
        var place = TermEntry.Place()
        entry.write(to: &writer, hasPositions: hasPositions, after: &place)
      },
      decode: { bytes in
        var reader = ByteReader(bytes)
        var place = TermEntry.Place()
        return try TermEntry(&reader, hasPositions: hasPositions, after: &place)
      })
  }

  private static let documents: [FormatExample] = [
    FormatExample(
      "Norms", [0, 5, 23, 24, 39, 40, 984, 1048],
      encode: { lengths, writer in
        // The lengths up to the next code's have the same code.
        for length in lengths { writer.integer(Norms.encode(length < 40 ? length : length + 1)) }
      },
      decode: { bytes in
        try (0..<8).map { Norms.lengths[Int(try bytes.integer(UInt8.self, at: $0))] }
      }),
    FormatExample(
      "LZ4 block", Array("abcabcabcabcabcabcabcabc-colony".utf8),
      encode: { bytes, writer in
        var scratch = LZ4Block.Scratch()
        LZ4Block.compress(bytes, &scratch, into: &writer)
      },
      decode: { try LZ4Block.decompress($0, count: 31) }),
    FormatExample(
      "Stored documents", StoredExample.value, encode: { $1.append($0.bytes.documents) },
      decode: { documents in
        let index = MappedBytes(StoredExample.value.bytes.index, section: "test")
        return try StoredExample(index: index, documents: documents)
      }),
    FormatExample(
      "Stored index", StoredExample.value, encode: { $1.append($0.bytes.index) },
      decode: { index in
        let documents = MappedBytes(StoredExample.value.bytes.documents, section: "test")
        return try StoredExample(index: index, documents: documents)
      }),
    FormatExample(
      "Stored document", StoredExample.full,
      encode: { StoredDocument($0).write(to: &$1) },
      decode: { bytes in
        var reader = ByteReader(bytes)
        return StoredExample.fields(try StoredDocument(&reader))
      }),
    column([1000, nil, 1258, nil]),
    column([1.5, -2]),
    FormatExample(
      "Deletions", Deletions.example, encode: { $0.write(to: &$1) },
      decode: { try Deletions(reading: $0, documentCount: 70) }),
  ]

  private static func column(_ values: [Double?]) -> FormatExample {
    FormatExample(
      "Column", values,
      encode: { values, writer in
        var column = Column.Writer()
        for (document, value) in values.enumerated() {
          if let value { column.set(value, for: document) }
        }
        column.write(documentCount: values.count, to: &writer)
      },
      decode: { bytes in
        let column = try Column(bytes)
        return try values.indices.map { try column.value(of: $0) }
      })
  }

  private static let commits: [FormatExample] = [
    FormatExample(
      "Manifest", Manifest.example, encode: { $0.write(to: &$1) },
      decode: { try Manifest(reading: $0, generation: 2) }),
    FormatExample(
      "Segment record", SegmentRecord.example, encode: { $0.write(to: &$1) },
      decode: { bytes in
        var reader = ByteReader(bytes)
        return try SegmentRecord(&reader)
      }),
    FormatExample(
      "Sources", Sources.example, encode: { $0.write(to: &$1) },
      decode: { try Sources(reading: $0) }),
  ]
}
