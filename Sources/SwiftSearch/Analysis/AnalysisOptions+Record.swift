extension AnalysisOptions {
  /// The options by name, as an index records them.
  var record: [String: String] {
    [
      "segmentation": segmentation.rawValue, "removesAccents": String(removesAccents),
      "unifiesHanVariants": String(unifiesHanVariants), "identifiers": identifiers.rawValue,
      "addsWholeRuns": String(addsWholeRuns), "bridgesLines": String(bridgesLines),
      "addsSymbols": String(addsSymbols),
    ]
  }

  /// The options that an index records; nil if one is missing, unknown or has a value that is.
  init?(record: [String: String]) {
    func flag(_ name: String) -> Bool? { record[name].flatMap { Bool($0) } }
    guard let segmentation = record["segmentation"].flatMap(Segmentation.init(rawValue:)),
      let removesAccents = flag("removesAccents"),
      let unifiesHanVariants = flag("unifiesHanVariants"),
      let identifiers = record["identifiers"].flatMap(Identifiers.init(rawValue:)),
      let addsWholeRuns = flag("addsWholeRuns"), let bridgesLines = flag("bridgesLines"),
      let addsSymbols = flag("addsSymbols")
    else { return nil }
    self.init(
      segmentation: segmentation, removesAccents: removesAccents,
      unifiesHanVariants: unifiesHanVariants, identifiers: identifiers,
      addsWholeRuns: addsWholeRuns, bridgesLines: bridgesLines, addsSymbols: addsSymbols)
    guard self.record == record else { return nil }
  }
}
