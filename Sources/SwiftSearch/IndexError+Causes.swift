extension IndexError {
  /// Turns an error of a lower layer into the one that callers see.
  init(_ error: any Error, directory: String) {
    switch error {
    case let error as IndexError: self = error
    case let error as FormatError: self.init(format: error)
    case let error as FileError: self.init(file: error)
    case let error as RefusedDocument:
      self.init(
        code: .invalidDocument, message: error.reason, file: error.key, advice: error.advice)
    case let error as FullDisk:
      self.init(
        code: .fileSystem,
        message: "\(error.available) bytes are free, \(error.needed) may be needed",
        file: error.path, advice: "make room on the disk, and try again")
    case let error as UnusableOption:
      self.init(code: .invalidOption, message: error.reason, advice: "change the search's options")
    case is CommitRepair.Problem:
      self.init(
        code: .damaged, message: "no commit of the index can be read, nor a copy of one",
        file: directory,
        advice: "delete the index and make it again")
    case is MergeStopped:
      self.init(
        code: .stopped, message: "the work was ended before it was done", file: directory,
        advice: "the index is as it was; begin again whenever you like")
    default:
      self.init(
        code: .fileSystem, message: "\(error)", file: directory, advice: "try again")
    }
  }

  private init(format error: FormatError) {
    var code = Code.damaged
    var advice =
      "'swift-search check --repair' keeps what is intact, or delete the index and make it again"
    let message: String
    switch error.problem {
    case .truncated(let needed, let found):
      message = "\(needed) bytes are needed, \(found) are there"
    case .wrongMagic:
      message = "this is no file of an index"
    case .unknownVersion(let version):
      message = "format version \(version) is newer than \(FormatVersion.current)"
      code = .tooNew
      advice = "update the program, or make the index again with this one"
    case .checksumMismatch(let expected, let found):
      message = "the checksum is \(found), \(expected) was expected"
    case .invalid(let what):
      message = what
    }
    self.init(
      code: code, message: message, file: error.file, section: error.section,
      offset: error.offset, advice: advice)
  }

  private init(file error: FileError) {
    self.init(
      code: .fileSystem, message: "cannot \(error.operation): \(error.reason)", file: error.path,
      advice: "check that the file exists, its permissions and the free space")
  }
}
