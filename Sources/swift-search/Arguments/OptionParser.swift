/// Tells the options of a command line from its operands.
struct OptionParser {
  /// The subcommand's name, for error messages.
  var command: String
  var options: [Option]

  func parse(_ arguments: [String]) throws(CommandError) -> ParsedArguments {
    var parsed = ParsedArguments()
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        parsed.operands += rest
        break
      } else if argument.hasPrefix("--") {
        try parseLong(argument.dropFirst(2), &rest, &parsed)
      } else if argument.hasPrefix("-"), argument != "-", !argument.contains(" ") {
        try parseShort(argument, &rest, &parsed)
      } else {
        // No option holds a space: "-old models" is a query that leaves out a word.
        parsed.operands.append(argument)
      }
    }
    return parsed
  }

  private func parseLong(
    _ text: Substring, _ rest: inout ArraySlice<String>, _ parsed: inout ParsedArguments
  ) throws(CommandError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let option = options.first(where: { $0.name == name }) else {
      throw unknown("--\(name)")
    }
    if option.value == nil {
      guard parts.count == 1 else {
        throw CommandError("--\(name) takes no value", advice: "leave out '=\(parts[1])'")
      }
      parsed.values[name, default: []].append("")
    } else if parts.count == 2 {
      parsed.values[name, default: []].append(String(parts[1]))
    } else {
      parsed.values[name, default: []].append(try nextValue(of: option, &rest))
    }
  }

  /// Parses `-q`, `-qv`, `-n 5` and `-n5`.
  private func parseShort(
    _ argument: String, _ rest: inout ArraySlice<String>, _ parsed: inout ParsedArguments
  ) throws(CommandError) {
    var letters = argument.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = options.first(where: { $0.short == letter }) else {
        throw unknown(argument)
      }
      if option.value == nil {
        parsed.values[option.name, default: []].append("")
      } else {
        let value = letters.isEmpty ? try nextValue(of: option, &rest) : String(letters)
        parsed.values[option.name, default: []].append(value)
        return
      }
    }
  }

  private func nextValue(
    of option: Option, _ rest: inout ArraySlice<String>
  ) throws(CommandError) -> String {
    // "--index --json" is a forgotten value far more often than a folder called "--json".
    guard let value = rest.first, !value.hasPrefix("--") else {
      throw CommandError(
        "--\(option.name) needs a value", advice: "write --\(option.name) \(option.value ?? "")")
    }
    rest.removeFirst()
    return value
  }

  private func unknown(_ written: String) -> CommandError {
    let what = "unknown option '\(written)' of '\(command)'"
    if written.hasPrefix("--"),
      let near = NearestName.find(written, among: options.map { "--\($0.name)" })
    {
      return CommandError(what, advice: "did you mean '\(near)'?")
    }
    return CommandError(
      what,
      advice: "'swift-search help \(command)' lists them; write -- before words that start with -")
  }
}
