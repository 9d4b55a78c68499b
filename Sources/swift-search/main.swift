#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

let console = Console.standard()
let status = CommandLineTool.run(Array(CommandLine.arguments.dropFirst()), console)
exit(console.finish(status).rawValue)
