import SwiftSearch

/// What the tests of several processes start: `writer DIRECTORY` or `reader DIRECTORY SECONDS`.
let arguments = CommandLine.arguments
do {
  switch (arguments.dropFirst().first, arguments.count) {
  case ("writer", 3): try SteadyWriter(directory: arguments[2]).run()
  case ("reader", 4):
    try SteadyReader(directory: arguments[2]).run(seconds: Int(arguments[3]) ?? 1)
  default: print("unknown arguments: \(arguments)")
  }
} catch {
  print("failed: \(error)")
}
