/// What a file holds, as far as its name tells.
enum FileType: Equatable, Sendable {
  /// Prose: its first line may be its title.
  case plainText
  /// Source code, logs and other text that has no title but its name.
  case sourceCode
  case markdown
  case html
  case json
  case jsonLines
  case commaSeparated
  case tabSeparated
  /// Formats that hold no text that can be read as it stands.
  case binary
  /// Only the content can tell.
  case unknown

  /// Whether files of this type are read piece by piece, so that their size does not matter.
  var isStreamed: Bool {
    switch self {
    case .jsonLines, .commaSeparated, .tabSeparated: true
    default: false
    }
  }

  /// The type of the file called `name`.
  init(name: String) {
    let lowercased = name.lowercased()
    if let type = Self.byName[lowercased] {
      self = type
      return
    }
    // A leading dot starts a hidden name, not an extension.
    guard let dot = lowercased.utf8.lastIndex(of: UInt8(ascii: ".")), dot > lowercased.startIndex
    else {
      self = .unknown
      return
    }
    self = Self.byExtension[String(lowercased[lowercased.utf8.index(after: dot)...])] ?? .unknown
  }

  private static let byName = table([
    (
      .plainText,
      """
      readme license licence copying notice authors contributors changelog changes news \
      todo
      """
    ),
    (
      .sourceCode,
      """
      makefile gnumakefile dockerfile containerfile vagrantfile jenkinsfile gemfile rakefile \
      podfile brewfile procfile justfile build workspace cmakelists.txt meson.build go.mod \
      go.sum .gitignore .gitattributes .editorconfig .swift-format .clang-format .env \
      .bashrc .zshrc .profile .vimrc codeowners
      """
    ),
  ])

  private static let byExtension = table([
    (.plainText, "txt text rst org adoc asciidoc textile wiki nfo srt vtt"),
    (.markdown, "md markdown mdown mkd mdx qmd rmd"),
    (.html, "html htm xhtml shtml"),
    (.json, "json geojson ipynb webmanifest"),
    (.jsonLines, "jsonl ndjson"),
    (.commaSeparated, "csv"),
    (.tabSeparated, "tsv tab"),
    (
      .sourceCode,
      """
      tex bib log swift c h cc cpp cxx hpp hh hxx ipp inl m mm cu cuh metal go rs zig d nim \
      v odin java kt kts scala sc groovy gradle clj cljs cljc edn cs fs fsi fsx vb js mjs \
      cjs jsx ts mts cts tsx vue svelte astro py pyi pyx pyw rb erb rake php phtml pl pm t \
      raku lua r jl dart ex exs erl hrl elm hs lhs ml mli re rei lisp lsp cl el scm ss rkt f \
      f77 f90 f95 f03 for pas pp ada adb ads cob cbl asm s nasm sh bash zsh fish ksh csh bat \
      cmd ps1 psm1 awk sed sql graphql gql proto thrift capnp tf tfvars hcl nix bzl bazel \
      cmake mk mak ninja dockerfile yaml yml toml ini cfg conf config properties env plist \
      xml xsd xsl xslt svg rss atom css scss sass less styl diff patch po pot strings ahk \
      vhd vhdl sv svh vim tcl sol wgsl glsl hlsl vert frag comp gd mod ipp idl rtl twig hbs \
      mustache ejs pug haml slim jinja j2 tmpl tpl lock sum service desktop reg
      """
    ),
    (
      .binary,
      """
      png jpg jpeg gif bmp tif tiff webp ico icns heic heif avif psd ai eps raw cr2 nef xcf \
      mp3 m4a aac ogg oga opus flac wav aif aiff mid midi wma mp4 m4v mov avi mkv webm wmv \
      flv mpg mpeg zip gz tgz bz2 xz zst lz4 lzma br 7z rar tar jar war ear apk ipa dmg iso \
      img deb rpm pkg msi cab exe dll so dylib a lib o obj ko class pyc pyo pyd wasm bc \
      swiftmodule swiftdoc pdf doc docx xls xlsx ppt pptx odt ods odp epub mobi azw3 rtf ttf \
      otf woff woff2 eot ttc db sqlite sqlite3 mdb parquet arrow feather orc avro npy npz h5 \
      hdf5 pkl pickle pt pth onnx safetensors gguf bin pack idx nib car mo
      """
    ),
  ])

  private static func table(_ lists: [(type: FileType, words: String)]) -> [String: FileType] {
    var table: [String: FileType] = [:]
    for list in lists {
      for word in list.words.split(separator: " ") { table[String(word)] = list.type }
    }
    return table
  }
}
