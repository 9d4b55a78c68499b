#if canImport(Darwin)
  import Darwin
  import Dispatch
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

#if canImport(Darwin)

  /// Waits until something happens in folders, with the events that the kernel has for open ones.
  package final class FolderWatcher {
    /// Whether changes of files that stay in their place are seen too.
    package static let seesContents = false
    /// Each folder takes a descriptor, of which a process has 256 by default.
    private static let limit = 128

    private let queue = DispatchQueue(label: "folder-watcher")
    private let happened = DispatchSemaphore(value: 0)
    private var sources: [any DispatchSourceFileSystemObject] = []

    package init() {}

    /// Watches these folders and no others, without what is in folders in them.
    ///
    /// - Returns: whether all of them are watched.
    package func watch(_ folders: [String]) -> Bool {
      for source in sources { source.cancel() }
      sources = []
      for folder in folders.prefix(Self.limit) {
        guard let descriptor = try? OperatingSystem().open(folder, for: .reading) else { continue }
        let source = DispatchSource.makeFileSystemObjectSource(
          fileDescriptor: descriptor, eventMask: [.write, .delete, .rename], queue: queue)
        let happened = happened
        source.setEventHandler { happened.signal() }
        source.setCancelHandler { OperatingSystem().close(descriptor) }
        source.resume()
        sources.append(source)
      }
      return folders.count <= Self.limit
    }

    /// - Returns: whether something happened; false after so long.
    package func wait(milliseconds: Int) -> Bool {
      guard happened.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else {
        return false
      }
      while happened.wait(timeout: .now()) == .success {}
      return true
    }

    deinit { for source in sources { source.cancel() } }
  }

#else

  /// Waits until something happens in folders, with inotify.
  package final class FolderWatcher {
    /// Whether changes of files that stay in their place are seen too.
    package static let seesContents = true
    private static let events =
      IN_CREATE | IN_DELETE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO
      | IN_DELETE_SELF | IN_MOVE_SELF

    /// Negative when the system gives no more instances.
    private let descriptor: Int32
    private var watches: [Int32: String] = [:]

    package init() {
      descriptor = inotify_init1(O_NONBLOCK | O_CLOEXEC)
    }

    /// Watches these folders and no others, without what is in folders in them.
    ///
    /// - Returns: whether all of them are watched: the system has a limit.
    package func watch(_ folders: [String]) -> Bool {
      guard descriptor >= 0 else { return false }
      var isComplete = true
      var kept: [Int32: String] = [:]
      for folder in folders {
        let watch = unsafe inotify_add_watch(descriptor, folder, UInt32(Self.events))
        if watch >= 0 {
          kept[watch] = folder
        } else if errno == ENOSPC || errno == ENOMEM {
          isComplete = false
        }
      }
      for watch in watches.keys where kept[watch] == nil {
        _ = inotify_rm_watch(descriptor, watch)
      }
      watches = kept
      return isComplete
    }

    /// - Returns: whether something happened; false after so long.
    package func wait(milliseconds: Int) -> Bool {
      guard descriptor >= 0 else {
        ParallelWork.sleep(milliseconds: milliseconds)
        return false
      }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&waiting, 1, Int32(clamping: milliseconds)) > 0 else { return false }
      return drain()
    }

    /// Takes all events out of the queue. What they say does not matter, so that it does not either
    /// when some were lost.
    private func drain() -> Bool {
      var buffer = [UInt8](repeating: 0, count: 16 << 10)
      var hasEvents = false
      while true {
        let count = unsafe buffer.withUnsafeMutableBytes { room in
          unsafe read(descriptor, room.baseAddress, room.count)
        }
        guard count > 0 else { return hasEvents }
        hasEvents = true
      }
    }

    deinit { if descriptor >= 0 { _ = close(descriptor) } }
  }

#endif
