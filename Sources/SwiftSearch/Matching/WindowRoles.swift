/// The roles of the clauses in the windows of a segment.
///
/// Clauses work in stages: first those that a document must have, or one of which it must have,
/// then those that only add to the score. Behind each stage it is known for each window what the
/// stages to come can add.
struct WindowRoles {
  enum Choice {
    /// No document of the window scores enough.
    case nothing
    /// A document must have all of the first clauses; the very first one leads.
    case lead
    /// A document must have one of the first clauses.
    case union
  }

  /// What is required or optional, that with the fewest documents first.
  let clauses: [any Clause]
  private let costs: [Float]
  private let isRequired: [Bool]
  private let isTentative: [Bool]
  private var windows = 0..<0
  /// By clause.
  private var bounds: [WindowBounds]
  /// The clauses that come first in the stages.
  private var isFirst: [Bool]
  /// The clauses in the order of their stages.
  private var stages: [Int]
  /// How many clauses come first.
  private(set) var firstCount = 0
  /// What the stages behind each stage add, by stage and window; negative infinity where documents
  /// are passed over.
  private var rests: [Float] = []
  /// The clauses of a window by what they score for their documents.
  private var order: [Int] = []

  init(_ clauses: QueryClauses) {
    var all = clauses.required.map { (clause: $0, isRequired: true) }
    all += clauses.optional.map { ($0, false) }
    all.sort { $0.clause.cost < $1.clause.cost }
    self.clauses = all.map(\.clause)
    isRequired = all.map(\.isRequired)
    isTentative = all.map { $0.clause.isTentative }
    costs = all.map { Float($0.clause.cost) }
    for (clause, isRequired) in all where isRequired && clause.isTentative {
      if let other = all.first(where: { $0.isRequired && $0.clause !== clause }) {
        clause.expect(otherCost: other.clause.cost)
      }
    }
    bounds = [WindowBounds](repeating: WindowBounds(), count: all.count)
    isFirst = isRequired
    stages = Array(all.indices)
  }

  /// Goes on with some windows, which lie behind those before.
  mutating func begin(_ windows: Range<Int>, _ budget: inout SearchBudget) throws(FormatError) {
    self.windows = windows
    guard clauses.count > 1 else { return }
    for clause in clauses.indices {
      bounds[clause].begin(windows)
      guard budget.allows(8) else { continue }
      try clauses[clause].findBounds(&bounds[clause])
    }
  }

  // MARK: Choosing

  /// Chooses which clauses come first in a window.
  ///
  /// - Parameter threshold: what a document must score more than.
  mutating func choose(_ window: Int, threshold: Float) -> Choice {
    let choice = classify(window, threshold)
    if choice != .nothing { setStages(window..<window + 1, threshold) }
    return choice
  }

  private mutating func classify(_ window: Int, _ threshold: Float) -> Choice {
    guard clauses.count > 1 else {
      isFirst[0] = true
      return .lead
    }
    guard let total = total(window), total > threshold else { return .nothing }
    var hasLead = false
    for clause in clauses.indices {
      // Where all else together does not score enough, what is optional is required.
      isFirst[clause] = isRequired[clause] || total - max(0, bounds[clause][window]) <= threshold
      hasLead = hasLead || isFirst[clause]
    }
    return hasLead ? .lead : chooseEssential(window, threshold)
  }

  /// What a document scores at most, or `nil` when nothing matches.
  private func total(_ window: Int) -> Float? {
    var total: Float = 0
    var hasMatch = false
    for clause in clauses.indices {
      let bound = bounds[clause][window]
      if bound >= 0 {
        total += bound
        hasMatch = true
      } else if isRequired[clause] {
        return nil
      }
    }
    return hasMatch ? total : nil
  }

  /// Leaves for later the clauses that together do not score enough, of those that score little for
  /// the documents they have as many as possible.
  private mutating func chooseEssential(_ window: Int, _ threshold: Float) -> Choice {
    putInOrder(window)
    var sum: Float = 0
    var count = 0
    while count < order.count, sum + bounds[order[count]][window] <= threshold {
      sum += bounds[order[count]][window]
      count += 1
    }
    for clause in order[count...] { isFirst[clause] = true }
    return order.count - count == 1 ? .lead : .union
  }

  private mutating func putInOrder(_ window: Int) {
    order.removeAll(keepingCapacity: true)
    guard clauses.count <= Self.fewClauses else {
      order += clauses.indices.lazy.filter { bounds[$0][window] >= 0 }
      order = order.sorted { scoresLess($0, $1, window) }
      return
    }
    for clause in clauses.indices where bounds[clause][window] >= 0 {
      var place = order.count
      order.append(clause)
      while place > 0, scoresLess(clause, order[place - 1], window) {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = clause
    }
  }

  /// As many are put in their places one by one, which takes no memory.
  private static let fewClauses = 32

  private func scoresLess(_ left: Int, _ right: Int, _ window: Int) -> Bool {
    bounds[left][window] * costs[right] < bounds[right][window] * costs[left]
  }

  /// How far the clauses of the first window may lead: over windows in which the same come first or
  /// nothing scores enough.
  mutating func extend(_ windows: Range<Int>, threshold: Float) -> Range<Int> {
    guard clauses.count > 1 else { return windows }
    let first = isFirst
    var end = windows.lowerBound + 1
    while end < windows.upperBound {
      let choice = classify(end, threshold)
      guard choice == .nothing || choice == .lead && isFirst == first else { break }
      end += 1
    }
    isFirst = first
    setStages(windows.lowerBound..<end, threshold)
    return windows.lowerBound..<end
  }

  // MARK: Stages

  private mutating func setStages(_ windows: Range<Int>, _ threshold: Float) {
    stages.removeAll(keepingCapacity: true)
    for clause in clauses.indices where isFirst[clause] {
      if stages.isEmpty || !isTentative[clause] { stages.append(clause) }
    }
    for clause in clauses.indices where isFirst[clause] && isTentative[clause] {
      if clause != stages[0] { stages.append(clause) }
    }
    firstCount = stages.count
    for clause in clauses.indices where !isFirst[clause] { stages.append(clause) }
    guard clauses.count > 1 else { return }
    let stride = self.windows.count
    if rests.count < stages.count * stride {
      rests = [Float](repeating: 0, count: stages.count * stride)
    }
    for window in windows {
      let column = window - self.windows.lowerBound
      var rest: Float = 0
      for stage in stages.indices.reversed() {
        rests[stage * stride + column] = rest
        rest += max(0, bounds[stages[stage]][window])
      }
      // Once a document must have something, windows are led over together, also those without
      // matches that score enough.
      if rest <= threshold || total(window) == nil { rests[column] = -.infinity }
    }
  }

  var lead: any Clause { clauses[stages[0]] }

  func clause(ofStage stage: Int) -> any Clause { clauses[stages[stage]] }

  /// What the clauses behind a stage add at most to documents of some windows.
  func rest(behind stage: Int, in windows: Range<Int>) -> Float {
    guard clauses.count > 1 else { return 0 }
    let start = stage * self.windows.count - self.windows.lowerBound
    var most = -Float.infinity
    for window in windows { most = max(most, rests[start + window]) }
    return most
  }

  /// What the clauses behind a stage add at most to any of the candidates, of which there are some.
  func rest(behind stage: Int, of candidates: Candidates) -> Float {
    guard stage + 1 < clauses.count else { return 0 }
    let last = candidates.document(candidates.count - 1)
    return rest(behind: stage, in: windows(of: candidates.document(0)..<last + 1))
  }

  func windows(of run: Range<UInt32>) -> Range<Int> {
    Int(run.lowerBound) >> WindowBounds.shift..<(Int(run.upperBound - 1) >> WindowBounds.shift) + 1
  }

  /// Drops the candidates that do not score enough with what the clauses behind a stage can add.
  func drop(_ candidates: Candidates, behind stage: Int, threshold: Float) {
    guard clauses.count > 1 else { return }
    candidates.keep(
      above: threshold, with: rests, from: stage * windows.count, window: windows.lowerBound,
      shift: WindowBounds.shift)
  }
}
