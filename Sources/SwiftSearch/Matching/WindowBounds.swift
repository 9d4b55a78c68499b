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

  /// Says that documents from `first` to `last`, of which those behind the windows do not count,
  /// score as much as `bound`.
  mutating func raise(_ first: UInt32, through last: UInt32, to bound: Float) {
    var index = Int(first) >> Self.shift - windows.lowerBound
    let end = min(Int(last) >> Self.shift - windows.lowerBound, bounds.count - 1)
    while index <= end {
      if bounds[index] < bound { bounds[index] = bound }
      index += 1
    }
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
