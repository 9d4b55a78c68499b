@testable import SwiftSearch

/// What a ``BruteForceIndex`` has of each term, without what is gone.
struct BruteForceLists {
  typealias Posting = BruteForceIndex.Posting

  /// By field that documents have, how many have it and how many terms they count.
  private(set) var lengths: [String: (count: Int, total: Int)] = [:]
  private var norms: [String: [UInt8]] = [:]
  private var postings: [String: [[UInt8]: [Posting]]] = [:]
  /// What terms with the same start have together, once it was asked for.
  private var unions: [String: [[UInt8]: [Posting]]] = [:]

  init() {}

  init(_ index: BruteForceIndex) {
    for (number, entry) in index.entries.enumerated() where !entry.isForgotten {
      for (field, length) in entry.lengths {
        lengths[field, default: (0, 0)].count += 1
        lengths[field, default: (0, 0)].total += Int(length)
        norms[
          field, default: [UInt8](repeating: Norms.encode(0), count: index.entries.count)][
            number] = Norms.encode(length)
      }
    }
    let isWhole = index.entries.allSatisfy { !$0.isForgotten }
    postings =
      isWhole
      ? index.postings
      : index.postings.mapValues { terms in
        terms.mapValues { list in list.filter { !index.entries[$0.entry].isForgotten } }
      }
  }

  /// The code of the length of a field.
  func norm(of entry: Int, in field: String) -> UInt8 { norms[field]?[entry] ?? 0 }

  mutating func postings(of term: PlannedQuery.Term, in field: String) -> [Posting] {
    guard term.isPrefix || term.alternatives != nil else {
      return postings[field]?[term.bytes] ?? []
    }
    let alternatives = term.alternatives.map { Set($0.terms.arrays) }
    if alternatives == nil, let known = unions[field]?[term.bytes] { return known }
    var positions: [Int: Set<UInt32>] = [:]
    for (other, list) in postings[field] ?? [:]
    where alternatives?.contains(other) ?? other.starts(with: term.bytes) {
      for posting in list { positions[posting.entry, default: []].formUnion(posting.positions) }
    }
    let union = positions.map { Posting(entry: $0.key, positions: $0.value.sorted()) }
      .sorted { $0.entry < $1.entry }
    if alternatives == nil { unions[field, default: [:]][term.bytes] = union }
    return union
  }

  /// How many documents have a term; of several terms, how many have each of them, added up.
  func documentFrequency(of term: PlannedQuery.Term, in field: String) -> Int {
    guard term.isPrefix || term.alternatives != nil else {
      return postings[field]?[term.bytes]?.count ?? 0
    }
    let alternatives = term.alternatives.map { Set($0.terms.arrays) }
    var sum = 0
    for (other, list) in postings[field] ?? [:]
    where alternatives?.contains(other) ?? other.starts(with: term.bytes) {
      sum += list.count
    }
    return sum
  }

  /// Says how often terms stand together as their offsets want it, for each entry where they do.
  static func forEachFrequency(
    _ form: PlannedQuery.Form, _ lists: [[Posting]], _ body: (Int, Int) -> Void
  ) {
    let terms = form.terms
    if let rule = form.rule {
      return BruteForceProximity(terms, rule).forEachFrequency(lists, body)
    }
    guard lists.count > 1 else {
      for posting in lists.first ?? [] { body(posting.entry, posting.positions.count) }
      return
    }
    var next = [Int](repeating: 0, count: lists.count)
    for posting in lists[0] {
      var others: [[UInt32]] = []
      for number in 1..<lists.count {
        while next[number] < lists[number].count,
          lists[number][next[number]].entry < posting.entry
        {
          next[number] += 1
        }
        guard next[number] < lists[number].count else { return }
        let other = lists[number][next[number]]
        guard other.entry == posting.entry else { break }
        others.append(other.positions)
      }
      guard others.count == lists.count - 1 else { continue }
      let starts = posting.positions.filter { position in
        zip(terms.dropFirst(), others).allSatisfy { term, positions in
          let wanted = Int(position) - Int(terms[0].offset) + Int(term.offset)
          return UInt32(exactly: wanted).map { positions.contains($0) } ?? false
        }
      }
      if !starts.isEmpty { body(posting.entry, starts.count) }
    }
  }
}

/// Scores of entries, added up part by part.
struct BruteForceSums {
  private var sums: [Float]
  /// What an entry must be marked with to be a match.
  private var marks: [Int]
  private var mark = 0
  /// The entries that were matches at some time.
  private var touched: [Int] = []

  init(entryCount: Int) {
    sums = [Float](repeating: 0, count: entryCount)
    marks = [Int](repeating: 0, count: entryCount)
  }

  mutating func begin() {
    mark += 1
    touched.removeAll(keepingCapacity: true)
  }

  /// Makes what matches a part match, and adds its scores.
  mutating func add(_ part: BruteForceSearch.Matches) {
    for place in part.entries.indices {
      let entry = part.entries[place]
      if marks[entry] == mark {
        sums[entry] += part.scores[place]
      } else {
        marks[entry] = mark
        sums[entry] = part.scores[place]
        touched.append(entry)
      }
    }
  }

  /// Adds the scores of a part where it matches, and drops everything else.
  mutating func intersect(_ part: BruteForceSearch.Matches) {
    for place in part.entries.indices where marks[part.entries[place]] == mark {
      marks[part.entries[place]] = mark + 1
      sums[part.entries[place]] += part.scores[place]
    }
    mark += 1
  }

  /// Adds the scores of a part to what matches already.
  mutating func addScores(_ part: BruteForceSearch.Matches) {
    for place in part.entries.indices where marks[part.entries[place]] == mark {
      sums[part.entries[place]] += part.scores[place]
    }
  }

  mutating func remove(_ part: BruteForceSearch.Matches) {
    for entry in part.entries { marks[entry] = 0 }
  }

  var matches: BruteForceSearch.Matches {
    var matches = BruteForceSearch.Matches()
    for entry in touched where marks[entry] == mark { matches.append(entry, sums[entry]) }
    return matches
  }
}
