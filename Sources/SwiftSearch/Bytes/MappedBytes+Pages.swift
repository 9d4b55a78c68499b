#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension MappedBytes {
  /// Tells the kernel that the pages of these bytes are not needed for now, so that they no longer
  /// count as memory of this process. Whoever reads them gets them from the file again.
  ///
  /// Does nothing where the bytes lie in memory, which the kernel would empty.
  func releasePages() {
    guard owner.hasPages, count > 0 else { return }
    let before = Int(bitPattern: unsafe unsafeStart) % Self.pageByteCount
    let start = unsafe UnsafeMutableRawPointer(mutating: unsafeStart - before)
    // Advice: where it is not taken, only the memory is more.
    _ = unsafe madvise(start, before + count, MADV_DONTNEED)
  }

  private static let pageByteCount = Int(getpagesize())
}
