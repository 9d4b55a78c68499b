import Foundation
import SwiftSearch
import Testing

/// README shows the lines between the two markers; a test of the repository compares them.
@Suite struct ReadmeExampleTests {
  @Test func theExampleFindsItsDocument() throws {
    // README names a directory, this test uses one that it can remove.
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "readme-example-\(UUID().uuidString)").path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: directory) }

    // README begins
    let writer = try IndexWriter(directory: directory)
    try writer.add(
      Document(key: "1", fields: [.init("title", .text("AI colony")), .init("text", .text("…"))]))
    try writer.commit()

    let index = try SearchIndex(directory: directory)
    let results = try index.search(try Query(parsing: "+ai colony"))
    for hit in results.hits {
      print(hit.rank, hit.score, hit.key, hit.title ?? "", hit.snippets.first?.text ?? "")
    }
    // README ends

    #expect(results.hits.map(\.key) == ["1"])
  }
}
