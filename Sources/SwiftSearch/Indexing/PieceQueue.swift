import Synchronization

/// Hands out the pieces of an input that somebody else reads, with their numbers.
final class PieceQueue<Piece: Sendable>: Sendable {
  private let number = Mutex(0)
  private let read: @Sendable () throws -> Piece?

  init(_ read: @escaping @Sendable () throws -> Piece?) {
    self.read = read
  }

  /// The next piece; one thread at a time reads.
  func next() throws -> (number: Int, unit: Piece)? {
    try number.withLock { number in
      guard let piece = try read() else { return nil }
      defer { number += 1 }
      return (number, piece)
    }
  }
}
