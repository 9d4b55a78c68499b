import SwiftSearch

/// What an index holds after `number` commits of a ``SteadyWriter``: the last five documents, and
/// one that counts.
struct SteadyIndex {
  static let window = 5

  struct Mismatch: Error {
    var description: String
  }

  static func documents(ofCommit number: Int) -> [Document] {
    [
      Document(key: "d\(number)", fields: [.init("text", .text("ant number \(number)"))]),
      Document(
        key: "counter",
        fields: [.init("text", .text("counter")), .init("number", .number(Double(number)))]),
    ]
  }

  static func deletedKey(ofCommit number: Int) -> String { "d\(number - window)" }

  /// How many commits the index shows, after everything that can be asked was compared.
  static func number(in index: SearchIndex) throws -> Int {
    guard let counter = try index.document(key: "counter") else {
      let count = try index.count(try Query(parsing: "ant"))
      guard count == 0 else { throw Mismatch(description: "\(count) documents without a counter") }
      return 0
    }
    let values = counter.fields.compactMap { field -> Int? in
      guard case .number(let number) = field.value else { return nil }
      return Int(number)
    }
    let number = values.first ?? 0
    let keys = Set((max(1, number - window + 1)...max(1, number)).map { "d\($0)" })
    let found = try index.search(
      try Query(parsing: "ant"), options: SearchOptions(limit: 100, relaxes: false))
    guard Set(found.hits.map(\.key)) == keys, found.total.value == keys.count else {
      throw Mismatch(description: "commit \(number) shows \(found.hits.map(\.key))")
    }
    return number
  }
}
