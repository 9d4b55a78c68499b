/// The rules about the root manifest.
enum Manifest {
  /// What the manifest `text` asks for that a package without dependencies does not need.
  static func outsideNeeds(in text: String) -> [String] {
    let code = SwiftCode.stripped(text)
    return [".package(", ".binaryTarget(", ".plugin(", ".unsafeFlags("].filter(code.contains)
  }

  /// The feature flags that `text` turns on, as the compiler's list names their kinds.
  static func features(in text: String) -> [(kind: String, name: String)] {
    text.matches(of: #/\.enable(Upcoming|Experimental)Feature\("(\w+)"\)/#).map {
      ($0.1.lowercased(), String($0.2))
    }
  }

  /// The features of `text` that a compiler does not know. It would accept them in silence.
  static func unknownFeatures(in text: String, known: [String: Set<String>]) -> [String] {
    features(in: text).filter { known[$0.kind]?.contains($0.name) != true }.map(\.name)
  }
}
