#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The bytes of a whole file, mapped into memory and kept for as long as anything refers to them.
///
/// Safe under one contract, the one of index-format.md: files of an index are written once, never
/// changed and never truncated in place.
final class MappedFile: Sendable {
  private let data: Data
  /// The address behind the last byte.
  fileprivate let end: UInt
  /// Whether the bytes are pages of a file.
  let hasPages: Bool

  fileprivate init(_ data: Data, hasPages: Bool) {
    self.data = data
    self.hasPages = hasPages
    let start = unsafe data.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    end = start + UInt(data.count)
  }
}

/// A range of the bytes of a mapped file, read with checks.
///
/// Unchecked `Sendable`: the bytes are immutable and `owner` keeps them mapped.
@safe struct MappedBytes: @unchecked Sendable {
  let owner: MappedFile
  private let start: UnsafeRawPointer
  let count: Int
  /// The characters of ``section``, up to a zero.
  ///
  /// Not a `StaticString`, which ends with a lone byte: these values are copied for every block
  /// that is decoded, and what does not divide into words is copied by stores that overlap, for
  /// which the loads behind them wait.
  private let sectionName: UnsafePointer<UInt8>

  /// The structure of index-format.md that the bytes belong to, for errors.
  var section: String { unsafe String(cString: sectionName) }

  private init(
    owner: MappedFile, start: UnsafeRawPointer, count: Int, sectionName: UnsafePointer<UInt8>
  ) {
    self.owner = owner
    unsafe self.start = unsafe start
    self.count = count
    unsafe self.sectionName = unsafe sectionName
  }

  /// Takes the bytes of `data`, which is mapped or lies in memory.
  ///
  /// - Parameter hasPages: whether they are pages of a file.
  /// - Throws: ``FormatError`` when there are too few bytes for any file of an index.
  init(
    _ data: Data, section: StaticString = "file", hasPages: Bool = false
  ) throws(FormatError) {
    // Short data lie inside the value itself, where no pointer to them stays valid.
    guard data.count >= 64 else {
      throw FormatError(.truncated(needed: 64, found: data.count), section: section, offset: 0)
    }
    let owner = MappedFile(data, hasPages: hasPages)
    let start = unsafe data.withUnsafeBytes { $0.baseAddress }
    guard let start = unsafe start else {
      throw FormatError(.truncated(needed: 64, found: 0), section: section, offset: 0)
    }
    unsafe self.init(
      owner: owner, start: start, count: data.count, sectionName: section.utf8Start)
  }

  /// The bytes as a span, whose accesses are checked.
  var span: RawSpan {
    @_lifetime(borrow self)
    get {
      let span = unsafe RawSpan(_unsafeStart: start, byteCount: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The bytes as a pointer for the kernels of this folder, which must have checked `count`.
  var unsafeStart: UnsafeRawPointer { unsafe start }

  /// How many bytes from `offset` on can be loaded, those behind the end of these bytes included:
  /// kernels load a few too many rather than check each.
  @inline(__always)
  func loadableCount(from offset: Int) -> Int {
    Int(bitPattern: owner.end &- UInt(bitPattern: unsafe start)) &- offset
  }

  /// `count` bytes from `offset`, called `section` in errors from there on.
  func slice(at offset: Int, count: Int, section: StaticString? = nil) throws(FormatError)
    -> MappedBytes
  {
    try check(offset, count)
    return unsafe MappedBytes(
      owner: owner, start: start + offset, count: count,
      sectionName: section?.utf8Start ?? sectionName)
  }

  /// The little-endian integer at `offset`.
  @inline(__always)
  func integer<T: FixedWidthInteger & BitwiseCopyable>(
    _ type: T.Type = T.self, at offset: Int
  ) throws(FormatError) -> T {
    try check(offset, MemoryLayout<T>.size)
    return T(littleEndian: unsafe start.loadUnaligned(fromByteOffset: offset, as: T.self))
  }

  /// All of the bytes, in memory.
  func bytes() -> [UInt8] {
    unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Throws when `length` bytes from `offset` are not all within these bytes.
  @inline(__always)
  func check(_ offset: Int, _ length: Int) throws(FormatError) {
    guard offset >= 0, length >= 0, offset <= count, length <= count - offset else {
      throw truncated(offset, length)
    }
  }

  /// Throws when there are bytes from `offset` on.
  @inline(__always)
  func finish(at offset: Int) throws(FormatError) {
    guard offset == count else { throw invalid("\(count - offset) bytes left over", at: offset) }
  }

  // Errors are made out of line: decoders are inlined, and what never happens would fill the cache.

  @inline(never)
  private func truncated(_ offset: Int, _ length: Int) -> FormatError {
    FormatError(
      .truncated(needed: length, found: max(0, count - max(0, offset))), section: section,
      offset: offset)
  }

  /// An error about a width of more than 32 bits.
  @inline(never)
  func invalidWidth(_ width: Int, at offset: Int) -> FormatError {
    invalid("width of \(width) bits", at: offset)
  }

  /// An error about the bytes at `offset`.
  @inline(never)
  func invalid(_ what: @autoclosure () -> String, at offset: Int) -> FormatError {
    FormatError(.invalid(what()), section: section, offset: offset)
  }
}

extension MappedBytes {
  /// No bytes.
  static let none = MappedBytes([], section: "nothing")

  /// Bytes that were decoded into memory.
  init(_ bytes: [UInt8], section: StaticString) {
    // Padding keeps short arrays out of the inline form of `Data`.
    var data = Data(bytes)
    let count = data.count
    data.append(contentsOf: repeatElement(0, count: max(0, 64 - count)))
    let start = unsafe data.withUnsafeBytes { $0.baseAddress }
    guard let start = unsafe start else { preconditionFailure("data of 64 bytes have an address") }
    unsafe self.init(
      owner: MappedFile(data, hasPages: false), start: start, count: count,
      sectionName: section.utf8Start)
  }
}
