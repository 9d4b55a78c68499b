/// Why the command cannot do what it was asked, and what to do about it.
struct CommandError: Error, Equatable, CustomStringConvertible {
  var what: String
  var advice: String

  init(_ what: String, advice: String) {
    self.what = what
    self.advice = advice
  }

  var description: String { "\(what); \(advice)" }
}
