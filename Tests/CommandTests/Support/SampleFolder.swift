import Foundation

/// A small folder of texts in several languages, some of them hostile to terminals.
struct SampleFolder {
  static let hostileName = "evil\u{1B}[31m\u{7}\u{202E}name.txt"

  let folder: TemporaryFolder
  var command: BuiltCommand

  init() throws {
    folder = try TemporaryFolder()
    command = BuiltCommand(folder: folder)
    let files = [
      "english/colony.md": """
      # AI colony

      Some introduction.

      A country that leans on foreign models may become an AI colony. Critics speak of
      “technology sovereignty” instead; Matsumoto's essay names both.
      """,
      "english/garden.txt": "Tomatoes want sun, water and a little patience.\n",
      "chinese.txt": "请先阅读免责声明：本文不构成法律建议。\n技术主权是一个国家的事。\n",
      "traditional.txt": "請先閱讀免責聲明：本文不構成法律建議。\n",
      "japanese.txt": "東京都で人工知能の研究が進んでいる。検索エンジンの索引を作る。\n",
      "korean.txt": "한국어 검색 엔진은 형태소 분석 없이도 문서를 찾는다.\n",
      "records.jsonl": """
      {"id":"r1","title":"Price list","text":"The glazed teapot is sold again.","date":\
      "2026-05-28","price":12.5,"tag":["tea","clay"]}
      {"id":"r 2","title":"Second","text":"Another glazed bowl."}
      """,
      Self.hostileName: "hostile \u{1B}[2J\u{7}\u{9B}31m\u{7F} lanterns \u{202E}glow\u{2069}\n",
    ]
    for (path, text) in files { try folder.write(text, to: "docs/" + path) }
  }

  func index() throws { _ = try command.run("index", "docs", "--quiet") }
}

/// A value of JSON, taken apart without casts in the tests.
enum JSONValue: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(_ text: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(text.utf8)) }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  subscript(key: String) -> JSONValue {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  var keys: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }
  var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
  var number: Double { if case .number(let number) = self { number } else { .nan } }
  var string: String { if case .string(let string) = self { string } else { "" } }
}
