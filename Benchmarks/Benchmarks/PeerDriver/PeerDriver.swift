import SwiftSearch

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// This engine as a peer among others: the command that Benchmarks/Peers/README.md describes.
///
///     peer-driver build INDEX --analyzer words|cjk --threads N --memory-mb M   < documents
///     peer-driver serve INDEX --analyzer words|cjk --threads N < lines of COMMAND<tab>QUERY
@main
struct PeerDriver {
  static func main() {
    do {
      let arguments = try PeerArguments(CommandLine.arguments.dropFirst())
      switch arguments.action {
      case .build: try PeerBuild(arguments).run()
      case .serve: try PeerServer(arguments).run()
      }
    } catch {
      let message = Array("peer-driver: \(error)\n".utf8)
      _ = write(2, message, message.count)
      exit(1)
    }
  }
}
