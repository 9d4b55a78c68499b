import Foundation
import Testing

@Suite struct LinkTests {
  @Test func linksBetweenPagesLeadSomewhere() throws {
    let pages = try Repository.files(
      ["md"], in: ["Sources", "Tests", "Benchmarks", "Fuzzing", "Examples", "Scripts"])
    #expect(pages.contains { $0.path == "README.md" })
    #expect(pages.contains { $0.path.contains(".docc/") })
    let texts = Dictionary(uniqueKeysWithValues: pages.map { ($0.path, $0.text) })
    for page in pages {
      let broken = Links.broken(in: page, exists: exists, read: { texts[$0] })
      #expect(broken == [])
    }
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(
      atPath: Repository.root.appending(path: path).path(percentEncoded: false))
  }

  @Test func plantedBrokenLinksAreFound() {
    let page = RepositoryFile(
      path: "a/b.md",
      text: """
        # One Two (three)

        [good](c.md) [good](../d) [good](#one-two-three) [good](https://example.com)
        [bad](x.md) [bad](../../y) [bad](#four) <doc:c> <doc:z> `[code](no.md)`
        """)
    let broken = Links.broken(
      in: page, exists: { ["a/b.md", "a/c.md", "d"].contains($0) }, read: { _ in page.text })
    #expect(broken == ["a/b.md: x.md", "a/b.md: ../../y", "a/b.md: #four", "a/b.md: doc:z"])
  }
}
