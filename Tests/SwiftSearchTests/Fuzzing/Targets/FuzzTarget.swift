/// A part of the library that takes bytes from anywhere.
///
/// The package in Fuzzing hands it what libFuzzer makes up, the tests what was found that way. To
/// trap, to hang and to take more memory than the bytes are worth is a finding.
struct FuzzTarget: Sendable {
  let name: String
  /// Works through some bytes; returns what is wrong with the answer, if anything is.
  let run: @Sendable ([UInt8]) -> String?

  static let all: [FuzzTarget] = [
    FuzzTarget(name: "lz4", run: FuzzedBlocks.runLZ4),
    FuzzTarget(name: "blocks", run: FuzzedBlocks.run),
    FuzzTarget(name: "sections", run: FuzzedSections.run),
    FuzzTarget(name: "index", run: FuzzedIndex.run),
    FuzzTarget(name: "query", run: FuzzedQueries.run),
    FuzzTarget(name: "analysis", run: FuzzedAnalysis.run),
    FuzzTarget(name: "json", run: FuzzedDocuments.runJSON),
    FuzzTarget(name: "json-lines", run: FuzzedDocuments.runJSONLines),
    FuzzTarget(name: "csv", run: FuzzedDocuments.runCSV),
    FuzzTarget(name: "html", run: FuzzedDocuments.runHTML),
    FuzzTarget(name: "markdown", run: FuzzedDocuments.runMarkdown),
    FuzzTarget(name: "encodings", run: FuzzedEncodings.run),
    FuzzTarget(name: "gitignore", run: FuzzedPatterns.run),
    FuzzTarget(name: "output", run: FuzzedOutput.run),
  ]
}

/// Takes the choices of a run from the start of its bytes.
struct FuzzInput {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isEmpty: Bool { rest.isEmpty }

  /// The next byte; 0 behind the end.
  mutating func byte() -> Int { Int(rest.popFirst() ?? 0) }

  /// The next `count` bytes as a number, the lowest first.
  mutating func integer(_ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | byte() << (8 * $1) }
  }

  /// All that is left.
  var bytes: [UInt8] { Array(rest) }
}
