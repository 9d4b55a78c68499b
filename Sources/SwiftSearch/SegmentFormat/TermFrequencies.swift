extension TermDictionary {
  /// Reads what a block says of its terms, one term after the other, beside their ``Keys``.
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

    /// Moves on to the next term, and tells in how many documents it is; `nil` when its entry is
    /// damaged. There is one for each key.
    @inline(__always)
    mutating func next() -> Int? { nextEntry()?.documentFrequency }

    /// The same with all that is said of the term.
    @inline(__always)
    mutating func nextEntry() -> TermEntry? {
      TermEntry.read(&reader, hasPositions: hasPositions, after: &place)
    }
  }
}
