import Foundation

@testable import SwiftSearch

/// A segment of long lists whose bytes are altered under right checksums, to be searched.
final class HostileIndex {
  let corpus: OracleCorpus
  private let compared: ComparedIndex
  private let directory: TemporaryDirectory
  private let manifest: Manifest
  private let bytes: [UInt8]
  private let reader: FieldReader
  /// Where the postings of the text begin in the file.
  private let postings: Range<Int>

  struct Missing: Error {}

  init(_ corpus: OracleCorpus) throws {
    self.corpus = corpus
    compared = try corpus.build()
    directory = try TemporaryDirectory()
    let path = compared.directory.path
    guard let snapshot = try IndexSnapshot.newest(in: IndexDirectory(path)),
      let text = snapshot.field(named: "text"), snapshot.segments.count == 1,
      let reader = snapshot.segments[0].field(text.number)
    else { throw Missing() }
    self.reader = reader
    manifest = snapshot.manifest
    bytes = Array(try Data(contentsOf: URL(filePath: path + "/" + snapshot.segments[0].fileName)))
    let entries = try SectionFile(MappedBytes(bytes, section: "file"), kind: .segment).table.entries
    let wanted = SectionTable.Entry.Owner(kind: SectionKind.postings.rawValue, field: text.number)
    guard let entry = entries.first(where: { $0.owner == wanted }) else { throw Missing() }
    postings = entry.offset..<entry.offset + entry.length
  }

  // MARK: Damage

  /// Alters the skip data or the blocks of a frequent term, or anything else.
  func damage(_ random: inout SeededGenerator) throws -> ByteDamager {
    var damage = ByteDamager(bytes: bytes)
    for _ in 0...random.below(3) {
      let term = Array(OracleCorpus.word(random.below(corpus.wordCount / 3)).utf8)
      guard !random.oneIn(4), let entry = try reader.entry(for: term.span),
        entry.documentFrequency > Postings.postingCount
      else {
        alterAnything(&damage, &random)
        continue
      }
      let range =
        postings.lowerBound + entry.postings.lowerBound..<postings.lowerBound
        + entry.postings.upperBound
      let skip = try SkipData(
        MappedBytes(Array(bytes[range]), section: "list"),
        documentFrequency: entry.documentFrequency, hasPositions: true)
      alter(&damage, skip, at: range.lowerBound, &random)
    }
    return damage
  }

  private func alter(
    _ damage: inout ByteDamager, _ skip: SkipData, at start: Int, _ random: inout SeededGenerator
  ) {
    let (count, groups) = (skip.blockCount, skip.groupCount)
    let (block, group) = (random.below(count), random.below(groups))
    let lasts = start + SkipData.headerByteCount
    let offsets = lasts + 4 * count
    let groupOffsets = offsets + 2 * count
    let positions = groupOffsets + 4 * groups
    let counts = start + skip.impactCounts
    let hostile = random.pick([0, 1, 127, 128, 255, 4095, 4096, 65_535, 1 << 24, 1 << 31, -1, -2])
    func nudged(_ place: Int) -> Int {
      damage.integer(4, at: place) + random.pick([-129, -64, -1, 1, 2, 64, 4096])
    }
    switch random.below(12) {
    case 0: damage.store(hostile, 4, at: lasts + 4 * block)
    case 1: damage.store(nudged(lasts + 4 * block), 4, at: lasts + 4 * block)
    case 2:
      // The blocks in another order.
      let other = random.below(count)
      let value = damage.integer(4, at: lasts + 4 * other)
      damage.store(damage.integer(4, at: lasts + 4 * block), 4, at: lasts + 4 * other)
      damage.store(value, 4, at: lasts + 4 * block)
    case 3:
      for index in block..<count { damage.store(count - index, 4, at: lasts + 4 * index) }
    case 4: damage.store(hostile, 2, at: offsets + 2 * block)
    case 5: damage.store(hostile, 4, at: groupOffsets + 4 * group)
    case 6: damage.store(hostile, 4, at: positions + 4 * block)
    case 7: damage.store(hostile, 1, at: positions + 4 * count + block)
    case 8: damage.store(hostile, 1, at: counts + block)
    case 9: damage.store(hostile, 4, at: counts + count + 4 * random.below(2 * groups))
    case 10:
      damage.store(hostile, random.pick([1, 4]), at: start + random.pick([0, 1, 5]))
    default:
      // Impacts and blocks.
      let place = start + skip.impacts + random.below(skip.bytes.count - skip.impacts)
      damage.store(hostile, random.pick([1, 1, 2, 4]), at: place)
    }
  }

  private func alterAnything(_ damage: inout ByteDamager, _ random: inout SeededGenerator) {
    let sections = damage.sections
    let section = random.pick(sections)
    guard !section.range.isEmpty else { return }
    switch random.below(8) {
    case 0: damage.truncate(section, to: random.below(section.range.count))
    case 1: damage.swap(section, random.pick(sections))
    default:
      for _ in 0...random.below(4) {
        let place = section.range.lowerBound + random.below(section.range.count)
        damage.store(random.pick([0, 1, 0x7F, 0x80, 0xFF, random.below(256)]), 1, at: place)
      }
    }
  }

  // MARK: Searching

  func undamaged() throws -> IndexSnapshot {
    try IndexSnapshot(manifest, in: IndexDirectory(compared.directory.path))
  }

  /// Opens what is damaged, with statistics that may be damaged too.
  func snapshot(
    _ damage: ByteDamager, _ random: inout SeededGenerator
  ) throws -> IndexSnapshot {
    var damage = damage
    let checksum = damage.repairChecksums()
    var manifest = manifest
    manifest.segments[0].checksum = UInt32(checksum)
    for index in manifest.fields.indices where random.oneIn(12) {
      manifest.fields[index].documentCount = random.pick([0, 1, Int(UInt32.max)])
      manifest.fields[index].totalLength = random.pick([0, 1, 1 << 53])
    }
    let name = manifest.segments[0].fileName
    // Never in place: a file that is mapped must not change.
    try? FileManager.default.removeItem(atPath: directory.path + "/" + name)
    try Data(damage.bytes).write(to: URL(filePath: directory.path + "/" + name))
    return try IndexSnapshot(manifest, in: IndexDirectory(directory.path))
  }

  /// - Returns: how many of the queries threw.
  func search(
    _ snapshot: IndexSnapshot, queries: Int, from seed: Int
  ) throws -> Int {
    let resources = SearchResources()
    var failures = 0
    for number in 0..<queries {
      var query = OracleQuery(corpus, seed: seed + number)
      let planner = QueryPlanner(
        snapshot, analyzer: try snapshot.manifest.analyzer(), fields: query.fields)
      do {
        guard var plan = try planner.plan(query.query) else { continue }
        if query.isAltered { plan = query.altered(plan) }
        let resolved = try ResolvedQuery(plan, snapshot, ranking: query.ranking)
        for way in query.ways(4) {
          let answer = try SnapshotSearch.run(
            resolved, limit: way.limit, countsExactly: way.countsExactly, with: resources)
          let documents = Set(answer.top.map(\.document))
          guard documents.count == answer.top.count, answer.top.count <= way.limit,
            documents.allSatisfy({ $0 < snapshot.segments[0].documentCount })
          else { throw Missing() }
        }
      } catch is FormatError {
        failures += 1
      }
    }
    return failures
  }
}
