import Testing

@testable import SwiftSearch

/// A test that ends has shown that nothing trapped. All bytes of a segment are hostile, also under
/// right checksums, which anybody can write.
@Suite struct DamagedSegmentTests {
  @Test func theWholeSegmentIsRead() throws {
    try DamagedSegment(1, documentCount: 201, of: GoldenIndex.directory).read { _ in }
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func noAlteredByteTraps(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Int(seed))
    let segment = try DamagedSegment(1, documentCount: 201, of: GoldenIndex.directory)
    let sections = try segment.sections
    var failures = 0
    for _ in 0..<Self.rounds {
      let section = sections.randomElement(using: &generator)
      guard let section, section.length > 0 else { continue }
      // The start of a section has its counts.
      let reach = Bool.random(using: &generator) ? min(64, section.length) : section.length
      let offset = section.offset + Int.random(in: 0..<reach, using: &generator)
      let value = [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &generator)]
        .randomElement(using: &generator)
      do {
        try segment.read { bytes in bytes[offset] = value ?? 0 }
      } catch is FormatError {
        failures += 1
      }
    }
    #expect(failures > Self.rounds / 20)
  }

  private static let rounds = 60
}
