/// The options and the notes of `swift-search query`.
enum QueryHelp {
  static let options: [Option] = [
    .index,
    .valued("in", "FOLDER", "search FOLDER; its index is kept in your cache and updated first"),
    .valued("limit", "N", short: "n", "show N hits (default: 10)"),
    .valued("offset", "N", "leave out the N best hits"),
    .valued("field", "NAME", "look for words in this field; may be repeated"),
    .flag("exact", "only words as they are written: no stems, no other spellings"),
    .flag("explain", "say what each word adds to the score of a hit"),
    .valued("synonyms", "FILE", "lines of words that mean the same, with commas between them"),
    .valued("stop-words", "FILE", "words that do not count, one a line"),
    .valued("k1", "X", "BM25: how long repeated words keep counting (1.2 if only --b is given)"),
    .valued("b", "X", "BM25: how much length counts, 0 to 1 (0.75 if only --k1 is given)"),
    .flag("count", "print only how many documents match the query as typed"),
    .flag("files", "print only the paths of the hits"),
    .json,
    .flag("full", "with --json: the field 'text' too"),
    .flag("no-snippets", "show no passages"),
    .valued("color", "WHEN", "auto, always or never"),
    .valued("topics", "FILE", "many queries: lines of id, tab, query; - is standard input"),
    .flag("syntax", "with --topics: queries may use the syntax below, not only words"),
    .flag("trec", "with --topics: write a TREC run"),
    .valued("tag", "NAME", "the last column of the run (default: swift-search)"),
    .flag("verbose", short: "v", "with --in: list the files that were skipped"),
    .help,
  ]

  static let notes = [
    "Query: word  \"a phrase\"  +must  -mustnot  field:word. Put the whole in single quotes, or",
    "write -- before words that start with -.",
    "",
    "On a terminal, matches are in colour; without colour (NO_COLOR) they stand between « and ».",
    "Elsewhere every hit is one line with tabs: rank, score, path:line (or id), title, snippet;",
    "in the snippet matches stand between « and »; with --topics the topic's id comes first.",
    "--json writes one object a query: query, total (value, relation), took in seconds, partial,",
    "tier (exact, units, any), hits (rank, id, score, path, title, line, fields, snippets).",
    "Highlights are ranges of UTF-8 bytes of the snippet's text. Control characters are always",
    "escaped.",
    "",
    "Exit status: 0 found, 1 nothing found, 2 error.",
  ]
}
