/// One row of a table of index-format.md; a test compares the tables with these.
struct LayoutField: Equatable {
  let name: String
  let offset: Int
  let size: Int

  init(_ name: String, _ offset: Int, _ size: Int) {
    self.name = name
    self.offset = offset
    self.size = size
  }
}
