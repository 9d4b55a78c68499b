/// One line of a `.gitignore` file.
///
/// The rules are those of gitignore(5). Matching takes time in proportion to pattern times path:
/// a star goes back to the last star only, never to the ones before it.
struct GitignorePattern: Equatable {
  private enum Segment: Equatable {
    /// `**`: any number of path components.
    case anyDepth
    case name([UInt8])
  }

  private let segments: [Segment]
  /// Whether the line starts with `!`: what it matches is taken after all.
  let isNegated: Bool
  /// Whether the line ends with `/`: only directories match.
  let onlyMatchesDirectories: Bool

  /// A longer line matches nothing, so that no file can make every match slow.
  private static let maximumByteCount = 1024

  /// Reads one line; `nil` if it is blank, a comment or never matches.
  init?(line: ArraySlice<UInt8>) {
    var line = Self.withoutTrailingSpace(line)
    guard line.count <= Self.maximumByteCount, line.first != UInt8(ascii: "#") else { return nil }
    isNegated = line.first == UInt8(ascii: "!")
    if isNegated { line = line.dropFirst() }
    onlyMatchesDirectories = line.last == UInt8(ascii: "/")
    if onlyMatchesDirectories { line = line.dropLast() }
    guard !line.isEmpty, !Self.endsInLoneBackslash(line) else { return nil }

    let isAnchored = line.contains(UInt8(ascii: "/"))
    let names = line.split(separator: UInt8(ascii: "/"))
    guard !names.isEmpty else { return nil }
    var segments: [Segment] = isAnchored ? [] : [.anyDepth]
    for name in names {
      let segment = name.elementsEqual("**".utf8) ? Segment.anyDepth : .name(Array(name))
      if segment != .anyDepth || segments.last != .anyDepth { segments.append(segment) }
    }
    self.segments = segments
  }

  private static func withoutTrailingSpace(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    while line.last == UInt8(ascii: " "), !endsInLoneBackslash(line.dropLast()) {
      line = line.dropLast()
    }
    return line
  }

  private static func endsInLoneBackslash(_ line: ArraySlice<UInt8>) -> Bool {
    !line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count.isMultiple(of: 2)
  }

  /// Whether the pattern matches the path made of `components`, relative to the directory of the
  /// `.gitignore` file.
  ///
  /// - Parameter steps: how many more steps may be taken; below 0 there is no answer.
  func matches(
    _ components: ArraySlice<[UInt8]>, isDirectory: Bool, steps: inout Int
  ) -> Bool {
    if onlyMatchesDirectories && !isDirectory { return false }
    // `a/**` matches what is inside `a`, not `a` itself.
    if segments.last == .anyDepth {
      let head = segments.dropLast()
      for count in 0..<components.count where Self.match(head, components.prefix(count), &steps) {
        return true
      }
      return false
    }
    return Self.match(segments[...], components, &steps)
  }

  private static func match(
    _ segments: ArraySlice<Segment>, _ components: ArraySlice<[UInt8]>, _ steps: inout Int
  ) -> Bool {
    var segment = segments.startIndex
    var component = components.startIndex
    var retry: (segment: Int, component: Int)?
    while component < components.endIndex {
      steps -= 1
      if steps < 0 { return false }
      if segment < segments.endIndex, segments[segment] == .anyDepth {
        retry = (segment + 1, component)
        segment += 1
      } else if segment < segments.endIndex, case .name(let pattern) = segments[segment],
        Wildcard.matches(pattern, components[component], steps: &steps)
      {
        segment += 1
        component += 1
      } else if let last = retry {
        retry = (last.segment, last.component + 1)
        segment = last.segment
        component = last.component + 1
      } else {
        return false
      }
    }
    return segments[segment...].allSatisfy { $0 == .anyDepth }
  }
}
