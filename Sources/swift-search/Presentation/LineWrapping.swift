/// Breaks runs of text into lines of a terminal.
enum LineWrapping {
  private struct Cell {
    var character: Character
    var width: Int
    var isMatch: Bool
  }

  /// Lines of at most `width` columns, broken at spaces and between the characters of scripts
  /// written without any; a word longer than a line is broken where the line ends.
  static func wrap(_ runs: [TextRun], to width: Int) -> [[TextRun]] {
    var lines: [[TextRun]] = []
    var line: [Cell] = []
    var used = 0
    var breakIndex = 0
    func emit(_ cells: ArraySlice<Cell>) {
      let end = cells.lastIndex { $0.character != " " }.map { $0 + 1 } ?? cells.startIndex
      if end > cells.startIndex { lines.append(joined(cells[..<end])) }
    }
    for cell in cells(of: runs) {
      if let last = line.last, canBreak(last, cell) { breakIndex = line.count }
      if used + cell.width > width, !line.isEmpty, cell.character != " " {
        let end = breakIndex > 0 ? breakIndex : line.count
        emit(line[..<end])
        line.removeFirst(end)
        used = line.reduce(0) { $0 + $1.width }
        breakIndex = 0
      }
      if cell.character == " ", line.isEmpty { continue }
      line.append(cell)
      used += cell.width
    }
    emit(line[...])
    return lines
  }

  private static func cells(of runs: [TextRun]) -> [Cell] {
    runs.flatMap { run in
      run.text.map {
        Cell(character: $0, width: DisplayWidth.of($0), isMatch: run.isMatch)
      }
    }
  }

  private static func canBreak(_ left: Cell, _ right: Cell) -> Bool {
    if left.character == " " { return right.character != " " }
    guard left.width == 2 || right.width == 2 else { return false }
    return !"「『（《〈【«“(".contains(left.character)
      && !"、。，．！？；：」』）》〉】»”ー…)".contains(right.character)
  }

  private static func joined(_ cells: ArraySlice<Cell>) -> [TextRun] {
    var runs: [TextRun] = []
    for cell in cells {
      if let last = runs.indices.last, runs[last].isMatch == cell.isMatch {
        runs[last].text.append(cell.character)
      } else {
        runs.append(TextRun(text: String(cell.character), isMatch: cell.isMatch))
      }
    }
    return runs
  }
}
