/// Occurrences that ``OccurrenceBuffer`` was given and has not taken in yet.
///
/// The places in memory that a term needs are all over the buffer, and a processor waits for each
/// of them unless it is asked for many at a time.
@safe struct WaitingTerms: ~Copyable, @unchecked Sendable {
  struct Entry {
    var hash: UInt32
    var position: UInt32
    /// Where the bytes of the term are, from ``bytes`` on.
    var start: UInt32
    var count: UInt32
    /// See ``TermHash/word(of:)``.
    var word: UInt64
  }

  static let capacity = 128
  /// The longest term; longer ones do not wait.
  static let longestTerm = 255

  private(set) var count = 0
  private var used = 0
  let entries: UnsafeMutablePointer<Entry>
  let bytes: UnsafeMutableRawPointer
  /// The places that are asked for.
  let places: UnsafeMutablePointer<UInt32>

  var isFull: Bool { count == Self.capacity }

  init() {
    unsafe entries = .allocate(capacity: Self.capacity)
    unsafe places = .allocate(capacity: Self.capacity)
    unsafe bytes = .allocate(
      byteCount: Self.capacity * (Self.longestTerm + 1), alignment: 8)
  }

  deinit {
    unsafe entries.deallocate()
    unsafe places.deallocate()
    unsafe bytes.deallocate()
  }

  /// Adds a term, for which there is room, of at most eight bytes.
  @inline(__always)
  mutating func append(word: UInt64, count length: Int, hash: UInt32, position: UInt32) {
    unsafe bytes.storeBytes(of: word.littleEndian, toByteOffset: used, as: UInt64.self)
    unsafe (entries + count).initialize(
      to: Entry(
        hash: hash, position: position, start: UInt32(truncatingIfNeeded: used),
        count: UInt32(truncatingIfNeeded: length), word: word))
    used &+= 8
    count &+= 1
  }

  /// Adds a term, for which there is room, of 9 to 255 bytes.
  @inline(__always)
  mutating func append(
    _ term: UnsafeRawBufferPointer, word: UInt64, hash: UInt32, position: UInt32
  ) {
    guard let source = term.baseAddress else { return }
    let length = term.count
    let target = unsafe bytes + used
    if length <= 16 {
      // Loads that overlap agree on the bytes they share.
      let last = unsafe source.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
      unsafe target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
      unsafe target.storeBytes(of: last, toByteOffset: length &- 8, as: UInt64.self)
    } else {
      unsafe target.copyMemory(from: source, byteCount: length)
    }
    unsafe (entries + count).initialize(
      to: Entry(
        hash: hash, position: position, start: UInt32(truncatingIfNeeded: used),
        count: UInt32(truncatingIfNeeded: length), word: word))
    used &+= (length &+ 7) & ~7
    count &+= 1
  }

  mutating func removeAll() {
    count = 0
    used = 0
  }
}
