/// A part of a list of positions, in which each counts from the one before it.
///
/// It holds what was asked for in its place in the list, so that the positions of a document stand
/// together; what was not asked for may be anything.
@safe final class PositionBuffer {
  /// Room for vectors that begin with the last position.
  private static let slack = 16

  /// Which position of the list is the first one here.
  private(set) var base = 0
  private var capacity = 1024
  private var storage: UnsafeMutablePointer<UInt32>

  init() {
    unsafe storage = .allocate(capacity: capacity + Self.slack)
    unsafe storage.initialize(repeating: 0, count: capacity + Self.slack)
  }

  deinit { unsafe storage.deallocate() }

  /// Empties the buffer, which now begins with position `base` of the list.
  func begin(at base: Int) { self.base = base }

  /// Makes room for positions of the list up to `end`.
  @inline(__always)
  func reserve(upTo end: Int) {
    if end - base > capacity { grow(end - base) }
  }

  @inline(never)
  private func grow(_ needed: Int) {
    let larger = max(needed, 2 * capacity)
    let new = UnsafeMutablePointer<UInt32>.allocate(capacity: larger + Self.slack)
    unsafe new.initialize(repeating: 0, count: larger + Self.slack)
    unsafe new.update(from: storage, count: capacity)
    unsafe storage.deallocate()
    unsafe storage = unsafe new
    capacity = larger
  }

  /// Copies a part of a block that begins with position `start` of the list.
  func store(_ block: IntegerBlock, _ range: Range<Int>, ofBlockAt start: Int) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= IntegerBlock.capacity
        && start + range.lowerBound >= base)
    reserve(upTo: start + range.upperBound)
    unsafe (storage + (start - base + range.lowerBound)).update(
      from: block.start + range.lowerBound, count: range.count)
  }

  /// Copies a whole block.
  func store(_ block: IntegerBlock, at start: Int) {
    precondition(start >= base)
    reserve(upTo: start + IntegerBlock.capacity)
    unsafe (storage + (start - base)).update(from: block.start, count: IntegerBlock.capacity)
  }

  /// The position of the list with the number `index`.
  subscript(index: Int) -> UInt32 {
    get {
      precondition(index >= base && index - base < capacity)
      return unsafe storage[index - base]
    }
    set {
      precondition(index >= base && index - base < capacity)
      unsafe storage[index - base] = newValue
    }
  }

  /// What is loaded, until more is.
  @safe struct Loaded {
    fileprivate let storage: UnsafePointer<UInt32>
    fileprivate let base: Int
    fileprivate let capacity: Int

    /// The positions of a document, once it is sure that there is room for them.
    @inline(__always)
    func run(_ start: Int, _ length: Int) -> UnsafePointer<UInt32> {
      precondition(start >= base && length >= 0 && start &- base &+ length <= capacity)
      return unsafe storage + (start &- base)
    }
  }

  @inline(__always)
  var loaded: Loaded {
    unsafe Loaded(storage: UnsafePointer(storage), base: base, capacity: capacity)
  }

  /// The positions of a document, once it is sure that there is room for them.
  @inline(__always)
  func run(_ start: Int, _ length: Int) -> UnsafePointer<UInt32> {
    unsafe loaded.run(start, length)
  }
}
