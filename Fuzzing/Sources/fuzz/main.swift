import LibFuzzer

@testable import CommandTargets
@testable import LibraryTargets

/// The targets by name, those of the command among them.
let targets = FuzzTarget.all + [FuzzTarget(name: "arguments", run: FuzzedArguments.run)]

let name = CommandLine.arguments.dropFirst().first
guard let found = targets.first(where: { $0.name == name }) else {
  print("usage: fuzz TARGET [libFuzzer's options] [CORPUS…]")
  fatalError("targets: \(targets.map(\.name).joined(separator: " "))")
}
let target = found

/// libFuzzer sees the arguments behind the target's name; what it is handed points into them.
var count = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
let status = LLVMFuzzerRunDriver(&count, &arguments) { start, count in
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  if let problem = target.run(bytes) { fatalError(problem) }
  return 0
}
guard status == 0 else { fatalError("libFuzzer ended with \(status)") }
