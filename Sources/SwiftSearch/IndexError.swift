/// An error of an index: what happened, where, and what to do about it.
public struct IndexError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of error it is.
  public enum Code: Sendable, Equatable {
    /// The directory holds no index.
    case notFound
    /// Bytes of the index are damaged.
    case damaged
    /// The index was made by a newer version of this library.
    case tooNew
    /// The index was made with other analysis options than asked for.
    case analysisMismatch
    /// Another writer has the index open.
    case locked
    /// The operating system refused an operation on a file.
    case fileSystem
    /// A document cannot be added: its key or a field breaks a limit.
    case invalidDocument
    /// A query cannot be searched for: it is larger than ``Query/depthLimit`` or
    /// ``Query/clauseLimit``.
    case invalidQuery
    /// An option of a search does not fit the index: there is no such field, or no such order.
    case invalidOption
    /// The work was ended on request.
    case stopped
  }

  public var code: Code
  /// What happened, in one sentence.
  public var message: String
  /// The file concerned, relative to the index directory or absolute outside of it.
  public var file: String?
  /// The section of index-format.md that the damaged bytes belong to.
  public var section: String?
  /// The offset of the damaged bytes from the start of the section.
  public var offset: Int?
  /// What to do about it, in one sentence.
  public var advice: String

  public init(
    code: Code, message: String, file: String? = nil, section: String? = nil, offset: Int? = nil,
    advice: String
  ) {
    self.code = code
    self.message = message
    self.file = file
    self.section = section
    self.offset = offset
    self.advice = advice
  }

  public var description: String {
    var place = file ?? ""
    if let section { place += place.isEmpty ? section : ", \(section)" }
    if let offset { place += " at byte \(offset)" }
    return (place.isEmpty ? "" : "\(place): ") + "\(message); \(advice)"
  }
}
