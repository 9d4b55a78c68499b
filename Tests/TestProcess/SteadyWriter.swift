import Foundation
import SwiftSearch

/// Commits again and again, and says so after each, until the process is killed.
struct SteadyWriter {
  private let directory: String

  init(directory: String) {
    self.directory = directory
  }

  func run() throws {
    let writer = try IndexWriter(
      directory: directory, options: WriterOptions(threadCount: 1, lockTimeout: .seconds(10)))
    // The first commit of all makes the index.
    try writer.commit()
    var number = try SteadyIndex.number(in: SearchIndex(directory: directory))
    while true {
      number += 1
      for document in SteadyIndex.documents(ofCommit: number) { try writer.add(document) }
      try writer.delete(key: SteadyIndex.deletedKey(ofCommit: number))
      try writer.commit()
      try FileHandle.standardOutput.write(contentsOf: Data("\(number)\n".utf8))
      if number % 50 == 0 { try writer.optimize() }
    }
  }
}
