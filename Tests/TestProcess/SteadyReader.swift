import SwiftSearch

/// Searches an index while somebody writes to it: each commit is seen whole, and never an older one
/// than before.
struct SteadyReader {
  private let directory: String

  init(directory: String) {
    self.directory = directory
  }

  func run(seconds: Int) throws {
    let index = try SearchIndex(directory: directory)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    var last = 0
    var (answers, commits) = (0, 0)
    while clock.now < end {
      let number = try SteadyIndex.number(in: index)
      guard number >= last, try SteadyIndex.number(in: index) == number else {
        throw SteadyIndex.Mismatch(description: "commit \(number) after \(last)")
      }
      if number > last { commits += 1 }
      last = number
      answers += 1
      if answers % 3 == 0 { try index.refresh() }
    }
    print("ok \(answers) \(commits)")
  }
}
