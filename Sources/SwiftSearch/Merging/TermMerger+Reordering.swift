extension TermMerger {
  /// A posting with its new doc ID.
  struct Posting {
    var document: UInt32
    var frequency: UInt32
    /// Where the first of its positions is among those of the term.
    var start: Int
  }

  /// The postings of a term by their new doc IDs, and the distances of all of its positions.
  ///
  /// Positions are needed in another order than they are read, so all those of the term are kept:
  /// four bytes for each.
  func reordered(_ parts: [Part]) throws(FormatError) -> (postings: [Posting], gaps: [UInt32]) {
    var gaps: [UInt32] = []
    var postings: [Posting] = []
    for (input, entry) in parts {
      guard let source = sources[input] else { continue }
      do throws(FormatError) {
        var walk = try TermBlockWalk(entry, of: source.field, in: blocks)
        var stream = try stream(entry, source.field)
        while true {
          let count = try walk.next()
          guard count > 0 else { break }
          for index in 0..<count {
            let frequency = blocks.frequencies[index]
            let document = source.map[blocks.documents[index]]
            if document != DocumentMap.dropped {
              postings.append(
                Posting(document: document, frequency: frequency, start: gaps.count))
            }
            if hasPositions, stream == nil { gaps.append(entry.onlyPosition) }
            try stream?.append(frequency, to: &gaps)
          }
        }
      } catch {
        throw error.inFile(source.fileName)
      }
    }
    postings.sort { $0.document < $1.document }
    return (postings, gaps)
  }
}
