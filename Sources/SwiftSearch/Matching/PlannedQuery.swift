/// A query whose words are terms and whose fields are known to an index.
indirect enum PlannedQuery {
  /// A term of a query.
  struct Term: Hashable, Sendable {
    var bytes: [UInt8]
    /// Whether every term that starts with `bytes` counts: a single character of a language that
    /// is indexed by pairs is the first of many pairs.
    var isPrefix = false
    /// Its place in the phrase.
    var offset: UInt32 = 0
  }

  case terms([Term], field: FieldInformation)
  /// Values of a number or date field.
  case range(Range<Double>, field: FieldInformation)
  case boolean(must: [PlannedQuery], should: [PlannedQuery], mustNot: [PlannedQuery])
}
