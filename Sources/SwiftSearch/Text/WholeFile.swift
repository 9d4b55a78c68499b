/// Reads files from end to end.
enum WholeFile {
  enum Outcome {
    case content([UInt8])
    case skipped(reason: String)
  }

  /// The content of the file at `path`, unless it is longer than `limit` or changes meanwhile.
  static func read(_ path: String, limit: Int) -> Outcome {
    do throws(FileError) {
      let file = try InputFile(path: path)
      let before = try file.status()
      guard before.byteCount <= limit else {
        return .skipped(reason: SkipReason.tooLarge(before.byteCount, limit: limit))
      }
      // One byte more than expected shows a file that has grown.
      var content = [UInt8](repeating: 0, count: max(before.byteCount, 0) + 1)
      var count = 0
      while count < content.count {
        let added = try file.read(into: &content, from: count)
        if added == 0 { break }
        count += added
      }
      let after = try file.status()
      guard count == before.byteCount, after == before else {
        return .skipped(reason: SkipReason.changed)
      }
      content.removeLast(content.count - count)
      return .content(content)
    } catch {
      return .skipped(reason: SkipReason.unreadable(error))
    }
  }

  /// The content of a file of rules, such as `.gitignore`; `nil` if it cannot be read or is longer
  /// than any that was written by hand.
  static func content(ofRuleFile path: String) -> [UInt8]? {
    guard case .content(let content) = read(path, limit: 1 << 20) else { return nil }
    return content
  }

  /// The first bytes of the file at `path`; `nil` if they cannot be read.
  static func start(of path: String, byteCount: Int) -> [UInt8]? {
    do throws(FileError) {
      let file = try InputFile(path: path)
      var content = [UInt8](repeating: 0, count: byteCount)
      var count = 0
      while count < byteCount {
        let added = try file.read(into: &content, from: count)
        if added == 0 { break }
        count += added
      }
      content.removeLast(byteCount - count)
      return content
    } catch {
      return nil
    }
  }
}
