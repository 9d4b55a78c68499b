/// How much the documents of each of some windows score at most.
struct WindowBounds {
  /// Windows are as large as the one that scores are added up in.
  static let shift = 12

  /// Which windows; window `w` has the documents from `w << shift` on.
  private(set) var windows = 0..<0
  private var bounds: [Float] = []

  mutating func begin(_ windows: Range<Int>) {
    self.windows = windows
    bounds.removeAll(keepingCapacity: true)
    bounds.append(contentsOf: repeatElement(-1, count: windows.count))
  }

  /// The documents of the windows.
  var documents: Range<UInt32> {
    UInt32(windows.lowerBound << Self.shift)..<UInt32(clamping: windows.upperBound << Self.shift)
  }

  /// Negative where nothing matches.
  subscript(window: Int) -> Float { bounds[window - windows.lowerBound] }

  /// Says that documents of a range, which lie in the windows, score as much as `bound`.
  mutating func raise(_ range: Range<UInt32>, to bound: Float) {
    guard !range.isEmpty else { return }
    let first = Int(range.lowerBound) >> Self.shift - windows.lowerBound
    let last = Int(range.upperBound - 1) >> Self.shift - windows.lowerBound
    for index in first...last where bounds[index] < bound { bounds[index] = bound }
  }

  /// Says that any document may score as much as `bound`.
  mutating func fill(_ bound: Float) {
    for index in bounds.indices { bounds[index] = bound }
  }

  mutating func formMinimum(_ other: WindowBounds) {
    for index in bounds.indices { bounds[index] = min(bounds[index], other.bounds[index]) }
  }

  mutating func add(_ other: WindowBounds) {
    for index in bounds.indices where other.bounds[index] >= 0 {
      bounds[index] = max(0, bounds[index]) + other.bounds[index]
    }
  }

  /// Replaces each bound by what `transform` makes of it.
  @inline(__always)
  mutating func map(_ transform: (Float) -> Float) {
    for index in bounds.indices where bounds[index] >= 0 {
      bounds[index] = transform(bounds[index])
    }
  }
}
