/// An option that a subcommand takes.
struct Option: Sendable {
  /// The long name, without the dashes.
  var name: String
  var short: Character?
  /// What stands for the value in the help; `nil` when the option takes none.
  var value: String?
  var help: String

  static func flag(_ name: String, short: Character? = nil, _ help: String) -> Option {
    Option(name: name, short: short, value: nil, help: help)
  }

  static func valued(
    _ name: String, _ value: String, short: Character? = nil, _ help: String
  ) -> Option {
    Option(name: name, short: short, value: value, help: help)
  }

  /// How the help shows it: `--limit N, -n`.
  var label: String {
    "--\(name)" + (value.map { " \($0)" } ?? "") + (short.map { ", -\($0)" } ?? "")
  }

  static let help = flag("help", short: "h", "show this help")
  static let index = valued(
    "index", "DIR", "the index (default: $SWIFT_SEARCH_INDEX, or .swift-search)")
  static let wait = flag("wait", "wait for another writer to end, instead of giving up")
  static let json = flag("json", "write JSON")
  static let verbose = flag("verbose", short: "v", "list every skipped file")
}
