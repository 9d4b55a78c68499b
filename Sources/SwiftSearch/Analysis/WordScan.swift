/// Where the parts of a word begin and end, found while its characters are read.
///
/// A word is a row of stretches with signs between them, and a stretch may have parts too: `fooBar`
/// changes case, `iphone15` from letters to digits. Terms are put together one behind the other, so
/// that the joined form of the word lies there as well.
struct WordScan {
  static let partLimit = 8
  static let deepPartLimit = 16
  private static let joinedLimit = 64
  private static let changeLimit = 3

  private enum Letter { case none, small, capital, digit }

  private let limit: Int
  private let isDeep: Bool
  private let splits: Bool

  /// Where the next byte goes.
  private(set) var used = AnalysisScratch.start
  /// How many parts are settled.
  private(set) var count = 0
  /// Whether parts were handed on before the word ended, so that it has no joined form.
  private(set) var isCut = false
  /// Where the last character that was read ends in the text.
  var end: Int
  private(set) var endsWithDigit = false
  /// Whether the stretch is one letter so far, or single letters with full stops between them.
  private(set) var mayBeAcronym = false

  // Of the stretch that is being read.
  private var open = 0
  private var letters = 0
  private var capitals = 0
  private var changes = 0
  private var last = Letter.none
  private var isFull = false
  private var lastStart = 0
  private var lastSource = 0
  private var beforeLast = 0
  /// Whether the last two letters are a capital after others and an `s`, as in `PDFs`: no part
  /// begins between them if the word ends there.
  private var mayBePlural = false
  // Where the capital before the `s` of a plural begins.
  private var pluralStart = 0
  private var pluralSource = 0
  private var pluralBefore = 0

  init(_ identifiers: AnalysisOptions.Identifiers, at source: Int) {
    isDeep = identifiers == .deep
    splits = identifiers != .none
    limit = isDeep ? Self.deepPartLimit : Self.partLimit
    end = source
  }

  /// Whether all is to be handed on, since there are too many parts for a joined form.
  var isOver: Bool {
    isCut || count > limit || used - AnalysisScratch.start > Self.joinedLimit << (isDeep ? 1 : 0)
  }

  var hasJoinedForm: Bool { count > 1 && !isOver }

  mutating func beginStretch(at source: Int, _ scratch: inout AnalysisScratch) {
    (open, letters, capitals, changes, last) = (1, 0, 0, 0, .none)
    (isFull, mayBePlural, mayBeAcronym) = (false, false, false)
    scratch.parts[count] = WordPart(start: used, source: source)
  }

  /// Takes in the letter or digit that the cursor is at.
  @inline(__always)
  mutating func append(_ cursor: borrowing FoldingCursor, _ scratch: inout AnalysisScratch) {
    let entry = cursor.entry
    let letter: Letter =
      entry.isOf(.digit) ? .digit : entry.isCapital ? .capital : .small
    if splits {
      if mayBePlural { settlePlural(letter, &scratch) }
      if letter != last { change(to: letter, cursor, &scratch) }
      letters &+= 1
      capitals = letter == .capital ? capitals &+ 1 : 0
      mayBeAcronym = letters == 1 && letter != .digit && open == 1 || mayBeAcronym && last == .none
    }
    (lastStart, lastSource, beforeLast) = (used, cursor.start, end)
    last = letter
    endsWithDigit = letter == .digit
    append(scalar: cursor.value, &scratch)
    end = cursor.end
  }

  /// Takes in a character that begins no part.
  @inline(__always)
  mutating func append(scalar: UInt32, _ scratch: inout AnalysisScratch) {
    guard !isFull else { return }
    let length = scratch.bytes.store(scalar: scalar, at: used)
    if used + length - scratch.parts[count].start <= TextAnalyzer.termLimit {
      used += length
    } else {
      isFull = true
    }
  }

  /// Has no part begin at the next letter.
  mutating func joinNext() {
    last = .none
    capitals = 0
  }

  private mutating func change(
    to letter: Letter, _ cursor: borrowing FoldingCursor, _ scratch: inout AnalysisScratch
  ) {
    switch (last, letter) {
    case (.none, _):
      break
    case (.digit, _), (_, .digit):
      changes += 1
      beginPart(at: used, source: cursor.start, after: end, &scratch)
    case (.small, .capital) where letters > 1:
      beginPart(at: used, source: cursor.start, after: end, &scratch)
    case (.capital, .small) where capitals > 1:
      if cursor.value == 0x73 {
        mayBePlural = true
        (pluralStart, pluralSource, pluralBefore) = (lastStart, lastSource, beforeLast)
      } else {
        beginPart(at: lastStart, source: lastSource, after: beforeLast, &scratch)
        letters = 1
      }
    default:
      break
    }
  }

  private mutating func settlePlural(_ letter: Letter, _ scratch: inout AnalysisScratch) {
    mayBePlural = false
    guard letter == .small else { return }
    beginPart(at: pluralStart, source: pluralSource, after: pluralBefore, &scratch)
    letters = 2
  }

  private mutating func beginPart(
    at start: Int, source: Int, after sourceEnd: Int, _ scratch: inout AnalysisScratch
  ) {
    letters = 0
    capitals = 0
    guard open <= limit else { return }
    scratch.parts[count + open - 1].end = start
    scratch.parts[count + open - 1].sourceEnd = sourceEnd
    scratch.parts[count + open] = WordPart(start: start, source: source)
    open += 1
  }

  /// Settles the parts of the stretch: all of them, or one if it looks random.
  mutating func endStretch(_ scratch: inout AnalysisScratch) {
    let isLong = used - scratch.parts[count].start > Self.joinedLimit << (isDeep ? 1 : 0)
    if open > limit || isLong || changes > Self.changeLimit && !isDeep { open = 1 }
    scratch.parts[count + open - 1].end = used
    scratch.parts[count + open - 1].sourceEnd = end
    count += open
    open = 0
  }

  /// Forgets the parts, which were handed on, and goes on behind them.
  mutating func startOver() {
    used = AnalysisScratch.start
    count = 0
    isCut = true
  }
}
