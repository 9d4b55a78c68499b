/// Matches names against patterns with `*`, `?`, `[…]` and backslash, byte by byte as git does: a
/// letter outside ASCII takes more than one `?`.
enum Wildcard {
  /// Whether all of `name` matches `pattern`. Takes as many steps as the product of their lengths
  /// at most.
  ///
  /// - Parameter steps: how many more steps may be taken; below 0 there is no answer.
  static func matches(_ pattern: [UInt8], _ name: [UInt8], steps: inout Int) -> Bool {
    var place = 0
    var index = 0
    var retry: (place: Int, index: Int)?
    while index < name.count {
      steps -= 1
      if steps < 0 { return false }
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        place += 1
        retry = (place, index)
        continue
      }
      if let next = element(of: pattern, at: place, matching: name, at: index) {
        place = next.place
        index = next.index
      } else if let last = retry {
        retry = (last.place, last.index + 1)
        place = last.place
        index = last.index + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// Where pattern and name go on after one element of the pattern; `nil` if it does not match.
  private static func element(
    of pattern: [UInt8], at place: Int, matching name: [UInt8], at index: Int
  ) -> (place: Int, index: Int)? {
    guard place < pattern.count else { return nil }
    switch pattern[place] {
    case UInt8(ascii: "?"):
      return (place + 1, index + 1)
    case UInt8(ascii: "["):
      guard let set = ByteSet(pattern, at: place) else { return nil }
      return set.contains(name[index]) ? (set.end, index + 1) : nil
    case UInt8(ascii: "\\") where place + 1 < pattern.count:
      return pattern[place + 1] == name[index] ? (place + 2, index + 1) : nil
    case let byte:
      return byte == name[index] ? (place + 1, index + 1) : nil
    }
  }
}

/// A bracket expression: `[abc]`, `[a-z]`, `[!a]`, `[[:digit:]]`.
private struct ByteSet {
  private var ranges: [ClosedRange<UInt8>] = []
  private var isNegated = false
  /// Where the pattern goes on.
  private(set) var end = 0

  /// Reads the expression that starts at `start`; `nil` if it is never closed, and so matches
  /// nothing.
  init?(_ pattern: [UInt8], at start: Int) {
    var place = start + 1
    if place < pattern.count,
      pattern[place] == UInt8(ascii: "!") || pattern[place] == UInt8(ascii: "^")
    {
      isNegated = true
      place += 1
    }
    let first = place
    while place < pattern.count {
      if pattern[place] == UInt8(ascii: "]"), place > first {
        end = place + 1
        return
      }
      if let named = Self.namedClass(in: pattern, at: place) {
        ranges += named.ranges
        place = named.end
        continue
      }
      guard let low = Self.literal(in: pattern, at: &place) else { return nil }
      if place + 1 < pattern.count, pattern[place] == UInt8(ascii: "-"),
        pattern[place + 1] != UInt8(ascii: "]")
      {
        place += 1
        guard let high = Self.literal(in: pattern, at: &place) else { return nil }
        if low <= high { ranges.append(low...high) }
      } else {
        ranges.append(low...low)
      }
    }
    return nil
  }

  func contains(_ byte: UInt8) -> Bool {
    ranges.contains { $0.contains(byte) } != isNegated
  }

  private static func literal(in pattern: [UInt8], at place: inout Int) -> UInt8? {
    if place < pattern.count, pattern[place] == UInt8(ascii: "\\") { place += 1 }
    guard place < pattern.count else { return nil }
    defer { place += 1 }
    return pattern[place]
  }

  private static func namedClass(
    in pattern: [UInt8], at place: Int
  ) -> (ranges: [ClosedRange<UInt8>], end: Int)? {
    guard pattern[place...].starts(with: "[:".utf8) else { return nil }
    for (name, ranges) in classes where pattern[(place + 2)...].starts(with: "\(name):]".utf8) {
      return (ranges, place + name.utf8.count + 4)
    }
    return nil
  }

  private static let classes: [(String, [ClosedRange<UInt8>])] = [
    ("alpha", [0x41...0x5A, 0x61...0x7A]), ("digit", [0x30...0x39]),
    ("alnum", [0x30...0x39, 0x41...0x5A, 0x61...0x7A]), ("upper", [0x41...0x5A]),
    ("lower", [0x61...0x7A]), ("space", [0x09...0x0D, 0x20...0x20]),
    ("blank", [0x09...0x09, 0x20...0x20]),
    ("xdigit", [0x30...0x39, 0x41...0x46, 0x61...0x66]),
    ("punct", [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
    ("print", [0x20...0x7E]), ("graph", [0x21...0x7E]), ("cntrl", [0x00...0x1F, 0x7F...0x7F]),
  ]
}
