/// How many documents of the two halves of a part have each term, and what that says of where a
/// document with the term belongs.
///
/// Unchecked `Sendable`: threads work on different terms, and each on the changes of its own.
@safe final class HalfCounts: @unchecked Sendable {
  enum Half { case left, right }

  static let bytesPerTerm = 20

  let capacity: Int
  let lefts: UnsafeMutablePointer<UInt32>
  let rights: UnsafeMutablePointer<UInt32>
  /// What is to be added to one half, modulo 2^32, and to be taken from the other.
  let changes: UnsafeMutablePointer<UInt32>
  /// How much a document of the left half is drawn to the right because it has a term, and the
  /// same for documents of the right half. While a part is cut, the new numbers of the terms.
  let ofLeft: UnsafeMutablePointer<UInt32>
  let ofRight: UnsafeMutablePointer<UInt32>

  init(capacity: Int) {
    precondition(capacity >= 0)
    self.capacity = capacity
    func numbers() -> UnsafeMutablePointer<UInt32> {
      let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, capacity))
      unsafe numbers.initialize(repeating: 0, count: capacity)
      return unsafe numbers
    }
    unsafe lefts = numbers()
    unsafe rights = numbers()
    unsafe changes = numbers()
    unsafe ofLeft = numbers()
    unsafe ofRight = numbers()
  }

  deinit {
    unsafe lefts.deallocate()
    unsafe rights.deallocate()
    unsafe changes.deallocate()
    unsafe ofLeft.deallocate()
    unsafe ofRight.deallocate()
  }

  /// Makes the changes that `workers` have counted the numbers of documents of a half.
  func begin(_ half: Half, _ terms: Range<Int>, from workers: [HalfCounts]) {
    check(terms, workers)
    let counts = unsafe half == .left ? lefts : rights
    for term in terms { unsafe counts[term] = 0 }
    for worker in workers {
      let changes = unsafe worker.changes
      for term in terms {
        unsafe counts[term] &+= changes[term]
        unsafe changes[term] = 0
      }
    }
  }

  /// Moves as many documents from right to left as the changes of `workers` say.
  func apply(_ terms: Range<Int>, from workers: [HalfCounts]) {
    check(terms, workers)
    for worker in workers {
      let changes = unsafe worker.changes
      for term in terms {
        let change = unsafe changes[term]
        unsafe lefts[term] &+= change
        unsafe rights[term] &-= change
        unsafe changes[term] = 0
      }
    }
  }

  /// Works out how much documents are drawn to the right.
  func weigh(_ terms: Range<Int>, _ steps: LogSteps) {
    check(terms, [])
    let (largest, step) = (UInt32(steps.count - 2), unsafe steps.start)
    for term in terms {
      let left = unsafe Int(min(lefts[term], largest))
      let right = unsafe Int(min(rights[term], largest))
      unsafe ofLeft[term] = (step[right &+ 1] - step[left]).bitPattern
      unsafe ofRight[term] = (step[right] - step[left &+ 1]).bitPattern
    }
  }

  /// Numbers the terms of each half anew, in the same order.
  ///
  /// A term that one document of a half has, or all of them, says no more about the order within.
  /// It gets no number but `UInt32.max`.
  ///
  /// - Parameters:
  ///   - sizes: how many documents the halves have.
  /// - Returns: how many terms each half keeps, and how many postings the left one does.
  func renumber(
    termCount: Int, sizes: (left: Int, right: Int)
  ) -> (left: Int, right: Int, leftPostings: Int) {
    check(0..<termCount, [])
    let (leftSize, rightSize) = (UInt32(sizes.left), UInt32(sizes.right))
    var (left, right, postings): (UInt32, UInt32, Int) = (0, 0, 0)
    for term in 0..<termCount {
      let (inLeft, inRight) = unsafe (lefts[term], rights[term])
      let keepsLeft = inLeft > 1 && inLeft < leftSize
      let keepsRight = inRight > 1 && inRight < rightSize
      unsafe ofLeft[term] = keepsLeft ? left : .max
      unsafe ofRight[term] = keepsRight ? right : .max
      left &+= keepsLeft ? 1 : 0
      right &+= keepsRight ? 1 : 0
      postings &+= keepsLeft ? Int(inLeft) : 0
    }
    return (Int(left), Int(right), postings)
  }

  private func check(_ terms: Range<Int>, _ workers: [HalfCounts]) {
    precondition(terms.lowerBound >= 0 && terms.upperBound <= capacity)
    precondition(workers.allSatisfy { $0.capacity >= terms.upperBound })
  }
}
