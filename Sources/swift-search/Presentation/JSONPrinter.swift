import SwiftSearch

/// One object a query.
struct JSONPrinter: ResultPrinter {
  var output: OutputBuffer
  var naming: HitNaming
  /// Whether the field `text`, which may be a whole book, is among the fields.
  var includesText: Bool
  /// Whether to say what the search did.
  var includesWork = false
  /// By how many files the index is behind the folder that is searched.
  var behindCount = 0
  var isComplete: Bool { true }

  func print(_ results: SearchResults, of query: AskedQuery) {
    var json = JSONWriter()
    json.object { json in
      if let topic = query.topic { json.member("qid", topic) }
      json.member("query", query.text)
      json.key("total")
      json.object { json in
        json.member("value", results.total.value)
        json.member("relation", results.total.relation == .exact ? "exact" : "at_least")
      }
      json.member("took", results.duration.inSeconds)
      json.key("partial")
      json.bool(results.isPartial)
      json.key("cut")
      json.bool(results.isCut)
      json.member("tier", "\(results.tier)")
      if !query.warnings.isEmpty {
        json.key("warnings")
        json.array { json in
          for warning in query.warnings {
            json.object { json in
              json.member("column", warning.column)
              json.member("message", warning.message)
            }
          }
        }
      }
      if behindCount > 0 { json.member("behind", behindCount) }
      if let suggestion = results.suggestion { json.member("suggestion", suggestion) }
      if includesWork {
        json.key("work")
        WorkText.write(results.work, to: &json)
      }
      json.key("hits")
      json.array { json in
        for hit in results.hits { write(hit, to: &json) }
      }
      if !results.facets.isEmpty { FacetText.write(results.facets, to: &json) }
      json.member("next", results.next?.description)
    }
    output.writeLine(&json)
  }

  private func write(_ hit: Hit, to json: inout JSONWriter) {
    json.object { json in
      json.member("rank", hit.rank)
      json.member("id", hit.key)
      json.key("score")
      json.number(hit.score)
      if let others = hit.others { json.member("others", others) }
      json.member("path", naming.path(hit))
      json.member("title", hit.title)
      json.member("line", hit.line)
      json.key("fields")
      write(hit.document.fields, to: &json)
      json.key("snippets")
      json.array { json in
        for snippet in hit.snippets { write(snippet, to: &json) }
      }
      guard !hit.explanation.isEmpty else { return }
      json.key("explanation")
      json.array { json in
        for word in hit.explanation { write(word, to: &json) }
      }
      guard !hit.adjustments.isEmpty else { return }
      json.key("adjustments")
      json.array { json in
        for step in hit.adjustments {
          json.object { json in
            json.member("field", step.field)
            json.key("factor")
            json.number(step.factor ?? .nan)
            json.key("score")
            json.number(step.score)
          }
        }
      }
    }
  }

  /// A name that occurs more than once gets an array of its values, where it stood first.
  private func write(_ fields: [Document.Field], to json: inout JSONWriter) {
    var names: [String] = []
    var values: [String: [FieldValue]] = [:]
    for field in fields where includesText || field.name != "text" {
      if values[field.name] == nil { names.append(field.name) }
      values[field.name, default: []].append(field.value)
    }
    json.object { json in
      for name in names {
        json.key(name)
        let values = values[name, default: []]
        if values.count == 1 {
          write(values[0], to: &json)
        } else {
          json.array { json in
            for value in values { write(value, to: &json) }
          }
        }
      }
    }
  }

  private func write(_ value: FieldValue, to json: inout JSONWriter) {
    switch value {
    case .text(let text), .keyword(let text), .stored(let text): json.string(text)
    case .number(let number): json.number(number)
    case .date(let date):
      if let text = DateText.iso8601(date) { json.string(text) } else { json.null() }
    }
  }

  private func write(_ word: WordExplanation, to json: inout JSONWriter) {
    json.object { json in
      json.key("score")
      json.number(word.score)
      json.key("weight")
      json.number(word.weight)
      json.key("forms")
      json.array { json in
        for form in word.forms {
          json.object { json in
            json.member("field", form.field)
            json.key("terms")
            json.array { json in
              for term in form.terms { json.string(term) }
            }
            json.key("weight")
            json.number(form.weight)
            json.key("documentFrequencies")
            json.array { json in
              for frequency in form.documentFrequencies { json.integer(frequency) }
            }
          }
        }
      }
    }
  }

  private func write(_ snippet: Snippet, to json: inout JSONWriter) {
    json.object { json in
      json.member("field", snippet.field)
      json.member("text", snippet.text)
      json.member("line", snippet.line)
      json.member("start", snippet.source.lowerBound)
      json.member("end", snippet.source.upperBound)
      json.key("highlights")
      json.array { json in
        for range in snippet.highlights {
          json.array { json in
            json.integer(range.lowerBound)
            json.integer(range.upperBound)
          }
        }
      }
      json.key("matches")
      json.array { json in
        for place in snippet.places {
          json.object { json in
            json.member("start", place.source.lowerBound)
            json.member("end", place.source.upperBound)
            json.member("line", place.line)
          }
        }
      }
    }
  }
}
