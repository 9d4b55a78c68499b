import Testing

@testable import swift_search

@Suite struct OptionParserTests {
  private let parser = OptionParser(
    command: "query",
    options: [
      .valued("limit", "N", short: "n", ""), .valued("index", "DIR", ""),
      .flag("quiet", short: "q", ""), .flag("verbose", short: "v", ""),
    ])

  private func parsed(_ arguments: String...) throws(CommandError) -> ParsedArguments {
    try parser.parse(arguments)
  }

  @Test func valuesStandBesideOrBehindTheirOption() throws {
    let forms = [
      try parsed("--limit", "5"), try parsed("--limit=5"), try parsed("-n", "5"),
      try parsed("-n5"),
    ]
    #expect(forms.allSatisfy { $0.values == ["limit": ["5"]] })
    #expect(try parsed("--limit=").string("limit") == "")
    #expect(try parsed("--limit=a=b").string("limit") == "a=b")
    #expect(try parsed("--limit", "-1").string("limit") == "-1")
  }

  @Test func shortFlagsCanBeJoined() throws {
    #expect(try parsed("-qvn3").values == ["quiet": [""], "verbose": [""], "limit": ["3"]])
  }

  @Test func theLastValueCountsAndAllAreKept() throws {
    let arguments = try parsed("--limit=1", "--limit=2")
    #expect(arguments.string("limit") == "2")
    #expect(arguments.strings("limit") == ["1", "2"])
  }

  @Test func operandsMayStandAnywhere() throws {
    #expect(try parsed("a", "-q", "b", "-").operands == ["a", "b", "-"])
    #expect(try parsed("a", "--", "-q", "--limit").operands == ["a", "-q", "--limit"])
    #expect(try parsed("-old models").operands == ["-old models"])
    #expect(try parsed("+must", "法律").operands == ["+must", "法律"])
  }

  @Test(arguments: ["--limit", "-n", "--quiet=1", "--unknown", "-x", "-qx"])
  func wrongOptionsAreErrors(_ argument: String) {
    #expect(throws: CommandError.self) { try parser.parse([argument]) }
  }

  @Test func aForgottenValueIsNotTakenFromTheNextOption() {
    #expect(throws: CommandError.self) { try parser.parse(["--index", "--quiet"]) }
  }

  @Test func timesHaveUnits() {
    let times: [(String, Duration)] = [
      ("50ms", .milliseconds(50)), ("2", .seconds(2)), ("1.5s", .milliseconds(1500)),
      ("0", .zero), ("3 min", .seconds(180)), ("250us", .microseconds(250)),
    ]
    for (text, time) in times {
      let difference = TimeSpan.parse(text).map { $0 - time }
      #expect(difference.map { abs($0.inSeconds) < 1e-9 } == true, "\(text)")
    }
    for text in ["", "ms", "1h", "-1", "1.2.3s", "nan", "inf", "99999999999", "50mss"] {
      #expect(TimeSpan.parse(text) == nil, "\(text)")
    }
  }

  @Test func sizesHaveLetters() {
    #expect(ByteSize.parse("256M") == 256 << 20)
    #expect(ByteSize.parse("1g") == 1 << 30)
    #expect(ByteSize.parse("2KiB") == 2048)
    #expect(ByteSize.parse("77") == 77)
    for text in ["", "M", "1x", "-1", "99999999999T", "1.5M", "1 M"] {
      #expect(ByteSize.parse(text) == nil, "\(text)")
    }
    #expect(ByteSize.describe(64 << 20) == "64M")
  }

  @Test func theNearestNameIsTheOneMeant() {
    let names = ["index", "query", "stats", "export"]
    #expect(NearestName.find("qurey", among: names) == "query")
    #expect(NearestName.find("exp", among: names) == "export")
    #expect(NearestName.find("INDEX", among: names) == nil)
    #expect(NearestName.find("", among: names) == nil)
    #expect(NearestName.distance("kitten", "sitting") == 3)
    #expect(NearestName.distance("ab", "ba") == 1)
  }
}
