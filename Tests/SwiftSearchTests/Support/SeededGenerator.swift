/// Random numbers that are the same for the same seed (Steele et al., "Fast Splittable
/// Pseudorandom Number Generators", 2014), so that a failure can be had again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(bitPattern: Int64(seed))
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  /// True once in `number` times.
  mutating func oneIn(_ number: Int) -> Bool { below(number) == 0 }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// A number that is as likely to have few bits as many.
  mutating func integer(bits: Int = 32) -> UInt32 {
    let width = below(bits + 1)
    return width == 0 ? 0 : UInt32(truncatingIfNeeded: next() & ((1 << UInt64(width)) - 1))
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
