#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

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

extension ScorePlan.Decay {
  /// - Parameter value: not a number where there is none.
  func factor(_ value: Double) -> Float {
    guard !value.isNaN else { return missing }
    var distance = origin - value
    if field?.type == .date { distance = max(0, distance) }
    return Float(exp2(-distance.magnitude / halfLife))
  }
}

/// Changes the scores of documents of one segment, for one thread.
final class SegmentScoring {
  private let plan: ScorePlan
  private let decayed: [Column?]
  private let read: [Column?]
  private var values: ColumnValues

  init(_ plan: ScorePlan, _ segment: SegmentReader) {
    func column(_ field: FieldRecord?) -> Column? {
      field.flatMap { segment.column($0.number) }
    }
    self.plan = plan
    decayed = plan.decays.map { column($0.field) }
    read = plan.function?.fields.map { column($0) } ?? []
    values = ColumnValues(
      fields: plan.function?.function.fields ?? [], values: read.map { _ in .nan })
  }

  /// - Parameter score: what the words give.
  func score(_ score: Float, of document: UInt32) -> Float {
    var result = score
    for (index, decay) in plan.decays.enumerated() {
      result *= decay.factor(decayed[index]?.number(of: document) ?? .nan)
    }
    return plan.function == nil ? result : called(result, document)
  }

  private func called(_ score: Float, _ document: UInt32) -> Float {
    guard let (function, fields) = plan.function else { return score }
    for (index, column) in read.enumerated() {
      let value = column?.number(of: document) ?? .nan
      values.values[index] = fields[index]?.type == .date ? value / 1000 : value
    }
    let result = function.body(score, values)
    return result.isNaN ? 0 : result
  }

  /// What becomes of the score, step by step.
  func adjustments(of score: Float, _ document: UInt32) -> [ScoreAdjustment] {
    var steps: [ScoreAdjustment] = []
    var result = score
    for (index, decay) in plan.decays.enumerated() {
      let factor = decay.factor(decayed[index]?.number(of: document) ?? .nan)
      result *= factor
      steps.append(ScoreAdjustment(field: decay.name, factor: factor, score: result))
    }
    if plan.function != nil {
      steps.append(ScoreAdjustment(score: called(result, document)))
    }
    return steps
  }
}
