/// What a ``SearchCursor`` says: where the last hit of a page stands in the order of all.
struct CursorPlace: Equatable, Sendable {
  /// Of the order that the place belongs to; see ``RankOrder/mark``.
  var mark: UInt32
  /// How many hits stand before and at the place.
  var rank: Int
  /// The time of the search, in milliseconds since 1970, where scores depend on it; else 0.
  var moment: Int64
  /// How many tiers were asked, all of whose documents are in the order.
  var tierCount: Int
  /// By part of the order.
  var values: [RankValue]
  var segmentID: UInt64
  var document: UInt32
  var key: String

  /// More than any cursor has, so that a long text is not even decoded.
  private static let textLimit = 16_384
  private static let version: UInt8 = 1

  var text: String {
    var writer = ByteWriter()
    writer.integer(Self.version)
    writer.integer(mark)
    writer.varint(rank)
    writer.integer(moment)
    writer.varint(tierCount)
    writer.varint(values.count)
    for value in values {
      switch value {
      case .key(let key):
        writer.integer(UInt8(0))
        writer.integer(key)
      case .term(let term):
        writer.integer(UInt8(1))
        writer.varint(term.count)
        writer.append(term)
      }
    }
    writer.integer(segmentID)
    writer.integer(document)
    writer.string(key)
    writer.integer(Checksum.of(writer.bytes))
    return URLText.text(of: writer.bytes)
  }

  /// - Throws: ``UnusableOption`` when the text is no cursor.
  init(_ text: String) throws(UnusableOption) {
    guard text.utf8.count <= Self.textLimit, let bytes = URLText.bytes(of: text), bytes.count > 4
    else { throw Self.damaged }
    do {
      try self.init(MappedBytes(bytes, section: "cursor"))
    } catch {
      throw Self.damaged
    }
  }

  private static var damaged: UnusableOption {
    UnusableOption("the cursor is damaged, or no cursor at all")
  }

  private init(_ bytes: MappedBytes) throws(FormatError) {
    let end = bytes.count - 4
    let content = try bytes.slice(at: 0, count: end)
    let checksum = try bytes.integer(UInt32.self, at: end)
    guard Checksum.of(content) == checksum else { throw bytes.invalid("checksum", at: end) }
    var reader = ByteReader(content)
    guard try reader.integer(UInt8.self) == Self.version else {
      throw bytes.invalid("version", at: 0)
    }
    mark = try reader.integer()
    rank = try reader.varint(atMost: 1 << 48, "rank of a cursor")
    moment = try reader.integer()
    tierCount = try reader.varint(atMost: SearchTier.allCases.count, "tiers of a cursor")
    values = []
    for _ in 0..<(try reader.varint(atMost: SortKey.countLimit, "keys of a cursor")) {
      switch try reader.integer(UInt8.self) {
      case 0: values.append(.key(try reader.integer()))
      case 1:
        let count = try reader.varint(atMost: reader.remaining, "length of a key")
        values.append(.term(try reader.slice(count).bytes()))
      default: throw bytes.invalid("kind of a key", at: reader.offset)
      }
    }
    segmentID = try reader.integer()
    document = try reader.integer()
    key = try reader.string()
    try reader.finish()
  }

  init(
    mark: UInt32, rank: Int, moment: Int64, tierCount: Int, values: [RankValue], segmentID: UInt64,
    document: UInt32, key: String
  ) {
    self.mark = mark
    self.rank = rank
    self.moment = moment
    self.tierCount = tierCount
    self.values = values
    self.segmentID = segmentID
    self.document = document
    self.key = key
  }
}

extension CursorPlace {
  /// The place of a hit.
  ///
  /// - Parameters:
  ///   - rank: how many hits stand before and at it.
  ///   - moment: the time of the search, where scores depend on it.
  ///   - key: the document's key.
  init(
    _ match: RankedMatch, rank: Int, moment: Int64, key: String, tierCount: Int, _ order: RankOrder,
    _ snapshot: IndexSnapshot
  ) {
    self.init(
      mark: order.mark, rank: rank, moment: moment, tierCount: tierCount, values: match.values,
      segmentID: snapshot.segments[match.document.segment].id, document: match.document.document,
      key: key)
  }

  /// - Throws: ``UnusableOption`` when the place is one of another order.
  func check(_ order: RankOrder) throws(UnusableOption) {
    guard mark == order.mark, values.count == order.parts.count else {
      throw UnusableOption("the cursor belongs to another order of hits")
    }
  }

  /// Where the document is now; `nil` when it is not in the index any more. Its segment may have
  /// been merged with others.
  func find(in snapshot: IndexSnapshot) throws(FormatError) -> ScoredDocument.Place? {
    for (number, segment) in snapshot.segments.enumerated()
    where segment.id == segmentID && Int(document) < segment.documentCount {
      return ScoredDocument.Place(segment: number, document: document)
    }
    let term = Array(key.utf8)
    for (number, segment) in snapshot.segments.enumerated() {
      do {
        guard let field = segment.field(Schema.keyNumber),
          let entry = try field.entry(for: term.span)
        else { continue }
        let cursor = try field.postings(of: entry)
        while try cursor.nextBlock() {
          let documents = try cursor.documents
          for index in 0..<cursor.count
          where !(segment.deletions?.contains(Int(documents[index])) ?? false) {
            return ScoredDocument.Place(segment: number, document: documents[index])
          }
        }
      } catch {
        throw error.inFile(segment.fileName)
      }
    }
    return nil
  }
}
