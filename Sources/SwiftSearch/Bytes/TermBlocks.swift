/// Room for a block of a term's postings and for what is worked out of them.
final class TermBlocks {
  let documents = IntegerBlock()
  let frequencies = IntegerBlock()
  let bitset = BlockBitset()
  let scores = FloatBlock()
  /// What is known of the blocks of a group with an even number, and of one with an odd number.
  let evenBounds = FloatBlock()
  let oddBounds = FloatBlock()
}
