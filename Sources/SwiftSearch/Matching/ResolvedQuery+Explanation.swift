extension ResolvedQuery {
  /// What a word adds to the score of one document.
  struct Part {
    var forms: [Form]
    var weight: Float
    var score: Float
  }

  /// The words that match a document, with what each of them adds.
  ///
  /// The same matchers run that found the document, each for its own window only.
  func explain(_ found: ScoredDocument) throws(FormatError) -> [Part] {
    guard let root else { return [] }
    do {
      return try parts(of: root, found)
    } catch {
      throw error.inFile(snapshot.segments[found.segment].fileName)
    }
  }

  /// Whether the query matches a document that another query found.
  func matches(_ found: ScoredDocument) throws(FormatError) -> Bool {
    guard let root else { return false }
    do {
      return try score(root, found) != nil
    } catch {
      throw error.inFile(snapshot.segments[found.segment].fileName)
    }
  }

  private func parts(_ nodes: [Node], _ found: ScoredDocument) throws(FormatError) -> [Part] {
    var parts: [Part] = []
    for node in nodes { parts += try self.parts(of: node, found) }
    return parts
  }

  private func parts(of node: Node, _ found: ScoredDocument) throws(FormatError) -> [Part] {
    guard let score = try score(node, found) else { return [] }
    switch node {
    case .group(let forms, let weight): return [Part(forms: forms, weight: weight, score: score)]
    case .range, .presence: return []
    case .boolean(let must, let should, _): return try parts(must + should, found)
    case .atLeast(_, let nodes): return try parts(nodes, found)
    case .constant(let part, let weight):
      return [Part(forms: forms(of: part), weight: weight, score: score)]
    case .best(let nodes, _):
      var weight: Float = 0
      for node in nodes { weight = max(weight, try self.score(node, found) ?? 0) }
      return [Part(forms: nodes.flatMap(forms), weight: weight, score: score)]
    }
  }

  /// The forms of everything that adds to the score of a part.
  private func forms(of node: Node) -> [Form] {
    switch node {
    case .range, .presence: []
    case .group(let forms, _): forms
    case .constant(let part, _): forms(of: part)
    case .boolean(let must, let should, _): (must + should).flatMap(forms)
    case .atLeast(_, let parts), .best(let parts, _): parts.flatMap(forms)
    }
  }

  /// The score of the document, or `nil` when this part of the query does not match it.
  private func score(_ node: Node, _ found: ScoredDocument) throws(FormatError) -> Float? {
    guard let matcher = try matcher(node, found.segment, in: MatchingScratch()) else { return nil }
    let window = DocumentWindow()
    let size = UInt32(DocumentWindow.documentCount)
    window.reset(to: found.document / size * size)
    guard try matcher.nextCandidate(from: window.start) != nil else { return nil }
    try matcher.match(into: window, scored: true)
    var result: Float?
    window.forEachMatch { document, score in
      if document == found.document { result = score }
    }
    return result
  }
}
