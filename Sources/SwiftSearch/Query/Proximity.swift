/// Parts that stand near each other, each of which is a text or a pattern.
///
/// A part of several words, or of several characters of Han, kana or Hangul, stands together as in
/// a phrase. Each place where all parts are near each other counts as one occurrence, and no word
/// belongs to two of them.
public struct Proximity: Sendable, Hashable {
  /// What one of the places holds.
  public enum Part: Sendable, Hashable, ExpressibleByStringLiteral {
    case text(String)
    case pattern(TermPattern)

    public init(stringLiteral text: String) { self = .text(text) }
  }

  public var parts: [Part]
  /// How many other words, or characters of Han, kana and Hangul, may stand between the parts in
  /// all; 0 and less is none.
  public var distance: Int
  /// Whether the parts stand in their order.
  public var isOrdered: Bool

  public init(_ parts: [Part], distance: Int = 0, isOrdered: Bool = false) {
    self.parts = parts
    self.distance = distance
    self.isOrdered = isOrdered
  }
}
