extension TermDictionary {
  /// Reads in how many documents the terms of a block are, one term after the other, beside their
  /// ``Keys``.
  struct Frequencies: ~Escapable {
    private var reader: SpanReader
    private let hasPositions: Bool
    private var place: TermEntry.Place

    /// `nil` when the block is damaged.
    @_lifetime(copy dictionary)
    init?(ofBlockAt offset: Int, in dictionary: RawSpan, hasPositions: Bool) {
      var reader = SpanReader(dictionary, at: offset)
      guard let head = Head(&reader, hasPositions: hasPositions) else { return nil }
      reader.move(to: head.keysEnd)
      self.reader = reader
      self.hasPositions = hasPositions
      place = head.place
    }

    /// Moves on to the next term; `nil` when its entry is damaged. There is one for each key.
    @inline(__always)
    mutating func next() -> Int? {
      TermEntry.read(&reader, hasPositions: hasPositions, after: &place)?.documentFrequency
    }
  }
}
