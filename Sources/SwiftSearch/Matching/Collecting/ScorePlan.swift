#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What becomes of the scores that words give, with the fields of an index.
struct ScorePlan: Sendable {
  struct Decay: Sendable {
    var name: String
    var field: FieldRecord?
    /// In milliseconds for dates.
    var origin: Double
    var halfLife: Double
    var missing: Float
  }

  var decays: [Decay] = []
  var function: (function: ScoreFunction, fields: [FieldRecord?])?
  /// The time of the search, in milliseconds since 1970.
  var moment: Double

  /// Whether no score becomes higher than it was, so that the most a document can score stays so.
  var onlyLowers: Bool { function == nil }

  /// - Parameter moment: the time of the search; that of the first page for those behind it, so
  ///   that scores stay the same.
  /// - Throws: ``UnusableOption`` when there are no such fields.
  init?(
    _ decays: [ScoreDecay], _ function: ScoreFunction?, at moment: Double?,
    _ snapshot: IndexSnapshot
  ) throws(UnusableOption) {
    guard !decays.isEmpty || function != nil else { return nil }
    self.moment = moment ?? (Date().timeIntervalSince1970 * 1000).rounded()
    for decay in decays {
      guard decay.halfLife > 0, decay.halfLife.isFinite, decay.origin?.isFinite ?? true else {
        throw UnusableOption("a half-life of \(decay.halfLife) is none")
      }
      let field = try Self.column(decay.field, snapshot)
      let isDate = field?.type == .date
      self.decays.append(
        Decay(
          name: decay.field, field: field,
          origin: isDate ? decay.origin.map { $0 * 1000 } ?? self.moment : decay.origin ?? 0,
          halfLife: isDate ? decay.halfLife * 1000 : decay.halfLife,
          missing: min(1, max(0, decay.missing))))
    }
    if let function {
      var fields: [FieldRecord?] = []
      for name in function.fields { fields.append(try Self.column(name, snapshot)) }
      self.function = (function, fields)
    }
  }

  private static func column(
    _ name: String, _ snapshot: IndexSnapshot
  ) throws(UnusableOption) -> FieldRecord? {
    let field = try snapshot.valueField(name, to: "score by")
    if let field, !field.type.hasColumn {
      throw UnusableOption("'\(name)' is a field of \(field.type.name), nothing to score by")
    }
    return field
  }
}
