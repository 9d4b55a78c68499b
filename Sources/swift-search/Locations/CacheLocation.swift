#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where the indexes of `query --in` lie: in the user's cache, which may be deleted at any time.
enum CacheLocation {
  /// The directory for the index of `folder`, whichever way its path was written.
  static func index(of folder: String, _ environment: [String: String]) -> String {
    let path = URL(filePath: folder, directoryHint: .isDirectory)
      .resolvingSymlinksInPath().standardizedFileURL.path
    return base(environment) + "/swift-search/" + name(forPath: path)
  }

  /// The folder's own name, for people who look into the cache, and a hash of its path.
  static func name(forPath path: String) -> String {
    let last = path.split(separator: "/").last ?? "root"
    let readable = last.prefix(32).filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return "\(readable)-\(String(hash(path), radix: 36))"
  }

  private static func base(_ environment: [String: String]) -> String {
    let home = environment["HOME"] ?? "/tmp"
    #if canImport(Darwin)
      return home + "/Library/Caches"
    #else
      // The standard says to ignore a relative path here.
      let given = environment["XDG_CACHE_HOME", default: ""]
      return given.hasPrefix("/") ? given : home + "/.cache"
    #endif
  }

  /// FNV-1a in 128 bits: names must be the same in every process, which Swift's hashes are not.
  private static func hash(_ text: String) -> UInt128 {
    let prime = (UInt128(1) << 88) + 0x13B
    var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
    for byte in text.utf8 { hash = (hash ^ UInt128(byte)) &* prime }
    return hash
  }
}
