import Testing

@testable import SwiftSearch

@Suite struct TextEncodingTests {
  /// An encoding, a text, and its bytes in hexadecimal as Python encodes it.
  static let samples: [(TextEncoding, String, String)] = [
    (
      .shiftJIS, "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。",
      """
      8CE1947982CD944C82C582A082E9814296BC914F82CD82DC82BE96B382A2814282C782B182C590B6\
      82EA82BD82A982C682F182C68CA9939682AA82C282A982CA8142
      """
    ),
    (
      .shiftJIS, "東京都の人口、ﾃｽﾄです",
      """
      938C8B9E937382CC906C8CFB8141C3BDC482C582B7
      """
    ),
    (
      .eucJP, "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。",
      """
      B8E3C7DAA4CFC7ADA4C7A4A2A4EBA1A3CCBEC1B0A4CFA4DEA4C0CCB5A4A4A1A3A4C9A4B3A4C7C0B8\
      A4ECA4BFA4ABA4C8A4F3A4C8B8ABC5F6A4ACA4C4A4ABA4CCA1A3
      """
    ),
    (
      .eucJP, "データベースの設定方法",
      """
      A5C7A1BCA5BFA5D9A1BCA5B9A4CEC0DFC4EACAFDCBA1
      """
    ),
    (
      .iso2022JP, "吾輩は猫である。名前はまだ無い。",
      """
      1B24423863475A244F472D24472422246B21234C3E4130244F245E24404C35242421231B2842
      """
    ),
    (
      .gb18030, "我们都知道，这个国家的人民在过去的几十年里取得了很大的进步。",
      """
      CED2C3C7B6BCD6AAB5C0A3ACD5E2B8F6B9FABCD2B5C4C8CBC3F1D4DAB9FDC8A5B5C4BCB8CAAEC4EA\
      C0EFC8A1B5C3C1CBBADCB4F3B5C4BDF8B2BDA1A3
      """
    ),
    (
      .gb18030, "操作系统的安装和使用说明",
      """
      B2D9D7F7CFB5CDB3B5C4B0B2D7B0BACDCAB9D3C3CBB5C3F7
      """
    ),
    (
      .big5, "我們都知道，這個國家的人民在過去的幾十年裡取得了很大的進步。",
      """
      A7DAADCCB3A3AABEB944A141B36FADD3B0EAAE61AABAA448A5C1A662B94CA568AABAB458A451A67E\
      B8CCA8FAB16FA446ABDCA46AAABAB669A842A143
      """
    ),
    (
      .big5, "作業系統的安裝與使用說明",
      """
      A740B77EA874B2CEAABAA677B8CBBB50A8CFA5CEBBA1A9FA
      """
    ),
    (
      .eucKR, "우리는 모두 이 나라의 국민이 지난 수십 년 동안 큰 발전을 이루었다는 것을 알고 있다.",
      """
      BFECB8AEB4C220B8F0B5CE20C0CC20B3AAB6F3C0C720B1B9B9CEC0CC20C1F6B3AD20BCF6BDCA20B3\
      E220B5BFBEC820C5AB20B9DFC0FCC0BB20C0CCB7E7BEFAB4D9B4C220B0CDC0BB20BECBB0ED20C0D6\
      B4D92E
      """
    ),
    (
      .eucKR, "영화가 정말 재미있었습니다",
      """
      BFB5C8ADB0A120C1A4B8BB20C0E7B9CCC0D6BEFABDC0B4CFB4D9
      """
    ),
    (
      .windows1252, "Voilà l’été : où est le café de la façade ?",
      """
      566F696CE0206C92E974E9203A206FF920657374206C6520636166E9206465206C61206661E76164\
      65203F
      """
    ),
    (
      .windows1252, "Größe und Übermut tun selten gut – sagte der Müller.",
      """
      4772F6DF6520756E6420DC6265726D75742074756E2073656C74656E206775742096207361677465\
      20646572204DFC6C6C65722E
      """
    ),
    (
      .windows1252, "El niño comió piñones en la montaña",
      """
      456C206E69F16F20636F6D69F3207069F16F6E657320656E206C61206D6F6E7461F161
      """
    ),
    (
      .utf16LittleEndian, "Plain text",
      """
      FFFE50006C00610069006E0020007400650078007400
      """
    ),
    (
      .utf16BigEndian, "日本語",
      """
      FEFF65E5672C8A9E
      """
    ),
    (
      .utf16LittleEndian, "Text without a mark, 日本語も\nある",
      """
      5400650078007400200077006900740068006F00750074002000610020006D00610072006B002C00\
      2000E5652C679E8A82300A0042308B30
      """
    ),
    (
      .utf16BigEndian, "Text without a mark\nand a second line",
      """
      005400650078007400200077006900740068006F00750074002000610020006D00610072006B000A\
      0061006E0064002000610020007300650063006F006E00640020006C0069006E0065
      """
    ),
    (
      .utf32LittleEndian, "wide 😀",
      """
      FFFE0000770000006900000064000000650000002000000000F60100
      """
    ),
    (
      .utf32BigEndian, "wide 日本",
      """
      0000FEFF0000007700000069000000640000006500000020000065E50000672C
      """
    ),
    (
      .utf8, "with a mark",
      """
      EFBBBF776974682061206D61726B
      """
    ),
    (
      .utf8, "日本語 and 한국어 and 中文",
      """
      E697A5E69CACE8AA9E20616E6420ED959CEAB5ADEC96B420616E6420E4B8ADE69687
      """
    ),
  ]

  @Test(arguments: samples) func detectsAndDecodes(
    encoding: TextEncoding, text: String, hexadecimal: String
  ) throws {
    let bytes = try #require(Self.bytes(hexadecimal))
    #expect(EncodingDetector.detect(bytes, isWhole: true)?.encoding == encoding)
    guard case .text(let decoded) = DecodedText.decode(bytes) else {
      Issue.record("refused")
      return
    }
    #expect(String(decoding: decoded, as: UTF8.self) == text)
  }

  @Test func damagedUTF8StaysUTF8() {
    let bytes = Array("日本語の文章です".utf8) + [0xFF] + Array("まだ続く".utf8)
    #expect(EncodingDetector.detect(bytes, isWhole: true)?.encoding == .utf8)
    let cut = Array("日本語".utf8.dropLast())
    #expect(EncodingDetector.detect(cut, isWhole: false)?.encoding == .utf8)
  }

  @Test func declarationDecidesWhatIsNotUTF8() throws {
    let page = Array("<meta http-equiv=x content='text/html; charset=EUC-KR'>".utf8) + [0xB0, 0xA1]
    #expect(DeclaredEncoding.find(in: page) == .eucKR)
    #expect(DeclaredEncoding.find(in: Array("<meta charset=\"Shift_JIS\">".utf8)) == .shiftJIS)
    #expect(DeclaredEncoding.find(in: Array("<?xml encoding='gb2312'?>".utf8)) == .gb18030)
    #expect(DeclaredEncoding.find(in: Array("charset".utf8)) == nil)
    let documents = try Ingested(page, named: "a.html").documents
    #expect(documents.first?["text"] == .text("가"))
  }

  @Test func binaryIsRefused() {
    var generator = TextTestGenerator(seed: 7)
    let noise = (0..<4096).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(EncodingDetector.detect(noise, isWhole: true) == nil)
    #expect(EncodingDetector.detect(noise.filter { $0 != 0 }, isWhole: true) == nil)
    #expect(EncodingDetector.detect(Array("text\0text text".utf8), isWhole: true) == nil)
  }

  @Test func anyBytesDecodeInEveryEncodingInAnyPieces() {
    for seed in 0..<12 as Range<UInt64> {
      var generator = TextTestGenerator(seed: seed)
      let count = Int.random(in: 0..<300, using: &generator)
      let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      for encoding in TextEncoding.allCases {
        let whole = decode(noise, encoding, pieces: [count])
        let cut = Int.random(in: 0...count, using: &generator)
        #expect(decode(noise, encoding, pieces: [cut, count]) == whole, "seed \(seed) \(encoding)")
      }
    }
  }

  private func decode(_ bytes: [UInt8], _ encoding: TextEncoding, pieces: [Int]) -> [UInt8] {
    guard var decoder = TextDecoder(encoding) else { return [] }
    var result: [UInt8] = []
    var start = 0
    for end in pieces {
      let piece = Array(bytes[start..<end])
      decoder.decode(piece.span, isLast: end == bytes.count, into: &result)
      start = end
    }
    return result
  }

  private static func bytes(_ hexadecimal: String) -> [UInt8]? {
    let digits = Array(hexadecimal)
    guard digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
  }
}
