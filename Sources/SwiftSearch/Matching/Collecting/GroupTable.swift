/// Groups of documents, by their values.
struct GroupTable: Sendable {
  /// How many keys a document has.
  let width: Int
  /// By the number of a keyword, that of its group plus one.
  private var groupsOfTerms: [UInt32]
  private var groupsOfNumbers: [UInt64: Int] = [:]
  /// By group: the first document, its keys and score, and how many others there are.
  private(set) var documents: [UInt32] = []
  private(set) var keys: [UInt64] = []
  private(set) var scores: [Float] = []
  private(set) var others: [Int] = []
  /// By group, the number of its keyword or the bits of its number.
  private(set) var values: [UInt64] = []

  init(width: Int, termCount: Int) {
    self.width = width
    groupsOfTerms = [UInt32](repeating: 0, count: termCount)
  }

  func group(ofTerm term: Int) -> Int? {
    groupsOfTerms[term] == 0 ? nil : Int(groupsOfTerms[term]) - 1
  }

  func group(ofNumber bits: UInt64) -> Int? { groupsOfNumbers[bits] }

  @inline(__always)
  mutating func add(_ candidates: Candidates, _ index: Int, _ blocks: [KeyBlock], term: Int) {
    let group = Int(groupsOfTerms[term]) - 1
    if group >= 0 { return join(group, candidates, index, blocks) }
    groupsOfTerms[term] = UInt32(documents.count + 1)
    append(candidates, index, blocks, value: UInt64(term))
  }

  mutating func add(
    _ candidates: Candidates, _ index: Int, _ blocks: [KeyBlock], number bits: UInt64
  ) {
    if let group = groupsOfNumbers[bits] { return join(group, candidates, index, blocks) }
    groupsOfNumbers[bits] = documents.count
    append(candidates, index, blocks, value: bits)
  }

  private mutating func append(
    _ candidates: Candidates, _ index: Int, _ blocks: [KeyBlock], value: UInt64
  ) {
    documents.append(candidates.document(index))
    scores.append(candidates.score(index))
    for block in blocks { keys.append(block[index]) }
    others.append(0)
    values.append(value)
  }

  @inline(__always)
  private mutating func join(
    _ group: Int, _ candidates: Candidates, _ index: Int, _ blocks: [KeyBlock]
  ) {
    others[group] += 1
    // Of equal documents the first one stays, which has come first.
    for part in 0..<width {
      let (key, known) = (blocks[part][index], keys[group * width + part])
      if key == known { continue }
      if key < known { replace(group, candidates, index, blocks) }
      return
    }
  }

  private mutating func replace(
    _ group: Int, _ candidates: Candidates, _ index: Int, _ blocks: [KeyBlock]
  ) {
    documents[group] = candidates.document(index)
    scores[group] = candidates.score(index)
    for part in 0..<width { keys[group * width + part] = blocks[part][index] }
  }
}
