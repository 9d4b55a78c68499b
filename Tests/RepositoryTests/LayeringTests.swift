import Testing

@Suite struct LayeringTests {
  private func library() throws -> [RepositoryFile] {
    let prefix = "Sources/SwiftSearch/"
    return try Repository.swiftFiles().filter { $0.path.hasPrefix(prefix) }.map {
      RepositoryFile(path: String($0.path.dropFirst(prefix.count)), text: $0.text)
    }
  }

  @Test func filesNameOnlyTypesOfEarlierFolders() throws {
    let files = try library()
    #expect(files.count > 5)
    #expect(Set(files.map { $0.path.split(separator: "/")[0] }).contains("Bytes"))
    #expect(Layering.violations(in: files) == [])
  }

  @Test func theSourceMapHasTheSameOrder() throws {
    let map = try Repository.text("Sources/SwiftSearch/SwiftSearch.docc/SourceMap.md")
    let headings = map.matches(of: #/(?m)^### (.+)$/#).map { String($0.1) }
    #expect(headings == Layering.layers.map { $0.isEmpty ? "The root" : $0 })
    let guide = try Repository.text("CONTRIBUTING.md")
    let names = Layering.layers.dropLast().joined(separator: ", ")
    #expect(guide.replacing("\n> ", with: " ").contains(names))
  }

  @Test func aPlantedUpwardNameIsFound() {
    let files = [
      RepositoryFile(path: "Bytes/A.swift", text: "struct A { var b: B }  // C is fine here\n"),
      RepositoryFile(path: "Text/B.swift", text: "@frozen public struct B { var a: A }\n"),
      RepositoryFile(path: "C.swift", text: "final class C { let a: A, b: B }\n"),
    ]
    #expect(Layering.violations(in: files) == ["Bytes/A.swift names B of Text"])
  }

  @Test func aPlantedFolderIsFound() {
    let files = [RepositoryFile(path: "Helpers/A.swift", text: "struct A {}\n")]
    #expect(Layering.violations(in: files) == ["Helpers/A.swift: Helpers is not a layer"])
  }

  @Test func privateTypesAreNobodysBusiness() {
    let files = [
      RepositoryFile(path: "Bytes/A.swift", text: "private struct State {}\n"),
      RepositoryFile(path: "Results/B.swift", text: "private struct State {}\n"),
      RepositoryFile(path: "Text/C.swift", text: "struct C<State> {}\n"),
    ]
    #expect(Layering.violations(in: files) == [])
  }
}
