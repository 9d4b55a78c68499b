import Foundation
import SwiftSearch
import Testing

@testable import swift_search

@Suite struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    body(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test func commasStandBetweenValuesOnly() {
    let text = written { json in
      json.object { json in
        json.member("a", 1)
        json.key("b")
        json.array { json in
          json.integer(1)
          json.object { _ in }
          json.array { $0.null() }
          json.bool(true)
        }
        json.member("c", nil as String?)
      }
    }
    #expect(text == #"{"a":1,"b":[1,{},[null],true],"c":null}"#)
  }

  @Test func numbersAreShortAndFinite() {
    #expect(written { $0.number(12.5) } == "12.5")
    #expect(written { $0.number(3.0) } == "3")
    #expect(written { $0.number(-0.25) } == "-0.25")
    #expect(written { $0.number(Double.infinity) } == "null")
    #expect(written { $0.number(Float.nan) } == "null")
    #expect(written { $0.number(Float(7.1)) } == "7.1")
    #expect(written { $0.number(1e300) } == "1e+300")
  }

  @Test func everyStringReadsBackAndHoldsNoControlCharacter() throws {
    var text = "\"quotes\" \\ / 法律 👩‍👩‍👧 "
    for value in 0..<0x3000 { Unicode.Scalar(value).map { text.unicodeScalars.append($0) } }
    let json = written { json in json.array { $0.string(text) } }
    #expect(!json.unicodeScalars.contains(where: SafeText.isHazardous))
    #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [text])
  }

  @Test func datesAreISO8601() {
    #expect(DateText.iso8601(Date(timeIntervalSince1970: 1_780_000_000)) == "2026-05-28T20:26:40Z")
    #expect(DateText.iso8601(Date(timeIntervalSince1970: 0.5)) == "1970-01-01T00:00:00.500Z")
    #expect(DateText.iso8601(Date(timeIntervalSince1970: -1)) == "1969-12-31T23:59:59Z")
    #expect(DateText.iso8601(Date(timeIntervalSince1970: 1e300)) == nil)
    #expect(DateText.iso8601(Date(timeIntervalSince1970: .nan)) == nil)
  }
}
