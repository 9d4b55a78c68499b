/// Finds the terms of an index that may be meant by a word that is in none of its documents.
struct NearTerms {
  /// A term that is a few edits away from a word.
  struct Candidate: Equatable {
    var term: [UInt8]
    /// The number of edits.
    var distance: Int
    var documentFrequency: Int
  }

  private let snapshot: IndexSnapshot
  private let fields: [FieldRecord]
  private let signal: StopSignal?

  /// Shorter words are as near to each other as to anything.
  private static let shortestWord = 3

  /// - Parameter fields: text fields.
  init(_ snapshot: IndexSnapshot, fields: [FieldRecord], until signal: StopSignal?) {
    self.snapshot = snapshot
    self.fields = fields
    self.signal = signal
  }

  /// How many documents have a term; one counts for every field that has it.
  func documentFrequency(of term: [UInt8]) throws(FormatError) -> Int {
    var sum = 0
    for segment in snapshot.segments {
      for field in fields {
        do throws(FormatError) {
          let entry = try segment.field(field.number)?.entry(for: term.span)
          sum += entry?.documentFrequency ?? 0
        } catch {
          throw error.inFile(segment.fileName)
        }
      }
    }
    return sum
  }

  /// The terms that are one edit away, or else two, the likeliest first.
  ///
  /// One edit may be anywhere. A second one is looked for in longer words only, and only in terms
  /// with the same first character, which is rarely wrong: that bounds the work.
  func candidates(for term: [UInt8]) throws(FormatError) -> [Candidate] {
    let characters = RunText.characters(term)
    guard (Self.shortestWord...EditDistance.longestWord).contains(characters.count),
      Self.isWord(term)
    else { return [] }
    let start = RunText.term(characters.prefix(1))
    let near = try terms(
      near: characters, edits: 1, startingWith: characters.count == Self.shortestWord ? start : [])
    guard near.isEmpty, characters.count > 5 else { return Self.ranked(near, start) }
    return Self.ranked(try terms(near: characters, edits: 2, startingWith: start), start)
  }

  private func terms(
    near characters: [UInt32], edits: Int, startingWith prefix: [UInt8]
  ) throws(FormatError) -> [Candidate] {
    var distances: [[UInt8]: Int] = [:]
    guard let automaton = EditDistance(characters, edits: edits) else { return [] }
    for field in fields {
      var expansion = TermExpansion(snapshot, until: signal)
      let found = try expansion.terms(of: field, startingWith: prefix, meantBy: automaton)
      for (distance, alternatives) in found where distance > 0 {
        for term in alternatives.terms.arrays where Self.isWord(term) {
          distances[term] = distance
        }
      }
    }
    var candidates: [Candidate] = []
    for (term, distance) in distances {
      candidates.append(
        Candidate(
          term: term, distance: distance, documentFrequency: try documentFrequency(of: term)))
    }
    return candidates
  }

  /// Fewer edits come first, then the terms of more documents; a first character is rarely wrong.
  private static func ranked(_ candidates: [Candidate], _ start: [UInt8]) -> [Candidate] {
    func weight(_ candidate: Candidate) -> Int {
      candidate.documentFrequency * (candidate.term.span.starts(with: start.span) ? 4 : 1)
    }
    return candidates.sorted { left, right in
      if left.distance != right.distance { return left.distance < right.distance }
      let (first, second) = (weight(left), weight(right))
      return first != second ? first > second : left.term.span.precedes(right.term.span)
    }
  }

  /// Whether a term is of letters, and no pair of characters of a run.
  private static func isWord(_ term: [UInt8]) -> Bool {
    String(decoding: term, as: UTF8.self).unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic && RunScript($0.value) == .other
    }
  }
}
