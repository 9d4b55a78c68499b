/// The help, put together from what the subcommands say about themselves.
enum HelpText {
  static var overview: [String] {
    let width = CommandLineTool.subcommands.map(\.name.count).max() ?? 0
    return [
      "swift-search: full-text search over files, CJK included",
      "",
      "  swift-search query \"AI colony\" --in notes    search a folder, nothing to set up",
      "  swift-search index notes                     build or update .swift-search here",
      "  swift-search query colony                    search it, from here or any folder below",
      "",
      "Commands:",
    ]
      + CommandLineTool.subcommands.map { "  " + pad($0.name, to: width + 2) + $0.summary } + [
        "",
        "'swift-search help COMMAND' says more about one; --version shows the version.",
        "Exit status: 0 found or done, 1 nothing found, 2 error.",
      ]
  }

  static func lines(for subcommand: Subcommand) -> [String] {
    var lines = ["swift-search \(subcommand.name): \(subcommand.summary)", ""]
    for (number, form) in subcommand.usage.enumerated() {
      lines.append((number == 0 ? "Usage: " : "       ") + "swift-search \(form)")
    }
    lines += ["", "Examples:"]
    for example in subcommand.examples {
      lines += ["  " + example.command, "      " + example.effect]
    }
    lines += ["", "Options:"]
    let labels = subcommand.options.map(\.label)
    let width = min(labels.map(\.count).max() ?? 0, 24)
    for (option, label) in zip(subcommand.options, labels) {
      lines.append("  " + pad(label, to: width + 2) + option.help)
    }
    if !subcommand.notes.isEmpty { lines += [""] + subcommand.notes }
    return lines
  }

  private static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 1))
  }
}
