/// The steps of a bisection that go through lists.
extension TermLists {
  /// Puts the first `size` documents of a part into its left half, and the others into the right.
  func beginHalves(_ part: Part, leftSize: Int) {
    check(part, part.places)
    let middle = part.places.lowerBound + leftSize
    for place in part.places { unsafe sides[place] = place < middle ? 0 : 1 }
  }

  /// Counts the terms at some places as changes.
  func count(_ part: Part, _ places: Range<Int>, _ counts: HalfCounts) {
    check(part, places)
    precondition(part.termCount <= counts.capacity)
    guard let last = places.last else { return }
    let (terms, changes) = unsafe (lists(of: part).terms, counts.changes)
    let end = unsafe Int(lists(of: part).ends[last])
    for index in start(of: places.lowerBound, in: part)..<end {
      unsafe changes[Int(terms[index])] &+= 1
    }
  }

  /// Counts the terms of documents that have just changed sides as changes of the left half.
  func countMoves(_ part: Part, _ places: Range<Int>, _ counts: HalfCounts) {
    check(part, places)
    precondition(part.termCount <= counts.capacity)
    let (terms, changes) = unsafe (lists(of: part).terms, counts.changes)
    let ends = unsafe lists(of: part).ends
    for place in places {
      let side = unsafe sides[place]
      guard side & 2 != 0 else { continue }
      let change: UInt32 = side & 1 == 0 ? 1 : .max
      for index in start(of: place, in: part)..<(unsafe Int(ends[place])) {
        unsafe changes[Int(terms[index])] &+= change
      }
    }
  }

  /// Works out how much each document is drawn to the right, from the weights in `counts`.
  func weigh(_ part: Part, _ places: Range<Int>, _ counts: HalfCounts) {
    check(part, places)
    precondition(part.termCount <= counts.capacity)
    guard !places.isEmpty else { return }
    let (terms, ends) = unsafe (lists(of: part).terms, lists(of: part).ends)
    var index = start(of: places.lowerBound, in: part)
    for place in places {
      let end = unsafe Int(ends[place])
      let weights = unsafe sides[place] & 1 == 0 ? counts.ofLeft : counts.ofRight
      // Four sums, because an addition takes longer than a look at the table.
      var (a, b, c, d): (Float, Float, Float, Float) = (0, 0, 0, 0)
      while index &+ 4 <= end {
        a += Float(bitPattern: unsafe weights[Int(terms[index])])
        b += Float(bitPattern: unsafe weights[Int(terms[index &+ 1])])
        c += Float(bitPattern: unsafe weights[Int(terms[index &+ 2])])
        d += Float(bitPattern: unsafe weights[Int(terms[index &+ 3])])
        index &+= 4
      }
      while index < end {
        a += Float(bitPattern: unsafe weights[Int(terms[index])])
        index &+= 1
      }
      let bits = ((a + b) + (c + d)).bitPattern
      unsafe keys[place] = bits ^ (bits >> 31 == 0 ? 1 << 31 : .max)
    }
  }

  /// Where the next document of a half goes.
  struct Target {
    var place: Int
    /// Where the lists end so far.
    var end: Int
  }

  /// Writes the documents of one half that are at some places behind those before.
  ///
  /// - Parameter counts: has the new numbers of the terms.
  func cut(
    _ part: Part, _ places: Range<Int>, _ half: HalfCounts.Half, to target: inout Target,
    _ counts: HalfCounts
  ) {
    check(part, places)
    precondition(part.termCount <= counts.capacity)
    guard let last = part.places.last else { return }
    let (from, to) = (lists(of: part), listsOfHalves(of: part))
    let bound = unsafe Int(from.ends[last])
    let numbers = unsafe half == .left ? counts.ofLeft : counts.ofRight
    let side: UInt8 = half == .left ? 0 : 1
    precondition(target.place >= part.places.lowerBound && target.end >= part.start)
    for place in places where unsafe sides[place] & 1 == side {
      let list = unsafe start(of: place, in: part)..<Int(from.ends[place])
      precondition(target.place <= last && target.end <= bound - list.count)
      var end = target.end
      for index in list {
        let number = unsafe numbers[Int(from.terms[index])]
        // Nothing is written in vain, as it would be where the other half begins.
        guard number != .max else { continue }
        unsafe to.terms[end] = number
        end &+= 1
      }
      unsafe to.documents[target.place] = from.documents[place]
      unsafe to.ends[target.place] = UInt32(end)
      target.end = end
      target.place &+= 1
    }
  }
}
