/// Parts of a query that are there several times, each of which is looked for once and counts as
/// often.
enum RepeatedParts {
  /// Fewer parts than this are not worth a look for repeated ones.
  private static let leastCount = 16

  /// What tells the forms of a part from others.
  private struct Form: Hashable {
    var terms: [PlannedQuery.Term]
    var field: UInt16
    var weight: Float
    var rule: ProximityRule?
  }

  /// Parts that stand in one list of a boolean.
  static func merged(_ parts: [PlannedQuery]) -> [PlannedQuery] {
    guard parts.count >= leastCount else { return parts }
    return merged(parts) { forms in
      forms.map {
        Form(terms: $0.terms, field: $0.field.number, weight: $0.weight, rule: $0.rule)
      }
    }
  }

  /// Words of a text, all in the same fields, so that the typed form tells them apart.
  static func mergedWords(_ parts: [PlannedQuery]) -> [PlannedQuery] {
    merged(parts) { $0.first?.terms }
  }

  private static func merged<Key: Hashable>(
    _ parts: [PlannedQuery], by key: ([PlannedQuery.Form]) -> Key?
  ) -> [PlannedQuery] {
    var merged: [PlannedQuery] = []
    var places: [Key: Int] = [:]
    for part in parts {
      guard case .group(let forms, let boost) = part, let key = key(forms) else {
        merged.append(part)
        continue
      }
      if let place = places[key], case .group(let forms, let sum) = merged[place] {
        merged[place] = .group(forms, boost: sum + boost)
      } else {
        places[key] = merged.count
        merged.append(part)
      }
    }
    return merged
  }
}
