/// A passage of a document with its matches marked.
public struct Snippet: Sendable, Equatable {
  /// Where a match stands in the text of the field.
  public struct Place: Sendable, Equatable {
    /// The match, as UTF-8 bytes of the field's text.
    public var source: Range<Int>
    /// The line of the field's text in which it begins, from 1.
    public var line: Int

    public init(source: Range<Int>, line: Int) {
      self.source = source
      self.line = line
    }
  }

  /// The field that the passage is from.
  public var field: String
  /// The passage. White space is collapsed; no character is cut.
  public var text: String
  /// The matches, as ranges of UTF-8 bytes of ``text``, ascending and disjoint.
  public var highlights: [Range<Int>]
  /// The line of the field's text in which the first match stands, from 1.
  public var line: Int
  /// Where the passage was cut out, as UTF-8 bytes of the field's text: of ``Document``'s value,
  /// which for a plain file in UTF-8 is the file.
  public var source: Range<Int>
  /// Where each of the ``highlights`` stands in the field's text.
  public var places: [Place]

  public init(
    field: String, text: String, highlights: [Range<Int>], line: Int, source: Range<Int> = 0..<0,
    places: [Place] = []
  ) {
    self.field = field
    self.text = text
    self.highlights = highlights
    self.line = line
    self.source = source
    self.places = places
  }
}
