/// Sizes as people write them: `64M`, `2G`, `512k`, `1000`. The letters are powers of 1,024.
enum ByteSize {
  static func parse(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits) else { return nil }
    let shift: Int
    switch text.dropFirst(digits.count).lowercased() {
    case "", "b": shift = 0
    case "k", "kb", "kib": shift = 10
    case "m", "mb", "mib": shift = 20
    case "g", "gb", "gib": shift = 30
    case "t", "tb", "tib": shift = 40
    default: return nil
    }
    let (size, overflow) = count.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : size
  }

  static func describe(_ size: Int) -> String {
    for (shift, letter) in [(30, "G"), (20, "M"), (10, "k")]
    where size > 0 && size % (1 << shift) == 0 {
      return "\(size >> shift)\(letter)"
    }
    return "\(size)"
  }
}
