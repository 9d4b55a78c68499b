/// What a command line said, after its options were told from its operands.
struct ParsedArguments: Sendable, Equatable {
  var operands: [String] = []
  /// The values by option name, in the order they were given; a flag has empty values.
  var values: [String: [String]] = [:]

  func has(_ name: String) -> Bool { values[name] != nil }

  /// The value given last, so that an alias can be overridden by what follows it.
  func string(_ name: String) -> String? { values[name]?.last }

  /// How long to wait for another writer.
  var lockTimeout: Duration { has("wait") ? .seconds(1 << 40) : .zero }

  func strings(_ name: String) -> [String] { values[name] ?? [] }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(CommandError) -> Int? {
    guard let text = string(name) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      throw invalid(name, text, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func number(_ name: String, in range: ClosedRange<Float>) throws(CommandError) -> Float? {
    guard let text = string(name) else { return nil }
    guard let value = Float(text), range.contains(value) else {
      throw invalid(
        name, text, "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
    }
    return value
  }

  func byteSize(_ name: String, atLeast minimum: Int) throws(CommandError) -> Int? {
    guard let text = string(name) else { return nil }
    guard let value = ByteSize.parse(text) else {
      throw invalid(name, text, "a size such as 64M or 2G")
    }
    guard value >= minimum else {
      throw invalid(name, text, "at least \(ByteSize.describe(minimum))")
    }
    return value
  }

  func duration(_ name: String) throws(CommandError) -> Duration? {
    guard let text = string(name) else { return nil }
    guard let value = TimeSpan.parse(text) else {
      throw invalid(name, text, "a time such as 50ms or 2s")
    }
    return value
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, _: Choice.Type
  ) throws(CommandError) -> Choice? where Choice.RawValue == String {
    guard let text = string(name) else { return nil }
    guard let value = Choice(rawValue: text) else {
      throw invalid(name, text, Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return value
  }

  /// Refuses a second option of `names`, which exclude each other.
  func requireAtMostOne(of names: [String]) throws(CommandError) {
    let given = names.filter(has)
    guard given.count > 1 else { return }
    throw CommandError(
      "--\(given[0]) and --\(given[1]) exclude each other", advice: "give only one of them")
  }

  /// Refuses operands, which are mostly meant as the index.
  func requireNoOperand(of command: String) throws(CommandError) {
    guard let operand = operands.first else { return }
    throw CommandError(
      "\(command) takes no '\(operand)'", advice: "name the index with --index \(operand)")
  }

  private func invalid(_ name: String, _ text: String, _ expected: String) -> CommandError {
    CommandError("--\(name) does not take '\(text)'", advice: "give it \(expected)")
  }
}
