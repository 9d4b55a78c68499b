/// How many other forms of its words a query may have.
///
/// Each takes some kilobytes and is looked at in every part of the index. The words of a question
/// have dozens of other forms, those of a text that is put in for a query have ten thousands.
final class FormBudget {
  private var left: Int
  /// Whether there are forms that are not looked for.
  private(set) var isExhausted = false

  init(_ count: Int = 1 << 13) { left = count }

  /// As many of some forms as the query may still have.
  func take(_ forms: [[UInt8]]) -> [[UInt8]] {
    guard forms.count > left else {
      left -= forms.count
      return forms
    }
    isExhausted = true
    defer { left = 0 }
    return Array(forms.prefix(left))
  }
}
