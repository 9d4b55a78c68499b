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

  var problem: Problem
  /// The structure that the bytes belong to, by its heading in index-format.md: a section of the
  /// file, or what was cut out of one.
  var section: String
  /// Byte offset from the start of the bytes that were cut out as `section`.
  var offset: Int
  /// The file's name within the index directory, once a layer that knows it has added it.
  var file: String?

  init(_ problem: Problem, section: String, offset: Int, file: String? = nil) {
    self.problem = problem
    self.section = section
    self.offset = offset
    self.file = file
  }

  init(_ problem: Problem, section: StaticString, offset: Int) {
    self.init(problem, section: section.description, offset: offset)
  }

  /// The same error, with the file's name added.
  func inFile(_ name: String) -> FormatError {
    var copy = self
    copy.file = copy.file ?? name
    return copy
  }
}
