/// How text is written as bytes.
enum TextEncoding: CaseIterable, Sendable {
  case utf8, utf16LittleEndian, utf16BigEndian, utf32LittleEndian, utf32BigEndian
  case shiftJIS, eucJP, iso2022JP, gb18030, big5, eucKR, windows1252

  /// The names under which C libraries know the encoding, the most complete variant first. Empty
  /// for those that we decode ourselves.
  var converterNames: [String] {
    switch self {
    case .shiftJIS: ["CP932", "SHIFT_JIS"]
    case .eucJP: ["EUC-JP-MS", "EUC-JP"]
    case .iso2022JP: ["ISO-2022-JP-3", "ISO-2022-JP-2", "ISO-2022-JP"]
    case .gb18030: ["GB18030", "GBK"]
    case .big5: ["BIG5-HKSCS", "CP950", "BIG5"]
    case .eucKR: ["CP949", "UHC", "EUC-KR"]
    default: []
    }
  }

  /// The name that people know the encoding by.
  var displayName: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .utf32LittleEndian, .utf32BigEndian: "UTF-32"
    case .shiftJIS: "Shift_JIS"
    case .eucJP: "EUC-JP"
    case .iso2022JP: "ISO-2022-JP"
    case .gb18030: "GB18030"
    case .big5: "Big5"
    case .eucKR: "EUC-KR"
    case .windows1252: "windows-1252"
    }
  }

  /// The encoding that a document names in its own text, as in `<meta charset="…">`; `nil` for
  /// unknown labels, and for UTF-16, in which no such text could have been found.
  init?(label: String) {
    switch label.lowercased() {
    case "utf-8", "utf8", "unicode-1-1-utf-8": self = .utf8
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "ms932", "cp932":
      self = .shiftJIS
    case "euc-jp", "eucjp", "x-euc-jp": self = .eucJP
    case "iso-2022-jp", "csiso2022jp": self = .iso2022JP
    case "gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "chinese", "hz-gb-2312", "cp936":
      self = .gb18030
    case "big5", "big5-hkscs", "x-x-big5", "cn-big5", "csbig5", "cp950": self = .big5
    case "euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949", "cp949":
      self = .eucKR
    case "iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252",
      "iso-8859-15", "x-cp1252":
      self = .windows1252
    default: return nil
    }
  }
}
