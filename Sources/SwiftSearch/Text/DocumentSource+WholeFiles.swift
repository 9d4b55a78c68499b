#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension DocumentSource {
  /// Reads a file that is one text: `utf8` is all of it.
  func read<Failure: Error>(
    _ utf8: [UInt8], of file: SourceFile, _ type: FileType,
    each: (IngestEvent) throws(Failure) -> Void
  ) throws(Failure) {
    let modified = Date(timeIntervalSince1970: Double(file.modified / 1_000_000) / 1000)
    switch type {
    case .json:
      let source = RecordSource(path: file.path, isFile: true)
      var reader = JSONFileReader(source: source, modified: .date(modified))
      try reader.read(utf8.span, each: each)
    case .html:
      let page = HTMLTextExtractor.extract(utf8)
      let date = page.date ?? modified
      try each(.document(Self.document(file, title: page.title, text: page.text, date: date)))
    case .markdown:
      let text = String(repairing: utf8.span)
      let outline = MarkdownOutline(utf8)
      let date = outline.date ?? modified
      try each(.document(Self.document(file, title: outline.title, text: text, date: date)))
    case .plainText:
      let text = String(repairing: utf8.span)
      let title = TitleText.firstLine(of: utf8)
      try each(.document(Self.document(file, title: title, text: text, date: modified)))
    default:
      let text = String(repairing: utf8.span)
      try each(.document(Self.document(file, title: nil, text: text, date: modified)))
    }
  }

  private static func document(
    _ file: SourceFile, title: String?, text: String, date: Date
  ) -> Document {
    Document(
      key: file.path,
      fields: [
        Document.Field("title", .text(title ?? file.name)), Document.Field("text", .text(text)),
        Document.Field("path", .keyword(file.path)), Document.Field("date", .date(date)),
      ])
  }
}
