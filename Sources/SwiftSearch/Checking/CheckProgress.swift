/// How far the check of an index has come.
public struct CheckProgress: Sendable, Equatable {
  /// How many bytes of the segments were verified, decoded and compared.
  public var byteCount = 0
  /// How many bytes the segments have that are checked, those of kept commits included.
  public var totalByteCount = 0

  /// The part of the work that is done, up to 1.
  public var share: Double {
    totalByteCount == 0 ? 1 : Double(byteCount) / Double(totalByteCount)
  }
}
