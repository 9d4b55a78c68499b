import SwiftSearch

/// The words for how far indexing is.
struct ProgressText {
  var documentCount: Int
  var byteCount: Int
  /// All bytes there are to read, if known.
  var totalByteCount: Int?
  var currentPath: String?
  var mergeCount = 0
  /// How much of the merge is done that is running, if there is one.
  var mergedShare: Double?
  /// How long it has been going on.
  var seconds: Double

  var figures: String {
    var parts = [
      NumberText.count(documentCount, "document"), NumberText.bytes(byteCount),
    ]
    if seconds > 0 { parts.append(Self.rate(byteCount, seconds)) }
    if mergeCount > 0 { parts.append(NumberText.count(mergeCount, "merge")) }
    if let mergedShare { parts.append("merging \(NumberText.percent(mergedShare))") }
    if let left { parts.append("\(NumberText.clock(left)) left") }
    return parts.joined(separator: ", ")
  }

  static func rate(_ byteCount: Int, _ seconds: Double) -> String {
    NumberText.fixed(Double(byteCount) / 1e6 / max(seconds, 1e-6), decimals: 1) + " MB/s"
  }

  /// The figures and as much of the current path as fits.
  func line(width: Int) -> String {
    let figures = DisplayWidth.truncate(self.figures, to: width)
    let room = width - DisplayWidth.of(figures) - 2
    guard let path = currentPath, room >= 8 else { return figures }
    return figures + "  " + DisplayWidth.truncatePath(SafeText.make(path), to: room)
  }

  private var left: Double? {
    guard let total = totalByteCount, byteCount > 0, seconds > 0 else {
      return nil
    }
    return seconds * Double(max(total - byteCount, 0)) / Double(byteCount)
  }
}
