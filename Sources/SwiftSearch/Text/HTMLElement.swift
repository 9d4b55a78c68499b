/// The elements of HTML that are not just passed over.
enum HTMLElement: Equatable {
  /// Flows within a line: its tags do not part words.
  case inline
  /// Stands in a line, a cell or a place of its own.
  case block
  /// A browser sees nothing in it but its own end tag.
  case rawText(name: String)
  /// Holds markup that is not shown.
  case hiddenMarkup(name: String)
  case title, firstHeading, meta, ruby, rubyText, rubyParenthesis

  /// Whether the words before and after a tag are two words.
  var partsWords: Bool {
    switch self {
    case .block, .title, .firstHeading, .meta: true
    case .rawText(let name): name == "script" || name == "style"
    case .hiddenMarkup(let name): name == "template"
    case .inline, .ruby, .rubyText, .rubyParenthesis: false
    }
  }

  /// The element whose name `bytes` spell, in any case.
  init(name bytes: ArraySlice<UInt8>) {
    // Sixteen bytes hold every name in the table, and a number is found faster than a string.
    guard bytes.count <= 16 else {
      self = .inline
      return
    }
    self = Self.table[Self.packed(bytes)] ?? .inline
  }

  private static func packed(_ bytes: some Sequence<UInt8>) -> UInt128 {
    bytes.reduce(0) { packed, byte in
      packed << 8 | UInt128((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
  }

  private static let table: [UInt128: HTMLElement] = {
    var table: [UInt128: HTMLElement] = [
      packed("title".utf8): .title, packed("h1".utf8): .firstHeading, packed("meta".utf8): .meta,
      packed("ruby".utf8): .ruby, packed("rt".utf8): .rubyText, packed("rp".utf8): .rubyParenthesis,
    ]
    for name in ["script", "style", "iframe", "noembed", "noframes", "xmp"] {
      table[packed(name.utf8)] = .rawText(name: name)
    }
    for name in ["template", "noscript"] { table[packed(name.utf8)] = .hiddenMarkup(name: name) }
    for name in blocks.split(separator: " ") { table[packed(name.utf8)] = .block }
    return table
  }()

  private static let blocks = """
    address article aside audio blockquote body br button canvas caption center col colgroup dd \
    details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h2 h3 h4 h5 \
    h6 head header hgroup hr html img input legend li link main menu nav object ol optgroup option \
    p pre search section select summary svg table tbody td textarea tfoot th thead tr track ul video
    """
}
