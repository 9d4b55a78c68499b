#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Memory that only grows, addressed by 32-bit offsets, for the lists of ``OccurrenceBuffer``.
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

  /// Makes `byteCount` more bytes, of any value.
  ///
  /// - Returns: their offset. The arena holds at most 4 GiB; its owner flushes long before.
  @inline(__always)
  mutating func allocate(_ byteCount: Int) -> UInt32 {
    if capacity - count < byteCount { grow(byteCount) }
    let offset = count
    count += byteCount
    return UInt32(offset)
  }

  private mutating func grow(_ byteCount: Int) {
    let limit = Int(UInt32.max)
    precondition(count + byteCount <= limit, "arena of more than 4 GiB")
    let larger = min(limit, max(capacity + capacity / 2, count + byteCount))
    // The C library moves large blocks by remapping pages, which copies nothing.
    guard let moved = unsafe realloc(base, larger) else {
      fatalError("out of memory")
    }
    unsafe base = moved
    capacity = larger
  }
}
