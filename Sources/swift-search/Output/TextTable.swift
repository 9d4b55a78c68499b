import SwiftSearch

/// Rows of cells with aligned columns.
struct TextTable {
  var rows: [[String]] = []
  /// The columns that hold numbers, which line up on the right.
  var rightAligned: Set<Int>

  var lines: [String] {
    let safeRows = rows.map { $0.map(SafeText.make) }
    let columnCount = safeRows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      safeRows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return safeRows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
        line += column == 0 ? "" : "  "
        line += rightAligned.contains(column) ? padding + cell : cell + padding
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
