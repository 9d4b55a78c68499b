import Synchronization

@testable import SwiftSearch

/// A whole index, one file of which is altered under right checksums, opened, searched, exported
/// and changed. It lies in memory, and is the same for each input.
enum FuzzedIndex {
  private static let shared = Mutex(try? DamagedIndex())

  /// The first byte chooses the file, the second what is done with it, the others the damage.
  static func run(_ input: [UInt8]) -> String? {
    shared.withLock { index in
      guard let index else { return "no index" }
      var choices = FuzzInput(input)
      let names = [index.commitName, index.deletionsName, index.sourcesName] + index.segmentNames
      let name = names[choices.byte() % names.count]
      let uses = choices.byte()
      var damage = ByteDamager(bytes: index.files[name] ?? [])
      var rounds = 0
      while !choices.isEmpty, rounds < 16 {
        alter(&damage, &choices)
        rounds += 1
      }
      let contents = DiskContents(index.files(with: damage, as: name, repairs: true))
      let disk = SimulatedDisk(contents)
      return use(IndexDirectory(SimulatedDisk.directory, in: disk), uses)
    }
  }

  private static func alter(_ damage: inout ByteDamager, _ choices: inout FuzzInput) {
    let operation = choices.byte()
    let sections = damage.sections
    guard !sections.isEmpty else { return }
    let section = sections[choices.byte() % sections.count]
    let place = section.range.lowerBound + choices.integer(2) % max(1, section.range.count)
    switch operation % 8 {
    case 0, 1: damage.store(choices.byte(), 1, at: place)
    case 2: damage.store(choices.integer(2), 2, at: place)
    case 3: damage.store(choices.integer(4), 4, at: place)
    case 4: damage.store(choices.integer(8), 8, at: place)
    case 5: damage.truncate(section, to: place - section.range.lowerBound)
    case 6: damage.swap(section, sections[choices.byte() % sections.count])
    default: damage.fill(place..<place + 1 + choices.byte() % 64, with: UInt8(choices.byte()))
    }
  }

  private static func use(_ files: IndexDirectory, _ use: Int) -> String? {
    switch use % 8 {
    case 0: _ = try? IndexExercise.ask(files, part: use / 8)
    case 1: try? IndexExercise.update(files)
    case 2:
      let writer = try? IndexWriter(files)
      try? writer?.optimize()
    case 3:
      let index = try? SearchIndex(files)
      try? index?.exportTerms { $0.reset() }
      _ = try? index?.statistics
    case 4:
      let index = try? SearchIndex(files)
      try? index?.exportDocuments { $0.reset() }
    case 5: return repair(files)
    default:
      do {
        _ = try IndexExercise.readAll(files)
      } catch {
        return error is FormatError || error is FileError ? nil : "\(error)"
      }
    }
    return nil
  }

  /// What was repaired is intact.
  private static func repair(_ files: IndexDirectory) -> String? {
    guard (try? IndexWriter.repair(files)) != nil else { return nil }
    do {
      let damages = try SearchIndex.check(files).damages
      return damages.isEmpty ? nil : "\(damages) after a repair"
    } catch {
      return "\(error) after a repair"
    }
  }
}
