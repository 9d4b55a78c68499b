import Foundation
import Testing

/// What libFuzzer found in command lines, and some that it began with.
@Suite struct ArgumentReplayTests {
  @Test(arguments: ["Findings", "Seeds"]) func theInputsOfBeforeFindNothing(kind: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Fuzzing/\(kind)/arguments").standardized
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
      #expect(FuzzedArguments.run(bytes) == nil, "\(name)")
      for place in bytes.indices {
        var altered = bytes
        altered[place] = altered[place] &* 31 &+ 7
        #expect(FuzzedArguments.run(altered) == nil, "\(name), byte \(place)")
      }
    }
  }
}
