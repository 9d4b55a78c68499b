/// Times as people write them: `50ms`, `1.5s`, `2 min`, `10`, which are seconds.
enum TimeSpan {
  static func parse(_ text: String) -> Duration? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let count = Double(digits), count <= 1_000_000_000 else { return nil }
    let unit: Double
    switch text.dropFirst(digits.count).drop(while: { $0 == " " }).lowercased() {
    case "us", "µs", "μs": unit = 1e-6
    case "ms": unit = 1e-3
    case "", "s", "sec": unit = 1
    case "m", "min": unit = 60
    default: return nil
    }
    return .seconds(count * unit)
  }
}
