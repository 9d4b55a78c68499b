/// Numbers as people read them.
enum NumberText {
  /// `1234567` as `1,234,567`.
  static func grouped(_ value: Int) -> String {
    let digits = Array("\(value.magnitude)")
    var text = value < 0 ? "-" : ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// `value` with a fixed number of decimals.
  static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value * Double(scale)).rounded()
    guard scaled.isFinite, scaled.magnitude < 0x1p53 else { return "\(value)" }
    let whole = Int(scaled)
    let text = (whole < 0 ? "-" : "") + "\(whole.magnitude / UInt(scale))"
    guard decimals > 0 else { return text }
    let fraction = "\(whole.magnitude % UInt(scale))"
    return text + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// `1234567` as `1.2 MB`; thousands, as disks are sold.
  static func bytes(_ count: Int) -> String {
    let units = ["kB", "MB", "GB", "TB"]
    guard count >= 1000 else { return "\(count) bytes" }
    var value = Double(count) / 1000
    var unit = 0
    while value >= 999.95, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return fixed(value, decimals: value < 99.95 ? 1 : 0) + " " + units[unit]
  }

  /// How long a search took: `0.8 ms`, `1.25 s`.
  static func duration(_ seconds: Double) -> String {
    seconds < 1 ? fixed(seconds * 1000, decimals: 1) + " ms" : fixed(seconds, decimals: 2) + " s"
  }

  /// A part of 1 as `37 %`.
  static func percent(_ share: Double) -> String {
    "\(Int(min(max(share, 0), 1) * 100)) %"
  }

  /// How long is left: `0:07`, `1:02:03`.
  static func clock(_ seconds: Double) -> String {
    let total = Int(min(max(seconds, 0), 359_999))
    func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let minutes = total / 60 % 60
    guard total >= 3600 else { return "\(minutes):\(twoDigits(total % 60))" }
    return "\(total / 3600):\(twoDigits(minutes)):\(twoDigits(total % 60))"
  }

  /// `1 document`, `2 documents`.
  static func count(_ value: Int, _ noun: String) -> String {
    grouped(value) + " " + noun + (value == 1 ? "" : "s")
  }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
