import Foundation

/// A folder that lives as long as the value.
final class TemporaryFolder {
  let url: URL
  /// A folder outside of ``url`` that serves as somebody's home.
  let home: URL
  private let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("swift-search-\(UUID().uuidString)")
    url = root.appendingPathComponent("work")
    home = root.appendingPathComponent("home")
    for folder in [url, home] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func url(_ path: String) -> URL { url.appendingPathComponent(path) }

  func write(_ text: String, to path: String) throws {
    let file = url(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(at: url(path)) }

  /// Every path below `path` with its size and time of change.
  func listing(of path: String) throws -> [String] {
    let top = url(path).path
    return try FileManager.default.subpathsOfDirectory(atPath: top).sorted().map { name in
      let attributes = try FileManager.default.attributesOfItem(atPath: top + "/" + name)
      let date = attributes[.modificationDate] as? Date
      return "\(name) \(attributes[.size] ?? 0) \(date?.timeIntervalSince1970 ?? 0)"
    }
  }
}
