/// A place in the order of hits, behind which a further search goes on.
///
/// ``SearchResults/next`` has one. It is a short text without white space, which may be kept, sent
/// to others and come back: nothing in it is trusted, and a search throws
/// ``IndexError/Code/invalidOption`` for one that is damaged or made for another order.
///
/// ```swift
/// var options = SearchOptions(sort: [.descending("date")])
/// repeat {
///   let results = try index.search(query, options: options)
///   options.after = results.next
/// } while options.after != nil
/// ```
///
/// Pages that follow each other so have every hit once, also where many are equal, and take no more
/// time for being far down. When documents were added or deleted in between, and the index shows
/// them, an order by fields goes on at the same place. Scores change a little then, because they
/// depend on all documents, so that an order by score may show a hit twice or not at all.
public struct SearchCursor: Sendable, Hashable, CustomStringConvertible {
  /// What there is to keep.
  public let description: String

  /// Takes what ``description`` gave. A text that is no cursor is told by the search that it is
  /// used for.
  ///
  /// - Parameter text: the text of a cursor.
  public init(_ text: String) {
    description = text
  }
}

extension SearchCursor: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
