#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Converts text of a legacy encoding to UTF-8, piece by piece, with the C library's iconv(3).
///
/// What is not valid in the encoding becomes U+FFFD, one for each byte that could not be used.
@safe struct CharacterConverter: ~Copyable {
  private let descriptor: iconv_t
  /// The start of a character whose end has not arrived yet; never more than a few bytes.
  private var pending: [UInt8] = []
  private var room = [UInt8](repeating: 0, count: 1 << 15)
  /// How many times U+FFFD was put in.
  private(set) var replacementCount = 0

  /// Opens the first of the encodings called `names` that this system knows.
  init?(names: [String]) {
    for name in names {
      let opened = unsafe iconv_open("UTF-8", name)
      // iconv_open reports failure as the pointer -1.
      if let opened = unsafe opened, Int(bitPattern: opened) != -1 {
        unsafe self.descriptor = opened
        return
      }
    }
    return nil
  }

  deinit {
    _ = unsafe iconv_close(descriptor)
  }

  /// Appends `input` in UTF-8 to `output`. After the piece for which `isLast` is true, nothing is
  /// held back.
  mutating func convert(_ input: Span<UInt8>, isLast: Bool, into output: inout [UInt8]) {
    var bytes = pending
    unsafe input.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    pending.removeAll(keepingCapacity: true)
    var position = 0
    while position < bytes.count {
      let before = position
      let problem = step(bytes, from: &position, into: &output)
      switch problem {
      case EINVAL where !isLast && bytes.count - position <= 16:
        pending.append(contentsOf: bytes[position...])
        return
      case EINVAL, EILSEQ:
        appendReplacement(to: &output)
        position += 1
      default:
        // A C library that neither reads a byte nor names a reason must not hold us for ever.
        if position == before { position += 1 }
      }
    }
    if isLast { flush(into: &output) }
  }

  /// Takes out the last character, which the C library holds back where a mark could follow it.
  private mutating func flush(into output: inout [UInt8]) {
    let descriptor = unsafe descriptor
    let total = room.count
    var outputLeft = total
    unsafe room.withUnsafeMutableBytes { target in
      var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
      _ = unsafe iconv(descriptor, nil, nil, &to, &outputLeft)
    }
    output.append(contentsOf: room[..<(total - outputLeft)])
  }

  /// Converts as much as fits the room; the value of `errno`, or 0.
  private mutating func step(
    _ bytes: [UInt8], from position: inout Int, into output: inout [UInt8]
  ) -> Int32 {
    let descriptor = unsafe descriptor
    let total = room.count
    var inputLeft = bytes.count - position
    var outputLeft = total
    var problem: Int32 = 0
    let start = position
    unsafe bytes.withUnsafeBytes { source in
      unsafe room.withUnsafeMutableBytes { target in
        // iconv takes its input as a mutable pointer by an old mistake of the standard.
        var from = unsafe UnsafeMutableRawPointer(mutating: source.baseAddress)
          .map { unsafe ($0 + start).assumingMemoryBound(to: CChar.self) }
        var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
        let result = unsafe iconv(descriptor, &from, &inputLeft, &to, &outputLeft)
        if Int(truncatingIfNeeded: result) == -1 { problem = errno }
      }
    }
    output.append(contentsOf: room[..<(total - outputLeft)])
    position = bytes.count - inputLeft
    return problem
  }

  private mutating func appendReplacement(to output: inout [UInt8]) {
    replacementCount += 1
    output.append(contentsOf: [0xEF, 0xBF, 0xBD])
  }
}
