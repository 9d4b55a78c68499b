extension Bool {
  /// 1 if it is true, else 0, to be added to a place.
  ///
  /// Not `self ? 1 : 0`, of which the compiler makes a branch around the addition: where nothing
  /// foretells what is true, every other guess is wrong.
  @inline(__always)
  var one: Int { unsafe Int(unsafeBitCast(self, to: UInt8.self)) }
}
