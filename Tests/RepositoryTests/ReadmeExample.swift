/// The example of README that shows how to embed the library, and the test that compiles it.
enum ReadmeExample {
  /// The first block of Swift in `readme`, without the import and with the name of a directory
  /// that a test may write to.
  static func lines(inReadme readme: String) -> [String] {
    guard let block = readme.firstMatch(of: #/(?s)```swift\n(.*?)\n```/#) else { return [] }
    return trimmed(
      String(block.1).replacing("import SwiftSearch\n", with: "")
        .replacing("\"my-index\"", with: "directory"))
  }

  /// The lines between the markers of the test, without their indentation.
  static func lines(inTest test: String) -> [String] {
    guard let block = test.firstMatch(of: #/(?s)// README begins\n(.*?)\n *// README ends/#) else {
      return []
    }
    return trimmed(String(block.1))
  }

  private static func trimmed(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let indentations = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }
    let indentation = indentations.min() ?? 0
    let flush = lines.map { String($0.dropFirst(indentation)) }
    return Array(flush.drop { $0.isEmpty })
  }
}
