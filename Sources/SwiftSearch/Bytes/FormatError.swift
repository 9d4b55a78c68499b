/// What is wrong with bytes that were read, and where.
///
/// Thrown by every decoder of this library. The layers above add the name of the file and turn it
/// into an ``IndexError``.
struct FormatError: Error, Equatable {
  enum Problem: Equatable {
    case truncated(needed: Int, found: Int)
    case wrongMagic
    case unknownVersion(UInt32)
    case checksumMismatch(expected: UInt32, found: UInt32)
    case invalid(String)
  }

  private final class Report: Sendable {
    let problem: Problem
    let section: String
    let offset: Int
    let file: String?

    init(_ problem: Problem, _ section: String, _ offset: Int, _ file: String?) {
      self.problem = problem
      self.section = section
      self.offset = offset
      self.file = file
    }
  }

  /// A reference: nearly every function that answers a query can fail and hardly ever does, so that
  /// the code that hands an error on should be short. It lies between the code that runs.
  private let report: Report

  var problem: Problem { report.problem }
  /// The structure that the bytes belong to, by its heading in index-format.md: a section of the
  /// file, or what was cut out of one.
  var section: String { report.section }
  /// Byte offset from the start of the bytes that were cut out as `section`.
  var offset: Int { report.offset }
  /// The file's name within the index directory, once a layer that knows it has added it.
  var file: String? { report.file }

  @inline(never)
  init(_ problem: Problem, section: String, offset: Int, file: String? = nil) {
    report = Report(problem, section, offset, file)
  }

  @inline(never)
  init(_ problem: Problem, section: StaticString, offset: Int) {
    self.init(problem, section: section.description, offset: offset)
  }

  static func == (left: FormatError, right: FormatError) -> Bool {
    left.problem == right.problem && left.section == right.section
      && left.offset == right.offset && left.file == right.file
  }

  /// The same error, with the file's name added.
  func inFile(_ name: String) -> FormatError {
    FormatError(problem, section: section, offset: offset, file: file ?? name)
  }
}
