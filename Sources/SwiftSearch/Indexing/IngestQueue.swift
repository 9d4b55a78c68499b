import Synchronization

/// Some files, or a part of one file, that one thread reads.
enum IngestUnit: Sendable {
  case files([SourceFile])
  /// Lines of a file; `nil` is standard input.
  case lines(LineBlock, of: SourceFile?)
  /// What went wrong with a file that was read in part, or with standard input.
  case problem(SkippedFile)
}

/// Cuts what is to be read into units, in its order: small files together, and files of JSON Lines
/// that are larger than a unit in blocks of lines.
final class IngestQueue: Sendable {
  private struct State: ~Copyable {
    var files: ArraySlice<SourceFile>
    var readsInput: Bool
    /// The file that is being cut.
    var blocks: LineBlocks?
    var file: SourceFile?
    var number = 0
    /// How many bytes there are, and how many are left, as far as is known.
    var total: Int
    var remaining: Int
  }

  private let state: Mutex<State>
  private let threadCount: Int
  private let largestUnit: Int

  /// Less is not worth a segment of its own.
  static let smallestUnit = 1 << 20

  /// - Parameter largestUnit: how many bytes a unit has at most, more or less.
  init(_ files: [SourceFile], readsInput: Bool, threadCount: Int, largestUnit: Int) {
    self.threadCount = threadCount
    self.largestUnit = largestUnit
    let byteCount = files.reduce(0) { $0.addingSaturated($1.byteCount) }
    state = Mutex(
      State(
        files: files[...], readsInput: readsInput, total: byteCount, remaining: byteCount))
  }

  /// The next unit with its number, or `nil` when there are no more.
  func next() -> (number: Int, unit: IngestUnit)? {
    state.withLock { state in
      guard let unit = next(&state) else { return nil }
      defer { state.number += 1 }
      return (state.number, unit)
    }
  }

  private func next(_ state: inout State) -> IngestUnit? {
    while true {
      if state.blocks != nil {
        if let unit = nextLines(&state) { return unit }
        continue
      }
      guard let first = state.files.first else { return openInput(&state) }
      let size = unitSize(state)
      if FileType(name: first.name) == .jsonLines, first.byteCount > size,
        let blocks = LineBlocks.open(first.absolutePath)
      {
        state.blocks = consume blocks
        state.file = first
        state.files.removeFirst()
        continue
      }
      var files: [SourceFile] = []
      var byteCount = 0
      while let file = state.files.first, files.isEmpty || byteCount + file.byteCount <= size {
        files.append(file)
        byteCount += file.byteCount
        state.files.removeFirst()
      }
      state.remaining -= byteCount
      return .files(files)
    }
  }

  /// - Returns: `nil` when the file is at its end.
  private func nextLines(_ state: inout State) -> IngestUnit? {
    let size = unitSize(state)
    do throws(FileError) {
      if let block = try state.blocks?.next(byteCount: size) {
        state.remaining = max(0, state.remaining - block.bytes.count)
        return .lines(block, of: state.file)
      }
    } catch {
      state.blocks = nil
      return .problem(
        SkippedFile(path: state.file?.path ?? "stdin", reason: SkipReason.unreadable(error)))
    }
    let hasChanged = state.blocks?.hasChanged == true
    state.blocks = nil
    guard hasChanged, let file = state.file else { return nil }
    return .problem(SkippedFile(path: file.path, reason: SkipReason.changed))
  }

  private func openInput(_ state: inout State) -> IngestUnit? {
    guard state.readsInput else { return nil }
    state.readsInput = false
    state.file = nil
    var blocks = LineBlocks(.standardInput())
    do throws(FileError) {
      try blocks.skipMark()
    } catch {
      return .problem(SkippedFile(path: "stdin", reason: SkipReason.unreadable(error)))
    }
    state.total = blocks.fileByteCount ?? 0
    state.remaining = state.total
    state.blocks = consume blocks
    return next(&state)
  }

  /// Units become smaller towards the end, so that the threads end together, and not too small, so
  /// that there are few segments.
  private func unitSize(_ state: borrowing State) -> Int {
    guard threadCount > 1, state.remaining > 0 else { return largestUnit }
    let share = max(state.remaining, state.total / 4) / threadCount
    return min(max(share, Self.smallestUnit), largestUnit)
  }
}

extension Int {
  func addingSaturated(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
