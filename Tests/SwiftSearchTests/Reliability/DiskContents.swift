/// Something that changed a disk.
enum DiskEvent: Sendable {
  case create(String, inode: Int)
  case write(inode: Int, at: Int, [UInt8])
  case rename(String, to: String)
  case remove(String)
  case sync(inode: Int)
  /// Nothing happened to the disk, but a program said something.
  case mark(Int)
}

/// What a disk holds, and what of it is not durable yet.
struct DiskContents: Sendable {
  /// Stands for the directory in syncs.
  static let directoryInode = -1
  /// The directory that has the directory is always there.
  static let parentInode = -2

  struct File: Sendable {
    var bytes: [UInt8] = []
    var durable: [UInt8] = []
    /// The writes since the last sync, as places in `bytes`.
    var pending: [(at: Int, bytes: [UInt8])] = []
  }

  var hasDirectory = false
  var names: [String: Int] = [:]
  var durableNames: [String: Int] = [:]
  /// The changes of names since the directory was synced.
  var pendingNames: [DiskEvent] = []
  /// By inode.
  var files: [File] = []

  init() {}

  /// A disk with one directory of durable files.
  init(_ files: [String: [UInt8]]) {
    hasDirectory = true
    for (name, bytes) in files {
      names[name] = self.files.count
      self.files.append(File(bytes: bytes, durable: bytes))
    }
    durableNames = names
  }

  var byteCount: Int { names.values.reduce(0) { $0 + files[$1].bytes.count } }

  mutating func apply(_ event: DiskEvent) {
    switch event {
    case .create(_, let inode):
      while files.count <= inode { files.append(File()) }
      Self.apply(event, to: &names)
      pendingNames.append(event)
    case .rename, .remove:
      Self.apply(event, to: &names)
      pendingNames.append(event)
    case .write(let inode, let at, let bytes):
      Self.put(bytes, at: at, in: &files[inode].bytes)
      files[inode].pending.append((at, bytes))
    case .sync(Self.directoryInode):
      durableNames = names
      pendingNames = []
    case .sync(Self.parentInode): break
    case .sync(let inode):
      files[inode].durable = files[inode].bytes
      files[inode].pending = []
    case .mark: break
    }
  }

  private static func apply(_ event: DiskEvent, to names: inout [String: Int]) {
    switch event {
    case .create(let name, let inode): names[name] = inode
    case .rename(let name, let newName): names[newName] = names.removeValue(forKey: name)
    case .remove(let name): names[name] = nil
    case .write, .sync, .mark: break
    }
  }

  private static func put(_ new: [UInt8], at offset: Int, in bytes: inout [UInt8]) {
    if bytes.count < offset + new.count {
      bytes += [UInt8](repeating: 0, count: offset + new.count - bytes.count)
    }
    bytes.replaceSubrange(offset..<offset + new.count, with: new)
  }

  /// How a power failure treats what was not synced.
  enum Loss: CaseIterable {
    /// All of it is lost.
    case everything
    /// Nothing is lost.
    case nothing
    /// Bytes are lost, names are not.
    case bytes
    /// Names are lost, bytes are not.
    case names
    /// Each change is lost or not, whatever came before it; the last bytes of a file may be torn.
    case some
    /// Names are lost from some moment on; files have their lengths, but some pages are zeros.
    case pages
  }

  /// What is there after a power failure.
  func afterFailure(_ loss: Loss, using generator: inout SeededGenerator) -> DiskContents {
    var result = DiskContents()
    result.hasDirectory = true
    result.names = durableNames
    let kept = pendingNames.isEmpty ? 0 : Int.random(in: 0...pendingNames.count, using: &generator)
    for (index, event) in pendingNames.enumerated() {
      let isKept =
        switch loss {
        case .everything, .names: false
        case .nothing, .bytes: true
        case .some: Bool.random(using: &generator)
        case .pages: index < kept
        }
      if isKept { Self.apply(event, to: &result.names) }
    }
    result.files = files.map { file in
      var left = File()
      left.bytes = file.bytes(after: loss, using: &generator)
      left.durable = left.bytes
      return left
    }
    result.durableNames = result.names
    return result
  }
}

extension DiskContents.File {
  fileprivate func bytes(
    after loss: DiskContents.Loss, using generator: inout SeededGenerator
  ) -> [UInt8] {
    switch loss {
    case .nothing, .names: return bytes
    case .everything, .bytes: return durable
    case .some:
      var left = durable
      for write in pending where Bool.random(using: &generator) {
        let isTorn = Int.random(in: 0..<4, using: &generator) == 0
        let count = isTorn ? Int.random(in: 0...write.bytes.count, using: &generator) : nil
        DiskContents.put(Array(write.bytes.prefix(count ?? .max)), at: write.at, in: &left)
      }
      return left
    case .pages:
      var left = bytes
      for write in pending {
        for start in stride(from: write.at, to: write.at + write.bytes.count, by: 512)
        where Bool.random(using: &generator) {
          let end = min(start + 512, write.at + write.bytes.count)
          left.replaceSubrange(start..<end, with: repeatElement(0, count: end - start))
        }
      }
      return left
    }
  }
}
