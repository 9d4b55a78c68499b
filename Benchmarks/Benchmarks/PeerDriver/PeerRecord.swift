#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A document of the corpus: an object of JSON with `id`, `title` and `text`.
struct PeerRecord: Decodable {
  var id: String
  var title: String
  var text: String

  private static let decoder = JSONDecoder()

  init(line: String) throws {
    self = try Self.decoder.decode(PeerRecord.self, from: Data(line.utf8))
  }
}
