/// Room for a block of a term's postings and for what is worked out of them.
final class TermBlocks {
  let documents = IntegerBlock()
  let frequencies = IntegerBlock()
  let bitset = BlockBitset()
  let scores = FloatBlock()
  /// What the blocks of the term score at most.
  let bounds = FloatBuffer()
}
