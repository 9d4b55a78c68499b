/// The versions of the format; see "Versions" in index-format.md.
enum FormatVersion {
  /// The version that is written, and the newest that can be read.
  static let current: UInt32 = 1
}
