import SwiftSearch

/// What the command line asks for.
struct PeerArguments {
  enum Action: String {
    case build, serve
  }

  var action: Action
  var index: String
  var analysis = AnalysisOptions.words
  var memoryBudget = 1024 << 20
  /// Whether documents get what they are sorted by and what is counted of them.
  var hasColumns = false
  /// For searching; the library has one writer for an index, and it works in one thread.
  var threads = 1

  init(_ words: ArraySlice<String>) throws(PeerError) {
    var words = words
    guard let action = words.popFirst().flatMap(Action.init(rawValue:)),
      let index = words.popFirst()
    else { throw PeerError("usage: peer-driver build|serve INDEX [OPTION VALUE]…") }
    self.action = action
    self.index = index
    while let option = words.popFirst() {
      let value = words.popFirst() ?? ""
      switch (option, value, Int(value)) {
      case ("--analyzer", "words", _): analysis = .words
      case ("--analyzer", "cjk", _): analysis = .pairs
      case ("--analyzer", "general", _): analysis = .general
      case ("--memory-mb", _, let megabytes?): memoryBudget = megabytes << 20
      case ("--columns", "yes", _): hasColumns = true
      case ("--threads", _, let count?): threads = count
      default: throw PeerError("unknown option or value: \(option) \(value)")
      }
    }
  }
}

/// Why the driver cannot go on.
struct PeerError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
