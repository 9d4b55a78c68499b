import Foundation

/// Scripts/read-index.py, which was written from index-format.md alone.
enum PythonReader {
  static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Scripts/read-index.py").standardized.path

  static let isAvailable =
    (try? run(["-c", "import sys; assert sys.version_info >= (3, 8)"]))?
    .status == 0

  struct Output {
    var status: Int32
    var lines: [Data]
    /// What was wrong.
    var message: String
  }

  static func read(_ directory: String, _ what: String) throws -> Output {
    try run([script, directory, what])
  }

  private static func run(_ arguments: [String]) throws -> Output {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/output"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let message = Pipe()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    // A file takes any amount without somebody reading meanwhile.
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: path))
    process.standardError = message
    try process.run()
    let error = message.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let output = try Data(contentsOf: URL(filePath: path))
    return Output(
      status: process.terminationStatus,
      lines: output.split(separator: UInt8(ascii: "\n")).map { Data($0) },
      message: String(decoding: error, as: UTF8.self))
  }
}

/// A line of `terms`.
struct TermLine: Decodable {
  struct Posting: Decodable {
    var document: Int
    var frequency: Int?
    var positions: [Int]?
  }

  var segment: String
  var field: String
  var term: String?
  var termHex: String?
  var documentFrequency: Int
  var postings: [Posting]

  var bytes: [UInt8] {
    if let term { return Array(term.utf8) }
    let digits = Array(termHex ?? "")
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0..<$0 + 2]), radix: 16)
    }
  }
}

/// A line of `documents`.
struct DocumentLine: Decodable {
  struct Field: Decodable {
    var name: String
    var type: String
    var text: String?
    var number: Double?

    private enum Key: String, CodingKey { case name, type, value }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      name = try values.decode(String.self, forKey: .name)
      type = try values.decode(String.self, forKey: .type)
      text = try? values.decode(String.self, forKey: .value)
      number = try? values.decode(Double.self, forKey: .value)
    }
  }

  var segment: String
  var document: Int
  var deleted: Bool
  var norms: [String: Int]
  var columns: [String: Double]
  var fields: [Field]
}
