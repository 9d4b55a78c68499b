/// Which documents belong to which half.
extension TermLists {
  /// Puts the documents that are drawn to the right the least into the left half. Of those that
  /// are drawn alike, they are the ones that are there already, and then the first ones.
  ///
  /// - Returns: how many documents have moved.
  func assignHalves(_ part: Part, leftSize: Int) -> Int {
    check(part, part.places)
    guard leftSize > 0, leftSize < part.places.count else { return 0 }
    let limit = key(ofRank: leftSize, in: part)
    var (below, staying) = (0, 0)
    for place in part.places {
      let key = unsafe keys[place]
      below &+= key < limit ? 1 : 0
      staying &+= unsafe key == limit && sides[place] & 1 == 0 ? 1 : 0
    }
    staying = min(staying, leftSize - below)
    var coming = leftSize - below - staying
    var moved = 0
    for place in part.places {
      let key = unsafe keys[place]
      let side = unsafe sides[place] & 1
      var next: UInt8 = key < limit ? 0 : 1
      if key == limit, side == 0, staying > 0 {
        staying -= 1
        next = 0
      } else if key == limit, side == 1, coming > 0 {
        coming -= 1
        next = 0
      }
      moved &+= Int(side ^ next)
      unsafe sides[place] = next | (side ^ next) << 1
    }
    return moved
  }

  /// The key that as many keys of a part are before as `rank` says, when they are sorted.
  ///
  /// It takes a byte of the keys at a time, the highest first, and keeps those that have the right
  /// one: unlike with quickselect, no keys take longer than others.
  private func key(ofRank rank: Int, in part: Part) -> UInt32 {
    let candidates = unsafe scratch + part.places.lowerBound
    var count = part.places.count
    unsafe candidates.update(from: keys + part.places.lowerBound, count: count)
    var left = rank
    return unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { frequencies in
      for shift in stride(from: UInt32(24), through: 0, by: -8) {
        for byte in 0..<256 { unsafe frequencies[byte] = 0 }
        for index in 0..<count {
          unsafe frequencies[Int(candidates[index] >> shift & 0xFF)] &+= 1
        }
        var byte = 0
        while unsafe left >= Int(frequencies[byte]) {
          unsafe left -= Int(frequencies[byte])
          byte += 1
        }
        var kept = 0
        for index in 0..<count {
          let key = unsafe candidates[index]
          unsafe candidates[kept] = key
          kept &+= Int(key >> shift & 0xFF) == byte ? 1 : 0
        }
        count = kept
      }
      return unsafe candidates[0]
    }
  }
}
