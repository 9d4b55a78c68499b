/// The reasons for which files and records are left out, in one place so that they stay alike.
enum SkipReason {
  static let hidden = "hidden"
  static let gitignore = "named by .gitignore"
  static let gitignoreTooSlow = "the rules of .gitignore take too long"
  static let binary = "binary"
  static let symbolicLink = "symbolic link"
  static let folderReadBefore = "symbolic link to a folder that is read already"
  static let nameNotUTF8 = "name is not UTF-8"
  static let tooDeep = "folders nested too deeply"
  static let changed = "changed while it was read"
  static let pathTaken = "a file of another folder has this path in the index"
  static let notAnObject = "not a JSON object"
  static let keyTooLong = "id is longer than 1024 bytes"
  static let quoteNotClosed = "quote is never closed"
  static let fieldsLeftOut =
    "record with more than 256 fields or a field name over 255 bytes; the rest is left out"

  static func tooLarge(_ byteCount: Int, limit: Int) -> String {
    "too large: \(byteCount) bytes, the limit is \(limit)"
  }

  static func lineTooLong(limit: Int) -> String {
    "line or record longer than \(limit) bytes"
  }

  static func unreadable(_ error: FileError) -> String {
    "cannot \(error.operation): \(error.reason)"
  }

  static func unknownEncoding(_ name: String) -> String {
    "this system cannot convert text in \(name)"
  }
}
