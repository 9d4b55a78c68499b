#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Memory that only grows, addressed by 32 bits, for the terms of ``OccurrenceBuffer``. A place is
/// a multiple of four bytes, so that there may be 16 GiB.
///
/// Unchecked `Sendable`: it cannot be copied, so it is in one place at a time.
@safe struct ByteArena: ~Copyable, @unchecked Sendable {
  private(set) var base: UnsafeMutableRawPointer
  private(set) var count = 0
  private var capacity = 1 << 16

  init() {
    unsafe base = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { unsafe base.deallocate() }

  /// Where the bytes of a place are.
  @inline(__always)
  func address(_ place: UInt32) -> UnsafeMutableRawPointer {
    unsafe base + Self.offset(place)
  }

  /// The number of bytes before a place.
  @inline(__always)
  static func offset(_ place: UInt32) -> Int { Int(place) &* 4 }

  /// Makes `byteCount` more bytes, of any value.
  ///
  /// - Returns: their place. The owner flushes long before all places are taken.
  @inline(__always)
  mutating func allocate(_ byteCount: Int) -> UInt32 {
    let rounded = (byteCount + 3) & ~3
    if capacity - count < rounded { grow(rounded) }
    let place = count / 4
    count += rounded
    return UInt32(place)
  }

  private mutating func grow(_ byteCount: Int) {
    let limit = Self.offset(.max)
    precondition(count + byteCount <= limit, "arena of more than 16 GiB")
    let larger = min(limit, max(capacity + capacity / 2, count + byteCount))
    // The C library moves large blocks by remapping pages, which copies nothing.
    guard let moved = unsafe realloc(base, larger) else {
      fatalError("out of memory")
    }
    unsafe base = moved
    capacity = larger
  }
}
