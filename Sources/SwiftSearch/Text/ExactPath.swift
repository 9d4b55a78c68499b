/// A path, which is the same as another only if their bytes are.
///
/// Strings are equal when they mean the same letters, so that of two files whose names have `é` as
/// one character and as two, one would be taken for the other.
struct ExactPath: Hashable, Comparable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (one: Self, other: Self) -> Bool {
    one.text.utf8.count == other.text.utf8.count
      && one.text.utf8.elementsEqual(other.text.utf8)
  }

  static func < (one: Self, other: Self) -> Bool {
    one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }

  /// What the same bytes mean is the same too.
  func hash(into hasher: inout Hasher) { text.hash(into: &hasher) }

  /// Whether the path is that of a file in a folder, or begins as it does.
  ///
  /// - Parameter prefix: the folder, with a slash at its end.
  func starts(with prefix: String) -> Bool { text.utf8.starts(with: prefix.utf8) }
}

extension ExactPath: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self.init(text) }
}
