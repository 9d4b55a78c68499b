/// Wildcards as their rules say, by trying everything.
enum ReferenceWildcard {
  static func matches(_ pattern: String, _ word: String) -> Bool {
    matches(Array(pattern)[...], Array(word)[...])
  }

  private static func matches(
    _ pattern: ArraySlice<Character>, _ word: ArraySlice<Character>
  ) -> Bool {
    guard let sign = pattern.first else { return word.isEmpty }
    let rest = pattern.dropFirst()
    if sign == "*" {
      return (0...word.count).contains { matches(rest, word.dropFirst($0)) }
    }
    return (sign == "?" || sign == word.first) && !word.isEmpty && matches(rest, word.dropFirst())
  }
}
