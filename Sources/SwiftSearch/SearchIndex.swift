import Synchronization

/// An index, opened for searching.
///
/// An index is opened once and then answers from any number of threads at the same time. It shows
/// the newest commit of when it was opened; ``refresh()`` moves on to the newest of now. It takes
/// no lock and writes nothing.
///
/// ```swift
/// let index = try SearchIndex(directory: "my-index")
/// let results = try index.search(try Query(parsing: "+ai colony"))
/// for hit in results.hits {
///   print(hit.rank, hit.score, hit.key, hit.snippets.first?.text ?? "")
/// }
/// ```
public final class SearchIndex: Sendable {
  /// The directory that holds the index.
  public let directory: String
  /// What a commit's searches have in common.
  private final class OpenCommit: Sendable {
    let snapshot: IndexSnapshot
    let analyzer: TextAnalyzer

    init(_ snapshot: IndexSnapshot, _ analyzer: TextAnalyzer) {
      self.snapshot = snapshot
      self.analyzer = analyzer
    }
  }

  let files: IndexDirectory
  private let commit: Mutex<OpenCommit>
  private let analyzer: (any Analyzer)?
  /// Memory for as many searches at the same time as is within reason.
  private let scratches = Pool<MatchingScratch>(limit: max(8, ParallelWork.processorCount))
  private let texts = Pool<AnalysisMemory>(limit: max(8, ParallelWork.processorCount))

  /// Opens the newest commit of an index. Reads a few pages, whatever the index's size.
  ///
  /// - Parameters:
  ///   - directory: the directory that holds the index.
  ///   - analyzer: the analyzer that the index was made with, if it was not the library's own.
  /// - Throws: ``IndexError`` when there is no index, when it is damaged, or when it was made with
  ///   another analyzer, or with analysis options or character tables that this version does not
  ///   have.
  public convenience init(
    directory: String, analyzer: (any Analyzer)? = nil
  ) throws(IndexError) {
    try self.init(IndexDirectory(directory), analyzer: analyzer)
  }

  /// - Parameter files: where the index is.
  init(_ files: IndexDirectory, analyzer: (any Analyzer)? = nil) throws(IndexError) {
    self.files = files
    self.analyzer = analyzer
    directory = files.path
    commit = Mutex(try Self.open(files, analyzer, after: nil))
  }

  private static func open(
    _ files: IndexDirectory, _ analyzer: (any Analyzer)?, after old: IndexSnapshot?
  ) throws(IndexError) -> OpenCommit {
    do {
      guard let snapshot = try IndexSnapshot.newest(in: files, after: old) else {
        throw IndexError.notFound(files.path)
      }
      return OpenCommit(snapshot, try snapshot.manifest.analyzer(analyzer))
    } catch {
      throw IndexError(error, directory: files.path)
    }
  }

  /// Moves on to the newest commit. Searches that run meanwhile are not disturbed. Segments that
  /// both commits have stay open.
  ///
  /// - Returns: whether there was a newer one.
  /// - Throws: ``IndexError``, and then stays at the commit that it shows.
  @discardableResult
  public func refresh() throws(IndexError) -> Bool {
    let old = current
    let newest = try Self.open(files, analyzer, after: old)
    return commit.withLock { shown in
      // Of several threads that refresh, the last one need not have found the newest.
      guard newest.snapshot.manifest.generation > shown.snapshot.manifest.generation else {
        return false
      }
      shown = newest
      return true
    }
  }

  var current: IndexSnapshot { commit.withLock { $0.snapshot } }

  var currentAnalyzer: TextAnalyzer { commit.withLock { $0.analyzer } }

  /// Finds the documents that match a query, best first.
  ///
  /// - Throws: ``IndexError`` when the index turns out to be damaged, or when the query is larger
  ///   than ``Query/depthLimit`` or ``Query/clauseLimit``.
  public func search(
    _ query: Query, options: SearchOptions = SearchOptions()
  ) throws(IndexError) -> SearchResults {
    do {
      return try StopSignal.during(atMost: options.timeLimit) { signal in
        try results(query, options, until: signal)
      }
    } catch {
      throw IndexError(error, directory: directory)
    }
  }

  private func results(
    _ query: Query, _ options: SearchOptions, until signal: StopSignal?
  ) throws -> SearchResults {
    let clock = ContinuousClock()
    let start = clock.now
    let commit = commit.withLock { $0 }
    let found = try answer(query, options, commit, until: signal)
    let before = try options.after.map { try CursorPlace($0.description).rank } ?? 0
    let (hits, isWhole) = try hits(found, options, commit, before: before, until: signal)
    return SearchResults(
      total: SearchResults.Total(found, isWhole: isWhole), hits: hits,
      duration: clock.now - start, isPartial: found.isPartial || !isWhole, isCut: found.isCut,
      tier: found.tier,
      work: found.work, facets: found.facets,
      next: isWhole ? next(behind: hits, found, options, commit.snapshot) : nil)
  }

  private func next(
    behind hits: [Hit], _ found: FoundDocuments, _ options: SearchOptions,
    _ snapshot: IndexSnapshot
  ) -> SearchCursor? {
    guard let last = hits.last, hits.count == options.limit, !found.isPartial,
      !found.isTotalExact || last.rank < found.total || found.hasFurtherTier
    else { return nil }
    return found.lastPlace(rank: last.rank, key: last.key, in: snapshot).map {
      SearchCursor($0.text)
    }
  }

  /// - Parameter before: how many hits stand before those that were looked for.
  private func hits(
    _ found: FoundDocuments, _ options: SearchOptions, _ commit: OpenCommit, before: Int,
    until signal: StopSignal?
  ) throws(FormatError) -> (hits: [Hit], isWhole: Bool) {
    let offset = max(0, options.offset)
    let maker = HitMaker(
      commit.snapshot, found.resolved, analyzer: commit.analyzer, options: options)
    var hits: [Hit] = []
    for place in found.top.indices.dropFirst(offset) {
      // What was found in time should not be lost for want of time to show it.
      if let signal, signal.isRaised(allowing: .milliseconds(1)) { return (hits, false) }
      var hit = try maker.hit(
        found.top[place], query: found.query(ofPlace: place), rank: before + place + 1)
      hit.others = found.others?[place]
      hits.append(hit)
    }
    return (hits, true)
  }

  /// Finds the documents that match a query, best first, without reading what is stored of them.
  ///
  /// - Throws: ``IndexError`` as ``search(_:options:)`` does.
  public func rank(
    _ query: Query, options: SearchOptions = SearchOptions()
  ) throws(IndexError) -> RankedDocuments {
    let commit = commit.withLock { $0 }
    do {
      let found = try StopSignal.during(atMost: options.timeLimit) { signal in
        try answer(query, options, commit, until: signal)
      }
      return RankedDocuments(
        total: SearchResults.Total(found),
        elements: found.top.dropFirst(max(0, options.offset)).map { best in
          RankedDocuments.Element(score: best.score, place: best.place)
        },
        isPartial: found.isPartial, work: found.work, directory: directory,
        snapshot: commit.snapshot)
    } catch {
      throw IndexError(error, directory: directory)
    }
  }

  private func answer(
    _ query: Query, _ options: SearchOptions, _ commit: OpenCommit, until signal: StopSignal?
  ) throws -> FoundDocuments {
    if let excess = QueryExtent.excess(of: query) { throw IndexError.invalidQuery(excess) }
    let planner = QueryPlanner(
      commit.snapshot, analyzer: commit.analyzer, fields: options.fields,
      fieldWeights: options.fieldWeights, usesVariants: options.usesVariants,
      synonyms: options.synonyms,
      stopWords: options.stopWords, texts: texts, until: signal)
    let (offset, limit) = (max(0, options.offset), max(0, options.limit))
    let (sum, overflow) = offset.addingReportingOverflow(limit)
    let wanted = limit == 0 ? 0 : overflow ? .max : sum
    let ranking = options.ranking ?? commit.analyzer.options.ranking
    let resources = SearchResources(
      scratches: scratches, threadLimit: options.threadLimit, signal: signal)
    guard options.ranksByScoreAlone else {
      return try collect(
        query, planner, options, commit.snapshot, ranking: ranking, wanted: wanted, resources)
    }
    return try TieredSearch.run(
      query, planner, ranking: ranking, wanted: wanted, relaxes: options.relaxes,
      countsExactly: options.countsExactly, with: resources)
  }

  /// The answer where more than the scores of words decides, or more than documents is wanted.
  private func collect(
    _ query: Query, _ planner: QueryPlanner, _ options: SearchOptions, _ snapshot: IndexSnapshot,
    ranking: BM25, wanted: Int, _ resources: SearchResources
  ) throws -> FoundDocuments {
    let order = try RankOrder(options.sort, snapshot)
    let refinement = try RankRefinement(options, order, snapshot)
    let plan = try CollectionPlan(
      options, wanted: wanted, order, refinement, canRelax: { planner.canRelax(query) },
      snapshot)
    if let plan {
      // The same documents are put in an order on each page.
      let enough = plan.showsTiersInTurn ? wanted : max(0, options.limit)
      return try CollectedTiers.run(
        query, planner, plan, ranking: ranking, enough: enough, relaxes: options.relaxes,
        with: resources)
    }
    return try TieredSearch.run(
      query, planner, ranking: ranking, wanted: wanted, relaxes: options.relaxes,
      countsExactly: options.countsExactly, refinement: refinement, with: resources)
  }

  /// How many documents match a query; a lower bound if the task is cancelled meanwhile.
  ///
  /// - Parameters:
  ///   - query: what is looked for.
  ///   - fields: where words without a field are looked for; `nil` is every text field.
  ///   - relaxes: as ``SearchOptions/relaxes``.
  /// - Throws: ``IndexError`` as ``search(_:options:)`` does.
  public func count(
    _ query: Query, fields: [String]? = nil, relaxes: Bool = true
  ) throws(IndexError) -> Int {
    let options = SearchOptions(limit: 0, fields: fields, relaxes: relaxes)
    return try rank(query, options: options).total.value
  }

  /// The document with this key, or `nil` when there is none.
  ///
  /// - Throws: ``IndexError`` when the index turns out to be damaged.
  public func document(key: String) throws(IndexError) -> Document? {
    let query = Query.text(key, field: Schema.keyName)
    do {
      // To a task that is cancelled a document must not seem to be missing.
      return try results(query, SearchOptions(limit: 1, snippetCount: 0), until: nil)
        .hits.first?.document
    } catch {
      throw IndexError(error, directory: directory)
    }
  }
}

extension SearchResults.Total {
  fileprivate init(_ found: FoundDocuments, isWhole: Bool = true) {
    let isExact = found.isTotalExact && isWhole
    self.init(value: found.total, relation: isExact ? .exact : .atLeast)
  }
}
