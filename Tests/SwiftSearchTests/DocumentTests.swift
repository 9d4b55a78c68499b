import Testing

@testable import SwiftSearch

@Suite struct DocumentTests {
  @Test func settingReplacesEveryValueOfTheName() {
    var document = Document(key: "a", fields: [.init("t", .text("x")), .init("t", .text("y"))])
    document["t"] = .keyword("z")
    #expect(document.fields == [.init("t", .keyword("z"))])
    document["t"] = nil
    #expect(document.fields.isEmpty)
  }
}
