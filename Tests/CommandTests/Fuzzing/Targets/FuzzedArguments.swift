import SwiftSearch

@testable import swift_search

/// Command lines, up to what they mean; nothing is read and nothing is written.
enum FuzzedArguments {
  /// Each line is an argument.
  ///
  /// - Returns: what is wrong, if anything is.
  @Sendable static func run(_ input: [UInt8]) -> String? {
    let arguments = input.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    // No descriptor has this number, so that what is written stays in the buffer.
    let output = OutputBuffer(descriptor: -1)
    do {
      let subcommand = try CommandLineTool.find(arguments[0])
      let parser = OptionParser(command: subcommand.name, options: subcommand.options)
      let parsed = try parser.parse(Array(arguments.dropFirst()))
      try interpret(parsed)
      for operand in parsed.operands { wrap(operand) }
    } catch {
      output.write("\(error)")
    }
    let text = arguments.joined(separator: " ")
    do throws(QuerySyntaxError) {
      _ = try Query(parsing: text)
    } catch {
      QueryError(query: text, error: error).report(to: output)
    }
    let isSafe = output.bytes.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F }
    return isSafe ? nil : "a control character is written"
  }

  private static func interpret(_ parsed: ParsedArguments) throws {
    for name in parsed.values.keys {
      _ = try? parsed.byteSize(name, atLeast: 1)
      _ = try? parsed.duration(name)
      _ = try? parsed.integer(name, in: 0...9)
      _ = try? parsed.number(name, in: 0...1)
    }
    let readsFiles = ["synonyms", "stop-words", "topics"].contains { parsed.has($0) }
    if !readsFiles { _ = try QueryRequest(parsed) }
  }

  private static func wrap(_ text: String) {
    let runs = [TextRun(text: text, isMatch: true), TextRun(text: text, isMatch: false)]
    _ = LineWrapping.wrap(runs, to: 20)
    _ = DisplayWidth.truncate(text, to: 9)
    _ = DisplayWidth.truncatePath(text, to: 9)
  }
}
