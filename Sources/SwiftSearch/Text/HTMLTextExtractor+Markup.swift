extension HTMLTextExtractor {
  /// Reads what begins with `<`: a tag, a comment, a declaration, or just the character.
  mutating func readMarkup() {
    if target == .title && !isAt("</title") {
      emit(UInt8(ascii: "<"))
      position += 1
      return
    }
    let next = position + 1 < source.count ? source[position + 1] : 0
    switch next {
    case UInt8(ascii: "!") where isAt("<!--"): skip(to: end(of: "-->", from: position + 2))
    case UInt8(ascii: "!") where isAt("<![CDATA["):
      let end = end(of: "]]>", from: position)
      skip(to: position + 9)
      readCharacters(upTo: max(position, end - 3), isLiteral: true)
      skip(to: end)
    case UInt8(ascii: "!"), UInt8(ascii: "?"): skip(to: end(of: ">", from: position))
    case UInt8(ascii: "/") where position + 2 < source.count:
      if isLetter(source[position + 2]) {
        readTag(isEnd: true)
      } else {
        skip(to: end(of: ">", from: position))
      }
    case let byte where isLetter(byte): readTag(isEnd: false)
    default:
      emit(UInt8(ascii: "<"))
      position += 1
    }
  }

  private mutating func readTag(isEnd: Bool) {
    let tag = HTMLTag(source, at: position + (isEnd ? 2 : 1))
    skip(to: tag.end)
    guard hidden.depth == 0 else {
      if tag.element == hidden.element { hidden.depth += isEnd ? -1 : 1 }
      return
    }
    if tag.element.partsWords {
      space()
      if target == .reading || target == .parentheses {
        target = .text
        finishReading()
      }
    }
    if isEnd { close(tag.element) } else { open(tag) }
  }

  private mutating func open(_ tag: HTMLTag) {
    switch tag.element {
    case .rawText(let name): if !tag.isSelfClosing { skipRawText(of: name) }
    case .hiddenMarkup: if !tag.isSelfClosing { hidden = (tag.element, 1) }
    case .title where !hasTitle:
      hasTitle = true
      target = .title
    case .firstHeading where headingState == .before: headingState = .inside
    case .rubyText: target = .reading
    case .rubyParenthesis: target = .parentheses
    case .meta: readMeta(tag)
    default: break
    }
  }

  private mutating func close(_ element: HTMLElement) {
    switch element {
    case .title where target == .title, .rubyText where target == .reading,
      .rubyParenthesis where target == .parentheses:
      target = .text
    case .ruby:
      target = .text
      finishReading()
    case .firstHeading where headingState == .inside: headingState = .after
    default: break
    }
  }

  private mutating func readMeta(_ tag: HTMLTag) {
    guard date == nil, let content = tag.attributes["content"] else { return }
    let name = tag.attributes["name"] ?? tag.attributes["property"] ?? tag.attributes["itemprop"]
    switch name?.lowercased() {
    case "date", "article:published_time", "dc.date", "dcterms.date", "dcterms.created",
      "datepublished":
      date = ISODate.date(from: content)
    default: break
    }
  }

  /// Passes over the content of an element in which a browser sees no tags but its own end.
  private mutating func skipRawText(of name: String) {
    var end = position
    while true {
      end = ByteScan.index(of: UInt8(ascii: "<"), in: source.span, from: end)
      if end >= source.count { break }
      if isAt("</" + name, from: end) { break }
      end += 1
    }
    skip(to: end)
  }

  /// Reads a character reference such as `&amp;` or `&#x4E00;`.
  mutating func readReference() {
    let start = position + 1
    var end = start
    while end < source.count, end - start < 32, isNameByte(source[end]) { end += 1 }
    let hasSemicolon = end < source.count && source[end] == UInt8(ascii: ";")
    if let scalar = scalar(ofReference: start..<end, hasSemicolon: hasSemicolon) {
      emit(scalar)
      position = hasSemicolon ? end + 1 : end
    } else {
      emit(UInt8(ascii: "&"))
      position += 1
    }
  }

  private func scalar(ofReference range: Range<Int>, hasSemicolon: Bool) -> Unicode.Scalar? {
    let name = String(repairing: source.span.extracting(range))
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
      return name.count > 2 ? HTMLEntities.scalar(numbered: number(name.dropFirst(2), 16)) : nil
    }
    if name.hasPrefix("#") {
      return name.count > 1 ? HTMLEntities.scalar(numbered: number(name.dropFirst(), 10)) : nil
    }
    // Without its semicolon a name may be a part of an address: only those that browsers take in
    // practice are taken.
    guard hasSemicolon || ["amp", "lt", "gt", "quot", "nbsp"].contains(name) else { return nil }
    return HTMLEntities.scalar(named: name)
  }

  private func number(_ digits: Substring, _ radix: Int) -> UInt32 {
    UInt32(digits, radix: radix) ?? .max
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "#")
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }

  /// Whether the ASCII text `word` stands here, in any case.
  private func isAt(_ word: String, from start: Int? = nil) -> Bool {
    let start = start ?? position
    guard source.count - start >= word.utf8.count else { return false }
    return zip(source[start...], word.utf8).allSatisfy { byte, expected in
      byte == expected || (isLetter(expected) && byte | 0x20 == expected | 0x20)
    }
  }

  /// Where the first `mark` at or after `start` ends; the end of the source if there is none.
  private func end(of mark: String, from start: Int) -> Int {
    guard let last = mark.utf8.last else { return start }
    let length = mark.utf8.count
    var index = start + length - 1
    while true {
      index = ByteScan.index(of: last, in: source.span, from: index)
      if index >= source.count { return source.count }
      if source[(index - length + 1)...index].elementsEqual(mark.utf8) { return index + 1 }
      index += 1
    }
  }
}
