#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A decay in one segment. A class, of which no copies are made for each document.
private final class SegmentDecay {
  let name: String
  private let column: Column?
  private let isDate: Bool
  private let origin: Double
  private let halfLife: Double
  private let missing: Float

  init(_ decay: ScorePlan.Decay, _ segment: SegmentReader) {
    name = decay.name
    column = decay.field.flatMap { segment.column($0.number) }
    isDate = decay.field?.type == .date
    origin = decay.origin
    halfLife = decay.halfLife
    missing = decay.missing
  }

  func factor(of document: UInt32) -> Float {
    let value = column?.number(of: document) ?? .nan
    guard !value.isNaN else { return missing }
    let distance = origin - value
    return Float(exp2(-(isDate ? max(0, distance) : distance.magnitude) / halfLife))
  }
}

/// Changes the scores of documents of one segment, for one thread.
final class SegmentScoring {
  private let plan: ScorePlan
  private let decays: [SegmentDecay]
  private let hasFunction: Bool
  private let read: [Column?]
  private var values: ColumnValues

  init(_ plan: ScorePlan, _ segment: SegmentReader) {
    func column(_ field: FieldRecord?) -> Column? {
      field.flatMap { segment.column($0.number) }
    }
    self.plan = plan
    decays = plan.decays.map { SegmentDecay($0, segment) }
    hasFunction = plan.function != nil
    read = plan.function?.fields.map { column($0) } ?? []
    values = ColumnValues(
      fields: plan.function?.function.fields ?? [], values: read.map { _ in .nan })
  }

  /// - Parameter score: what the words give.
  func score(_ score: Float, of document: UInt32) -> Float {
    var result = score
    for index in 0..<decays.count { result *= decays[index].factor(of: document) }
    return hasFunction ? called(result, document) : result
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
    for decay in decays {
      let factor = decay.factor(of: document)
      result *= factor
      steps.append(ScoreAdjustment(field: decay.name, factor: factor, score: result))
    }
    if plan.function != nil {
      steps.append(ScoreAdjustment(score: called(result, document)))
    }
    return steps
  }
}
