import Synchronization

/// Hands out the numbers of fields, so that threads that meet the same name agree on it.
final class FieldNumbers: Sendable {
  private struct Key: Hashable {
    var name: String
    var type: FieldType
  }

  private struct State {
    var numbers: [Key: UInt16] = [:]
    var last: UInt16 = 0
  }

  private let state: Mutex<State>

  /// - Parameter fields: those that have their numbers already.
  init(_ fields: [FieldRecord]) {
    var state = State()
    for field in fields {
      state.numbers[Key(name: field.name, type: field.type)] = field.number
      state.last = max(state.last, field.number)
    }
    self.state = Mutex(state)
  }

  /// The number of the field with this name and type, or `nil` when there are no more numbers.
  func number(of name: String, _ type: FieldType) -> UInt16? {
    state.withLock { state in
      let key = Key(name: name, type: type)
      if let number = state.numbers[key] { return number }
      guard state.last < FieldRecord.largestNumber else { return nil }
      state.last += 1
      state.numbers[key] = state.last
      return state.last
    }
  }
}
