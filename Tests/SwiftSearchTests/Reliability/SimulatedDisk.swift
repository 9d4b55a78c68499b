import Foundation
import Synchronization

@testable import SwiftSearch

/// A file system in memory with one directory, that records what is done to it, fails on demand and
/// knows what a power failure would leave.
///
/// Its rules are the weakest that file systems give: bytes are durable once their file was synced,
/// names once the directory was, and anything not synced may be lost, kept in part or out of order.
final class SimulatedDisk: FileSystem {
  static let directory = "/index"

  private let state = Mutex(State())

  struct State {
    var contents = DiskContents()
    var open: [Int32: Int] = [:]
    /// Where the next write through a descriptor goes.
    var places: [Int32: Int] = [:]
    var nextDescriptor: Int32 = 3
    var locked: (inode: Int, descriptor: Int32)?
    var events: [DiskEvent] = []
    var fault: DiskFault?
    var callCount = 0
    var byteLimit = Int.max
    var failsNextSync = false
  }

  init() {}

  /// A disk after a power failure, or any other with these contents.
  init(_ contents: DiskContents) {
    state.withLock { $0.contents = contents }
  }

  // MARK: For tests

  /// Everything that changed the disk so far, in order.
  var events: [DiskEvent] { state.withLock { $0.events } }
  /// How many calls there were that can fail.
  var callCount: Int { state.withLock { $0.callCount } }
  var contents: DiskContents { state.withLock { $0.contents } }
  var openCount: Int { state.withLock { $0.open.count } }
  var names: [String] { state.withLock { $0.contents.names.keys.sorted() } }

  func inject(_ fault: DiskFault?) { state.withLock { $0.fault = fault } }

  /// Makes the next sync fail, whatever it is of.
  func failNextSync() { state.withLock { $0.failsNextSync = true } }

  /// Takes the locks away from whoever has them, as the end of a process does.
  func releaseLocks() { state.withLock { $0.locked = nil } }

  func limitBytes(_ count: Int) { state.withLock { $0.byteLimit = count } }

  /// Marks a place in the list of events.
  func mark(_ number: Int) { state.withLock { $0.events.append(.mark(number)) } }

  // MARK: The calls

  /// Counts a call, and fails it if it is the one that should.
  private func call<Result: Sendable>(
    _ body: (inout State) throws(SystemError) -> Result
  ) throws(SystemError) -> Result {
    let result = state.withLock { state -> Swift.Result<Result, SystemError> in
      defer { state.callCount += 1 }
      if let code = state.fault?.code(atCall: state.callCount) {
        return .failure(SystemError(code: code))
      }
      do throws(SystemError) {
        return .success(try body(&state))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func name(_ path: String) throws(SystemError) -> String {
    guard path.hasPrefix(Self.directory + "/") else { throw SystemError(code: ENOENT) }
    return String(path.dropFirst(Self.directory.count + 1))
  }

  func makeDirectory(_ path: String) throws(SystemError) {
    try call { state throws(SystemError) in
      guard path == Self.directory else { throw SystemError(code: EACCES) }
      guard !state.contents.hasDirectory else { throw SystemError(code: EEXIST) }
      state.contents.hasDirectory = true
    }
  }

  func names(inDirectory path: String) throws(SystemError) -> [String] {
    try call { state throws(SystemError) in
      guard path == Self.directory, state.contents.hasDirectory else {
        throw SystemError(code: ENOENT)
      }
      return Array(state.contents.names.keys)
    }
  }

  func open(_ path: String, for mode: OpeningMode) throws(SystemError) -> Int32 {
    try call { state throws(SystemError) in
      let inode: Int
      if path == "/" {
        inode = DiskContents.parentInode
      } else if path == Self.directory {
        inode = DiskContents.directoryInode
      } else {
        let name = try name(path)
        switch (state.contents.names[name], mode) {
        case (.some, .creating): throw SystemError(code: EEXIST)
        case (let found?, _): inode = found
        case (nil, .reading): throw SystemError(code: ENOENT)
        case (nil, _):
          let event = DiskEvent.create(name, inode: state.contents.files.count)
          state.contents.apply(event)
          state.events.append(event)
          inode = state.contents.files.count - 1
        }
      }
      let descriptor = state.nextDescriptor
      state.nextDescriptor += 1
      state.open[descriptor] = inode
      return descriptor
    }
  }

  func close(_ descriptor: Int32) {
    state.withLock { state in
      state.open[descriptor] = nil
      if state.locked?.descriptor == descriptor { state.locked = nil }
    }
  }

  func write(
    _ bytes: [UInt8], from start: Int, to descriptor: Int32
  ) throws(SystemError) -> Int {
    let isShort = state.withLock { $0.fault?.isShortWrite(atCall: $0.callCount) ?? false }
    return try call { state throws(SystemError) in
      guard let inode = state.open[descriptor] else { throw SystemError(code: EBADF) }
      let count = isShort ? max(1, (bytes.count - start) / 3) : bytes.count - start
      guard state.contents.byteCount + count <= state.byteLimit else {
        throw SystemError(code: ENOSPC)
      }
      let event = DiskEvent.write(
        inode: inode, at: state.places[descriptor, default: 0],
        Array(bytes[start..<start + count]))
      state.contents.apply(event)
      state.events.append(event)
      state.places[descriptor, default: 0] += count
      return count
    }
  }

  func read(
    _ descriptor: Int32, at offset: Int, count: Int
  ) throws(SystemError) -> [UInt8] {
    try call { state throws(SystemError) in
      guard let inode = state.open[descriptor] else { throw SystemError(code: EBADF) }
      return Array(state.contents.files[inode].bytes.dropFirst(offset).prefix(count))
    }
  }

  func sync(_ descriptor: Int32) throws(SystemError) {
    try call { state throws(SystemError) in
      guard let inode = state.open[descriptor] else { throw SystemError(code: EBADF) }
      if state.failsNextSync {
        state.failsNextSync = false
        throw SystemError(code: EIO)
      }
      let event = DiskEvent.sync(inode: inode)
      state.contents.apply(event)
      state.events.append(event)
    }
  }

  func lock(_ descriptor: Int32) throws(SystemError) {
    try call { state throws(SystemError) in
      guard let inode = state.open[descriptor] else { throw SystemError(code: EBADF) }
      guard state.locked == nil else { throw SystemError(code: EWOULDBLOCK) }
      state.locked = (inode, descriptor)
    }
  }

  func map(_ path: String) throws(SystemError) -> Data {
    try call { state throws(SystemError) in
      guard let inode = state.contents.names[try name(path)] else {
        throw SystemError(code: ENOENT)
      }
      return Data(state.contents.files[inode].bytes)
    }
  }

  /// They are copies in memory.
  var mapsPages: Bool { false }

  func rename(_ path: String, to newPath: String) throws(SystemError) {
    try change(.rename(try name(path), to: try name(newPath)))
  }

  func remove(_ path: String) throws(SystemError) {
    try change(.remove(try name(path)))
  }

  private func change(_ event: DiskEvent) throws(SystemError) {
    try call { state throws(SystemError) in
      switch event {
      case .rename(let name, _), .remove(let name):
        guard state.contents.names[name] != nil else { throw SystemError(code: ENOENT) }
      default: break
      }
      state.contents.apply(event)
      state.events.append(event)
    }
  }

  func modified(_ path: String) throws(SystemError) -> Int64 { 0 }

  func availableByteCount(at path: String) -> Int? { nil }
}
