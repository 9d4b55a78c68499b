import SwiftSearch

/// What is wrong with an index, and what a repair has saved.
struct CheckReport {
  var check: IndexCheck
  var repair: IndexRepair?
  var directory: String

  /// Whether all documents are there.
  var isGood: Bool {
    guard let repair else { return check.damages.isEmpty }
    return repair.lostDocumentCount == 0 && !losesCommit
  }

  private var losesCommit: Bool { check.damages.contains { $0.loss == .commit } }

  var lines: [String] {
    let size =
      "\(NumberText.count(check.fileCount, "file")), "
      + "\(NumberText.bytes(check.byteCount)) of segments"
    var lines: [String] = []
    if check.damages.isEmpty {
      lines.append("\(directory) is intact: commit \(check.generation), \(size)")
    } else {
      let count = NumberText.count(check.damages.count, "damaged file")
      lines.append("\(directory) has \(count): commit \(check.generation), \(size)")
    }
    for damage in check.damages {
      lines.append("  \(place(damage)): \(damage.error.message)")
      lines.append("    lost: \(Self.text(damage.loss))")
    }
    if !check.leftovers.isEmpty {
      let count = NumberText.count(check.leftovers.count, "file")
      lines.append("  \(count) of a writer that did not finish; the next one removes them")
    }
    if let repair, !check.damages.isEmpty {
      lines += self.lines(repair)
    } else if !check.damages.isEmpty {
      lines.append("'swift-search check --repair' keeps what is intact")
    }
    return lines.map(SafeText.make)
  }

  private func place(_ damage: IndexDamage) -> String {
    let section = damage.error.section.map { ", \($0)" } ?? ""
    return damage.file + section + (damage.error.offset.map { " at byte \($0)" } ?? "")
  }

  private func lines(_ repair: IndexRepair) -> [String] {
    var lines = ["repaired: what commit \(repair.keptGeneration) held and is intact was kept"]
    guard repair.lostDocumentCount > 0 else { return lines }
    lines.append("\(NumberText.count(repair.lostDocumentCount, "document")) lost:")
    lines += repair.lostKeys.map { "  \($0)" }
    let unknown = repair.lostDocumentCount - repair.lostKeys.count
    if unknown > 0 {
      lines.append("  \(NumberText.count(unknown, "document")) whose keys cannot be read")
    }
    return lines
  }

  private static func text(_ loss: IndexLoss) -> String {
    switch loss {
    case .nothing: "nothing, since the newest commit has a copy"
    case .commit: "the newest commit, and with it the index unless an older one is kept"
    case .olderCommit: "an older commit that was kept"
    case .documents(let count): NumberText.count(count, "document")
    case .deletions(let count):
      "which \(NumberText.count(count, "document")) of a segment are deleted"
    case .sources: "which files were indexed; all will be read again"
    }
  }

  func writeJSON(to output: OutputBuffer) {
    var json = JSONWriter()
    json.object { json in
      json.member("index", directory)
      json.member("generation", check.generation)
      json.member("files", check.fileCount)
      json.member("bytes", check.byteCount)
      json.key("intact")
      json.bool(check.damages.isEmpty)
      json.key("damages")
      json.array { json in
        for damage in check.damages { Self.write(damage, to: &json) }
      }
      json.key("leftovers")
      json.array { json in
        for name in check.leftovers { json.string(name) }
      }
      guard let repair else { return }
      json.member("kept_generation", repair.keptGeneration)
      json.member("lost_documents", repair.lostDocumentCount)
      json.key("lost_keys")
      json.array { json in
        for key in repair.lostKeys { json.string(key) }
      }
    }
    output.writeLine(&json)
  }

  private static func write(_ damage: IndexDamage, to json: inout JSONWriter) {
    json.object { json in
      json.member("file", damage.file)
      json.member("section", damage.error.section)
      json.member("offset", damage.error.offset)
      json.member("message", damage.error.message)
      json.member("loss", text(damage.loss))
    }
  }
}
