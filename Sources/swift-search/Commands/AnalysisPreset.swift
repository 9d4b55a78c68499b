import SwiftSearch

/// The names of the presets of ``AnalysisOptions``.
enum AnalysisPreset: String, CaseIterable {
  case general, words, pairs, code, exact

  var options: AnalysisOptions {
    switch self {
    case .general: .general
    case .words: .words
    case .pairs: .pairs
    case .code: .code
    case .exact: .exact
    }
  }
}
