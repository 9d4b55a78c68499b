/// A hash table of the terms of ``OccurrenceBuffer``.
///
/// Open addressing: the upper half of a slot is the hash of the term, the lower half where it is
/// known, which is never 0; 0 is an empty slot.
@safe struct TermSlots: ~Copyable, @unchecked Sendable {
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask = (1 << 12) - 1
  private(set) var count = 0

  init() {
    unsafe slots = Self.allocate(mask + 1)
  }

  deinit { unsafe slots.deallocate() }

  /// The bytes of memory in use.
  var byteCount: Int { (mask + 1) * 8 }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    let slots = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    unsafe slots.initialize(repeating: 0, count: count)
    return unsafe slots
  }

  /// What is in the first slot that a term may be in: mostly the term, or 0.
  @inline(__always)
  func firstRecord(_ hash: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: unsafe slots[Int(hash) & mask])
  }

  /// The slot of a term with its record, or the empty one where it belongs with 0.
  ///
  /// - Parameter isTerm: whether the record is that of the term.
  @inline(__always)
  func find(_ hash: UInt32, isTerm: (UInt32) -> Bool) -> (slot: Int, record: UInt32) {
    var slot = Int(hash) & mask
    while true {
      let entry = unsafe slots[slot]
      let record = UInt32(truncatingIfNeeded: entry)
      if record == 0 { return (slot, 0) }
      if UInt32(truncatingIfNeeded: entry >> 32) == hash, isTerm(record) { return (slot, record) }
      slot = (slot &+ 1) & mask
    }
  }

  /// Puts a term into the empty slot where it belongs.
  mutating func insert(_ hash: UInt32, record: UInt32, into slot: Int) {
    precondition(slot >= 0 && slot <= mask && record > 0)
    unsafe slots[slot] = UInt64(hash) << 32 | UInt64(record)
    count += 1
    if count * 3 > (mask + 1) * 2 { grow() }
  }

  private mutating func grow() {
    let newMask = (mask + 1) * 2 - 1
    let larger = unsafe Self.allocate(newMask + 1)
    for index in 0...mask where unsafe slots[index] != 0 {
      let entry = unsafe slots[index]
      var slot = Int(entry >> 32) & newMask
      while unsafe larger[slot] != 0 { slot = (slot + 1) & newMask }
      unsafe larger[slot] = entry
    }
    unsafe slots.deallocate()
    unsafe slots = larger
    mask = newMask
  }

  /// The records of all terms, in no order.
  func records() -> [UInt32] {
    var records: [UInt32] = []
    records.reserveCapacity(count)
    for index in 0...mask where unsafe slots[index] != 0 {
      records.append(UInt32(truncatingIfNeeded: unsafe slots[index]))
    }
    return records
  }
}
