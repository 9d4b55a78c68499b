/// The rules about a single Swift file. Each returns what breaks it, with the line's number.
enum SourceRules {
  /// Unsafe code belongs into the folder Bytes, where few lines can be read with care.
  static func unsafeCode(in file: RepositoryFile) -> [String] {
    guard !file.path.hasPrefix("Sources/SwiftSearch/Bytes/") else { return [] }
    return code(of: file, matching: #/\bunsafe\b|Unsafe\w*Pointer|@unchecked/#, is: "unsafe")
  }

  /// `try!` and `as!` turn an error into a crash without a message.
  static func forcedErrors(in file: RepositoryFile) -> [String] {
    code(of: file, matching: #/\btry!|\bas!/#, is: "forced")
  }

  static func longLines(in file: RepositoryFile) -> [String] {
    guard !file.isGenerated else { return [] }
    return lines(file.text).enumerated().filter { $0.element.count > 100 }.map {
      "\(file.path):\($0.offset + 1): \($0.element.count) columns"
    }
  }

  /// Functions, initializers and computed properties of more than 70 lines, first and last line
  /// included. A body ends at the brace with the indentation of its first line, which the
  /// formatter guarantees.
  static func longFunctions(in file: RepositoryFile) -> [String] {
    guard !file.isGenerated else { return [] }
    let code = lines(SwiftCode.stripped(file.text))
    let opening =
      #/^ *(?:@?[a-z]\w*(?:\([^)]*\))? )*(?:func |init\b|deinit\b|subscript\b|var .*\{$)/#
    var found: [String] = []
    for (number, line) in code.enumerated() where (try? opening.prefixMatch(in: line)) != nil {
      let indentation = line.prefix { $0 == " " }.count
      guard let end = code[(number + 1)...].firstIndex(where: { ends($0, indentation) }),
        code[end].prefix(while: { $0 == " " }).count == indentation, code[end].contains("}")
      else { continue }
      if end - number + 1 > 70 {
        found.append("\(file.path):\(number + 1): a function of \(end - number + 1) lines")
      }
    }
    return found
  }

  /// A file named after nothing in particular collects everything.
  static func vagueName(of file: RepositoryFile) -> [String] {
    file.name.contains("Util") ? ["\(file.path): name the file after what it holds"] : []
  }

  /// Work that is left belongs into an issue, where it is seen.
  static func leftOverWork(in file: RepositoryFile) -> [String] {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    return lines(file.text).enumerated().flatMap { number, line in
      marks.filter { line.contains($0) }.map { "\(file.path):\(number + 1): \($0)" }
    }
  }

  private static func ends(_ line: Substring, _ indentation: Int) -> Bool {
    let content = line.drop { $0 == " " }
    guard !content.isEmpty, !content.hasPrefix("#") else { return false }
    let depth = line.count - content.count
    return depth < indentation || (depth == indentation && content.hasPrefix("}"))
  }

  private static func code(
    of file: RepositoryFile, matching pattern: Regex<Substring>, is what: String
  ) -> [String] {
    lines(SwiftCode.stripped(file.text)).enumerated().flatMap { number, line in
      line.matches(of: pattern).map { "\(file.path):\(number + 1): \(what): \($0.output)" }
    }
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
