import Foundation
import Testing

@testable import SwiftSearch

@Suite struct LZ4BlockTests {
  private func compress(_ input: [UInt8]) -> [UInt8] {
    var output = ByteWriter()
    var scratch = LZ4Block.Scratch()
    LZ4Block.compress(input, &scratch, into: &output)
    return output.bytes
  }

  private func inputs(seed: Int) -> [[UInt8]] {
    var random = SeededGenerator(seed: seed)
    var corpus = RandomCorpus(seed: seed, wordCount: 200)
    let short = random.bytes(1 + random.below(5))
    let far = random.bytes(70_000)
    return [
      [], [7], random.bytes(random.below(40)), [UInt8](repeating: 9, count: random.below(3000)),
      (0..<random.below(900)).flatMap { _ in short }, far, far + far.prefix(500),
      Array(corpus.text(words: random.below(3000)).utf8),
    ]
  }

  @Test(arguments: 0..<6)
  func everythingRoundTrips(seed: Int) throws {
    for (number, input) in inputs(seed: seed).enumerated() {
      let compressed = compress(input)
      #expect(compressed.count <= input.count + input.count / 255 + 16)
      let output = try LZ4Block.decompress(
        MappedBytes(compressed, section: "test"), count: input.count)
      #expect(output == input, "seed \(seed), input \(number)")
      for count in [input.count - 1, input.count + 1] where count >= 0 {
        #expect(throws: FormatError.self) {
          try LZ4Block.decompress(MappedBytes(compressed, section: "test"), count: count)
        }
      }
    }
    let repetitive = [UInt8](repeating: 9, count: 3000)
    #expect(compress(repetitive).count < 40)
  }

  @Test func aScratchCarriesNothingOver() throws {
    var scratch = LZ4Block.Scratch()
    for input in (0..<3).flatMap({ inputs(seed: $0) }) {
      var output = ByteWriter()
      LZ4Block.compress(input, &scratch, into: &output)
      #expect(try LZ4Block.decompress(MappedBytes(output), count: input.count) == input)
    }
  }

  /// The example of the format's description: literals, then a match that overlaps itself.
  @Test func aBlockByHandIsDecompressed() throws {
    let block: [UInt8] = [0x24, 0x61, 0x62, 0x02, 0x00, 0x50, 0x78, 0x79, 0x7A, 0x78, 0x79]
    let output = try LZ4Block.decompress(MappedBytes(block, section: "test"), count: 15)
    #expect(String(decoding: output, as: UTF8.self) == "ababababab" + "xyzxy")
  }

  @Test(arguments: 0..<200)
  func garbageThrowsOrIsDecompressed(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let word = random.bytes(1 + random.below(5))
    var bytes = compress((0..<random.below(300)).flatMap { _ in word + random.bytes(2) })
    for _ in 0...random.below(4) {
      bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
    }
    for count in [0, 1, 100, 3000, 1 << 40] {
      let output = try? LZ4Block.decompress(MappedBytes(bytes, section: "test"), count: count)
      #expect(output == nil || output?.count == count, "seed \(seed)")
    }
  }

  private static let tool = "/usr/bin/lz4"

  /// Another implementation reads what this one writes: the block, in the frame that the tool
  /// wants.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: tool)))
  func theToolDecompressesIt() throws {
    let directory = try TemporaryDirectory()
    for (number, input) in inputs(seed: 77).enumerated() where input.count > 0 {
      let block = compress(input)
      // The legacy frame: a magic number and blocks of up to 8 MiB with their lengths.
      var frame = ByteWriter()
      frame.integer(UInt32(0x184C_2102))
      frame.integer(UInt32(block.count))
      frame.append(block)
      let path = directory.path + "/\(number).lz4"
      try Data(frame.bytes).write(to: URL(filePath: path))
      let process = Process()
      process.executableURL = URL(filePath: Self.tool)
      process.arguments = ["-d", "-q", path, directory.path + "/\(number)"]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let output = try Data(contentsOf: URL(filePath: directory.path + "/\(number)"))
      #expect(Array(output) == input, "input \(number)")
    }
  }
}
