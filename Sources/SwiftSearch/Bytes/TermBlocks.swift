/// Room for a block of a term's postings and for what is worked out of them.
final class TermBlocks {
  let work: WorkCounters
  let documents = IntegerBlock()
  let frequencies = IntegerBlock()
  let bitset = BlockBitset()
  let scores = FloatBlock()
  /// What the blocks of the term score at most.
  let bounds = FloatBuffer()
  private(set) lazy var evidence = EvidenceRuns()
  /// How many positions the postings before each one have.
  let frequencySums = IntegerBlock()
  let positions = IntegerBlock()
  /// The positions of the term in some documents, and those of them that a phrase may start from.
  private(set) lazy var runs = PositionRuns()
  private(set) lazy var kept = PositionRuns()

  init(counting work: WorkCounters = WorkCounters()) {
    self.work = work
  }
}
