/// Walks over the terms of a field in several segments at the same time, in their order.
struct MergedTerms {
  private struct Source {
    let input: Int
    var iterator: TermIterator
    var entry: TermEntry
    /// The first bytes of the term, which decide most comparisons.
    var prefix: UInt64

    /// - Returns: false when there are no more terms.
    mutating func moveOn(_ fileName: String) throws(FormatError) -> Bool {
      do throws(FormatError) {
        guard let next = try iterator.next() else { return false }
        entry = next
        prefix = TermIndex.prefix(of: iterator.term.span)
        return true
      } catch {
        throw error.inFile(fileName)
      }
    }
  }

  private var sources: [Source] = []
  private let fileNames: [String]
  /// The current term, once ``next()`` has returned true.
  private(set) var term: [UInt8] = []
  /// Which inputs have it, in their order, and what their dictionaries say of it.
  private(set) var entries: [(input: Int, entry: TermEntry)] = []

  /// - Parameters:
  ///   - fields: the field in each input; `nil` where no document has it.
  ///   - fileNames: those of the inputs, for errors.
  init(_ fields: [FieldReader?], fileNames: [String]) throws(FormatError) {
    self.fileNames = fileNames
    for (input, field) in fields.enumerated() {
      guard let field else { continue }
      var source = Source(
        input: input, iterator: TermIterator(field: field, block: 0),
        entry: TermEntry(documentFrequency: 0), prefix: 0)
      if try source.moveOn(fileNames[input]) { sources.append(source) }
    }
  }

  /// Moves on to the next term.
  ///
  /// - Returns: false when there are no more.
  mutating func next() throws(FormatError) -> Bool {
    entries.removeAll(keepingCapacity: true)
    guard var least = sources.indices.first else { return false }
    for index in sources.indices.dropFirst() where precedes(index, least) { least = index }
    // Not the array itself, which the iterator goes on to fill.
    term.removeAll(keepingCapacity: true)
    term.append(contentsOf: sources[least].iterator.term)
    let prefix = sources[least].prefix
    var index = 0
    while index < sources.count {
      guard sources[index].prefix == prefix, sources[index].iterator.term == term else {
        index += 1
        continue
      }
      entries.append((sources[index].input, sources[index].entry))
      if try sources[index].moveOn(fileNames[sources[index].input]) {
        index += 1
      } else {
        sources.remove(at: index)
      }
    }
    return true
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let (first, second) = (sources[left].prefix, sources[right].prefix)
    if first != second { return first < second }
    let (one, other) = (sources[left].iterator.term, sources[right].iterator.term)
    return one.span.precedes(other.span)
  }
}
