import Testing

@testable import SwiftSearch

/// Patterns against matchers that know no short cut.
@Suite struct PatternTests {
  private static let letters = Array("abcé人")

  private func word(_ random: inout SeededGenerator, atMost limit: Int) -> String {
    String((0..<random.below(limit + 1)).map { _ in random.pick(Self.letters) })
  }

  private func words(_ random: inout SeededGenerator) -> [[UInt8]] {
    let words = Set((0..<60).map { _ in word(&random, atMost: 7) }).subtracting([""])
    return words.map { Array($0.utf8) }.sorted { $0.span.precedes($1.span) }
  }

  /// What a scan finds, and that what it passes over holds nothing.
  private func found<Automaton: TermAutomaton>(
    _ automaton: Automaton, in terms: [[UInt8]]
  ) -> [String: Int] {
    var scan = TermScan(automaton)
    var found: [String: Int] = [:]
    var start: UInt64? = 0
    var dead: (place: [UInt8], least: UInt8) = ([], 0)
    var last: [UInt8] = []
    for term in terms {
      // As a walk over a dictionary does.
      guard let least = start else { break }
      if TermIndex.prefix(of: term.span) < least { continue }
      if dead.least > 0, term.count > dead.place.count, term.starts(with: dead.place),
        term[dead.place.count] < dead.least
      {
        continue
      }
      dead.least = 0
      let common = zip(term, last).prefix { $0 == $1 }.count
      switch scan.look(at: term.span, sharing: common) {
      case .match(let distance): found[String(decoding: term, as: UTF8.self)] = distance
      case .miss: break
      case .dead(let prefix, let place, let least):
        start = scan.start(behind: term.span)
        dead = (Array(term[..<place]), least)
        #expect(place < prefix && prefix <= term.count)
      }
      last = term
    }
    return found
  }

  // MARK: Wildcards

  @Test(arguments: 0..<200)
  func wildcardsFindWhatTheyMean(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let terms = words(&random)
    let pattern = (0..<1 + random.below(6)).map { _ in random.pick(Self.letters + ["*", "?", "*"]) }
    let automaton = try PositionAutomaton(WildcardSyntax.expression(String(pattern)) { $0 })
    let expected = terms.map { String(decoding: $0, as: UTF8.self) }.filter {
      ReferenceWildcard.matches(String(pattern), $0)
    }
    #expect(Set(found(automaton, in: terms).keys) == Set(expected), "\(String(pattern))")
  }

  @Test func aBackslashTakesTheMeaningAway() throws {
    let automaton = try PositionAutomaton(WildcardSyntax.expression(#"a\*b\?\\*"#) { $0 })
    let terms = ["a*b?\\", "a*b?\\x", "aXb?\\"].map { Array($0.utf8) }
    #expect(found(automaton, in: terms).keys.sorted() == ["a*b?\\", "a*b?\\x"])
  }

  // MARK: Edits

  /// The distance with transpositions of neighbours, no part edited twice, from the whole table.
  private func distance(_ left: [Character], _ right: [Character]) -> Int {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    for row in 0...left.count {
      for column in 0...right.count {
        if row == 0 || column == 0 {
          table[row][column] = row + column
          continue
        }
        let isSame = left[row - 1] == right[column - 1]
        var best = table[row - 1][column - 1] + (isSame ? 0 : 1)
        best = min(best, table[row - 1][column] + 1, table[row][column - 1] + 1)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          best = min(best, table[row - 2][column - 2] + 1)
        }
        table[row][column] = best
      }
    }
    return table[left.count][right.count]
  }

  @Test(arguments: 0..<200)
  func editsAreCountedByCharacters(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let terms = words(&random)
    let wanted = word(&random, atMost: 6) + "b"
    let edits = random.below(3)
    let automaton = try #require(EditDistance(wanted.unicodeScalars.map(\.value), edits: edits))
    var expected: [String: Int] = [:]
    for term in terms.map({ String(decoding: $0, as: UTF8.self) }) {
      let distance = distance(Array(wanted), Array(term))
      if distance <= edits { expected[term] = distance }
    }
    #expect(found(automaton, in: terms) == expected, "\(wanted), \(edits)")
  }

  @Test func wordsThatAreTooLongAreRefused() {
    #expect(EditDistance([], edits: 1) == nil)
    #expect(EditDistance([UInt32](repeating: 97, count: 31), edits: 9) != nil)
    #expect(EditDistance([UInt32](repeating: 97, count: 32), edits: 1) == nil)
  }

  // MARK: Regular expressions

  private func expression(_ random: inout SeededGenerator, depth: Int) -> String {
    func part(_ random: inout SeededGenerator) -> String { expression(&random, depth: depth + 1) }
    switch depth > 3 ? random.below(4) : random.below(10) {
    case 0, 1: return String(random.pick(Self.letters))
    case 2: return "."
    case 3: return random.pick(["[ab]", "[^b]", "[a-c]", "[^a-b人]"])
    case 4, 5: return part(&random) + part(&random)
    case 6: return "(" + part(&random) + "|" + part(&random) + ")"
    case 7: return "(" + part(&random) + ")*"
    case 8: return "(" + part(&random) + ")" + random.pick(["+", "?"])
    default: return "(" + part(&random) + ")" + random.pick(["{2}", "{1,2}", "{0,1}", "{1,}"])
    }
  }

  /// The places where a match of an expression can end that begins at `start`.
  private func ends(
    _ expression: PatternExpression, _ word: [UInt32], from start: Int
  ) -> Set<Int> {
    switch expression {
    case .scalar(let scalars):
      return start < word.count && scalars.contains(word[start]) ? [start + 1] : []
    case .sequence(let parts):
      return parts.reduce([start]) { starts, part in
        Set(starts.flatMap { ends(part, word, from: $0) })
      }
    case .alternatives(let parts):
      return Set(parts.flatMap { ends($0, word, from: start) })
    case .repetition(let part, let least, let most):
      var (reached, current): (Set<Int>, Set<Int>) = ([], [start])
      for count in 0...(most ?? word.count + least) {
        if count >= least { reached.formUnion(current) }
        current = Set(current.flatMap { ends(part, word, from: $0) })
      }
      return reached
    }
  }

  @Test(arguments: 0..<300)
  func expressionsFindWhatTheyMean(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let terms = words(&random)
    let text = expression(&random, depth: 0)
    let expression = try RegularExpressionSyntax.expression(text) { $0 }
    guard let automaton = try? PositionAutomaton(expression) else { return }
    let expected = terms.map { String(decoding: $0, as: UTF8.self) }.filter { term in
      let word = term.unicodeScalars.map(\.value)
      return ends(expression, word, from: 0).contains(word.count)
    }
    #expect(Set(found(automaton, in: terms).keys) == Set(expected), "\(text)")
  }

  @Test(arguments: [
    "(", ")", "a)", "[", "[a", "[b-a]", "*", "a|*", "a{", "a{2", "a{3,2}", "a{999}", "a{,}", "\\",
    "a****", "(a{200}){200}", "(){255}{255}{255}b{300}",
    String(repeating: "(", count: 60) + String(repeating: ")", count: 60),
    String(repeating: "a", count: 1001), String(repeating: "a*", count: 256),
  ])
  func whatCannotBeUsedIsRefused(_ text: String) {
    let problem = TermPattern.regularExpression(text).problem
    #expect(problem?.message.isEmpty == false, "\(text.prefix(20))")
  }

  /// Expressions that take others exponential time.
  @Test(arguments: ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*)*b", "(a|aa)+b", "([a-z]+)*b", "((a?)*)*b"])
  func nothingTakesLongerThanLinearTime(_ text: String) throws {
    let automaton = try PositionAutomaton(RegularExpressionSyntax.expression(text) { $0 })
    let term = [UInt8](repeating: UInt8(ascii: "a"), count: 250)
    // A match that tries all ways would not end.
    #expect(found(automaton, in: [term]).isEmpty)
    #expect(found(automaton, in: [term + [UInt8(ascii: "b")]]).count == 1)
  }
}
