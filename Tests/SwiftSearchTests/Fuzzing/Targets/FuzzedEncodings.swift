import Synchronization

@testable import SwiftSearch

/// What finds out how text is written, and what turns it into UTF-8.
enum FuzzedEncodings {
  /// As long as a decoder is there, the system need not load what it knows of an encoding again,
  /// which takes ten times as long as to decode an input.
  private final class Kept: Sendable {
    private let decoder: Mutex<TextDecoder?>

    init(_ encoding: TextEncoding) { decoder = Mutex(TextDecoder(encoding)) }
  }

  private static let kept = TextEncoding.allCases.map { Kept($0) }

  /// The first byte chooses an encoding, the second the size of the pieces.
  static func run(_ input: [UInt8]) -> String? {
    guard !kept.isEmpty else { return "no encodings" }
    var choices = FuzzInput(input)
    let encodings = TextEncoding.allCases
    let encoding = encodings[choices.byte() % encodings.count]
    let size = 1 + choices.byte()
    let bytes = choices.bytes
    _ = DecodedText.decode(bytes, declared: DeclaredEncoding.find(in: bytes))
    _ = EncodingDetector.detect(bytes, isWhole: false)
    guard let whole = decode(bytes, encoding, pieces: max(1, bytes.count)) else { return nil }
    guard let pieces = decode(bytes, encoding, pieces: size) else { return "opens only once" }
    guard whole == pieces else { return "other text in pieces of \(size) as \(encoding)" }
    // A byte stands for four bytes of UTF-8 at most, and a replaced one for three.
    return whole.count <= 8 * bytes.count + 8 ? nil : "\(whole.count) bytes from \(bytes.count)"
  }

  private static func decode(
    _ bytes: [UInt8], _ encoding: TextEncoding, pieces size: Int
  ) -> [UInt8]? {
    guard var decoder = TextDecoder(encoding) else { return nil }
    var output: [UInt8] = []
    for start in stride(from: 0, to: max(1, bytes.count), by: size) {
      let end = min(start + size, bytes.count)
      let piece = Array(bytes[start..<end])
      decoder.decode(piece.span, isLast: end == bytes.count, into: &output)
    }
    return output
  }
}
