/// The numbers of the terms of many documents, a list for each, in an order that can be changed.
///
/// A ``Part`` is a range of places whose lists stand behind one another, in one of two buffers. To
/// cut it in two writes the halves into the other buffer, within the same bounds; so parts that do
/// not overlap can be worked on at the same time.
///
/// Unchecked `Sendable`: threads work on different parts, or on different places of one part while
/// none of them cuts it.
@safe final class TermLists: @unchecked Sendable {
  struct Part: Sendable {
    var places: Range<Int>
    /// Where the list of the first place begins.
    var start: Int
    /// The numbers in the lists are below this.
    var termCount: Int
    var isInSecond: Bool
  }

  @safe struct Buffer {
    /// The document at each place.
    let documents: UnsafeMutablePointer<UInt32>
    /// Where the list of each place ends.
    let ends: UnsafeMutablePointer<UInt32>
    /// The lists.
    var terms: UnsafeMutablePointer<UInt32>
  }

  /// What one number in a list takes, and what a document takes beside its list.
  static let bytesPerPosting = 8
  static let bytesPerDocument = 25
  static let largestPostingCount = Int(UInt32.max)

  let documentCount: Int
  let termCount: Int
  private(set) var postingCount = 0
  private var first: Buffer
  private var second: Buffer
  /// For each place a number that ascends with how much its document belongs to the right half.
  let keys: UnsafeMutablePointer<UInt32>
  let scratch: UnsafeMutablePointer<UInt32>
  /// Bit 0: whether the place's document is in the right half; bit 1: whether it has just come.
  let sides: UnsafeMutablePointer<UInt8>

  /// Lists for some documents. Each number is first announced with ``announce(_:)``, and after
  /// ``layOut()`` given with ``append(_:to:)``.
  init(documents: [UInt32], termCount: Int) {
    precondition(termCount >= 0 && termCount < UInt32.max)
    documentCount = documents.count
    self.termCount = termCount
    first = Self.buffer(documentCount)
    second = Self.buffer(documentCount)
    unsafe keys = Self.numbers(documentCount)
    unsafe scratch = Self.numbers(documentCount)
    unsafe sides = .allocate(capacity: max(1, documentCount))
    unsafe sides.initialize(repeating: 0, count: documentCount)
    for place in 0..<documentCount { unsafe first.documents[place] = documents[place] }
  }

  deinit {
    for buffer in [first, second] {
      unsafe buffer.documents.deallocate()
      unsafe buffer.ends.deallocate()
      unsafe buffer.terms.deallocate()
    }
    unsafe keys.deallocate()
    unsafe scratch.deallocate()
    unsafe sides.deallocate()
  }

  private static func buffer(_ documentCount: Int) -> Buffer {
    unsafe Buffer(
      documents: numbers(documentCount), ends: numbers(documentCount), terms: numbers(0))
  }

  private static func numbers(_ count: Int) -> UnsafeMutablePointer<UInt32> {
    let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
    unsafe numbers.initialize(repeating: 0, count: count)
    return unsafe numbers
  }

  // MARK: Filling

  /// Says that the list at `place` will have one number more.
  @inline(__always)
  func announce(_ place: Int) {
    precondition(place >= 0 && place < documentCount)
    unsafe first.ends[place] &+= 1
  }

  /// Makes room for all that was announced.
  func layOut() {
    var end = 0
    for place in 0..<documentCount {
      let start = end
      end += unsafe Int(first.ends[place])
      precondition(end <= Self.largestPostingCount)
      unsafe first.ends[place] = UInt32(start)
      // Until the lists are full it says where they will end.
      unsafe second.ends[place] = UInt32(end)
    }
    postingCount = end
    unsafe first.terms.deallocate()
    unsafe second.terms.deallocate()
    unsafe first.terms = Self.numbers(end)
    unsafe second.terms = Self.numbers(end)
  }

  @inline(__always)
  func append(_ term: UInt32, to place: Int) {
    precondition(place >= 0 && place < documentCount && term < termCount)
    let end = unsafe first.ends[place]
    precondition(unsafe end < second.ends[place])
    unsafe first.terms[Int(end)] = term
    unsafe first.ends[place] = end &+ 1
  }

  /// All places, once everything that was announced has been given.
  var whole: Part {
    for place in 0..<documentCount {
      precondition(unsafe first.ends[place] == second.ends[place])
    }
    return Part(places: 0..<documentCount, start: 0, termCount: termCount, isInSecond: false)
  }

  // MARK: Reading

  /// The documents of a part, in order.
  func documents(of part: Part) -> [UInt32] {
    check(part, part.places)
    let documents = unsafe lists(of: part).documents
    return part.places.map { unsafe documents[$0] }
  }

  /// The list at a place.
  func terms(of part: Part, at place: Int) -> [UInt32] {
    check(part, place..<place + 1)
    let lists = lists(of: part)
    return (start(of: place, in: part)..<(unsafe Int(lists.ends[place]))).map {
      unsafe lists.terms[$0]
    }
  }

  /// What a document was weighed with: the more it belongs to the right half, the larger.
  func key(at place: Int) -> UInt32 {
    precondition(place >= 0 && place < documentCount)
    return unsafe keys[place]
  }

  /// Where the lists of a part are.
  @inline(__always)
  func lists(of part: Part) -> Buffer { part.isInSecond ? second : first }

  /// Where the halves of a part come to be.
  @inline(__always)
  func listsOfHalves(of part: Part) -> Buffer { part.isInSecond ? first : second }

  @inline(__always)
  func start(of place: Int, in part: Part) -> Int {
    place == part.places.lowerBound
      ? part.start : unsafe Int(lists(of: part).ends[place &- 1])
  }

  func check(_ part: Part, _ places: Range<Int>) {
    precondition(part.places.lowerBound >= 0 && part.places.upperBound <= documentCount)
    precondition(
      places.lowerBound >= part.places.lowerBound && places.upperBound <= part.places.upperBound)
  }
}
