/// Typing errors, and a plain way to count them.
enum RandomEdits {
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz")

  /// A word with one character more, less or another one, or with two that changed places.
  static func edit(_ word: [Character], _ random: inout SeededGenerator) -> [Character] {
    var word = word
    let place = random.below(word.count)
    switch random.below(4) {
    case 0: word.insert(random.pick(letters), at: place)
    case 1: word.remove(at: place)
    case 2: word[place] = random.pick(letters)
    default: if place > 0 { word.swapAt(place, place - 1) }
    }
    return word
  }

  /// How many edits are between two words, by the whole table.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    for row in 0...left.count {
      for column in 0...right.count {
        guard row > 0, column > 0 else {
          table[row][column] = row + column
          continue
        }
        let isSame = left[row - 1] == right[column - 1]
        var least = table[row - 1][column - 1] + (isSame ? 0 : 1)
        least = min(least, table[row - 1][column] + 1, table[row][column - 1] + 1)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          least = min(least, table[row - 2][column - 2] + 1)
        }
        table[row][column] = least
      }
    }
    return table[left.count][right.count]
  }
}
