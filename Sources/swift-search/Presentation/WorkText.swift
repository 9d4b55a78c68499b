import SwiftSearch

/// What a search did, for people and for programs.
enum WorkText {
  /// Names for programs, in the order of ``SearchWork``.
  private static func members(_ work: SearchWork) -> [(name: String, value: Int)] {
    [
      ("threads", work.threads), ("segments", work.segments), ("known_counts", work.knownCounts),
      ("led_windows", work.ledWindows), ("united_windows", work.unitedWindows),
      ("counted_windows", work.countedWindows), ("passed_windows", work.passedWindows),
      ("runs", work.runs), ("candidates", work.candidates), ("blocks", work.blocks),
      ("decoded_blocks", work.decodedBlocks), ("scored_postings", work.scoredPostings),
      ("positions", work.positions), ("gathered_postings", work.gatheredPostings),
    ]
  }

  static func write(_ work: SearchWork, to json: inout JSONWriter) {
    json.object { json in
      for (name, value) in members(work) { json.member(name, value) }
    }
  }

  /// Aligned lines; what was not done is left out.
  static func lines(of work: SearchWork) -> [String] {
    func number(_ value: Int) -> String { NumberText.grouped(value) }
    func list(_ parts: [(Int, String)]) -> String {
      parts.filter { $0.0 > 0 }.map { "\(number($0.0)) \($0.1)" }.joined(separator: ", ")
    }
    let rows = [
      ("segments", list([(work.segments, "searched"), (work.knownCounts, "counted unseen")])),
      ("threads", number(work.threads)),
      (
        "windows",
        list([
          (work.ledWindows, "led by one part"), (work.unitedWindows, "united"),
          (work.countedWindows, "counted"), (work.passedWindows, "passed over"),
        ])
      ),
      ("runs", list([(work.runs, "of a leading part")])),
      (
        "blocks",
        work.blocks == 0 ? "" : "\(number(work.decodedBlocks)) decoded of \(number(work.blocks))"
      ),
      (
        "postings",
        list([(work.scoredPostings, "scored"), (work.gatheredPostings, "gathered in memory")])
      ),
      ("documents", list([(work.candidates, "looked at")])),
      ("positions", list([(work.positions, "read")])),
    ]
    return TextTable(
      rows: rows.filter { !$0.1.isEmpty }.map { [$0.0, $0.1] }, rightAligned: []
    ).lines
  }
}
