#!/usr/bin/env python3
"""Writes Sources/SwiftSearch/Analysis/CharacterTableData.swift.

    Scripts/generate-character-tables.py [UCD] [OUTPUT]

UCD is a folder with the files of the Unicode Character Database that Debian's package
`unicode-data` installs (the default, /usr/share/unicode): UnicodeData.txt, CaseFolding.txt,
DerivedCoreProperties.txt, HangulSyllableType.txt and Scripts.txt. They are (c) Unicode, Inc., under the Unicode
License v3 (https://www.unicode.org/license.txt), which permits this use. The output depends on
those files alone.

Two tables are written. `words` gives maximal runs of alphabetic or numeric characters in lower
case, as the engines that we compare ourselves with cut them. `scripts` also tells Han, kana and
Hangul from other letters, continues words over marks, and folds case and width.
"""

import sys
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "Sources/SwiftSearch/Analysis/CharacterTableData.swift"
LIMIT, BLOCK = 0x110000, 128
BREAK, WORD, MARK, IGNORABLE, SPACE = range(5)
HAN, HIRAGANA, KATAKANA, HANGUL = range(8, 12)


class Database:
    """What the tables need to know about every code point."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.category = ["Cn"] * LIMIT
        self.lower, self.singleton, self.fold = {}, {}, {}
        first = 0
        for line in (folder / "UnicodeData.txt").read_text("ascii").splitlines():
            field = line.split(";")
            code = int(field[0], 16)
            if field[1].endswith(", First>"):
                first = code
            start = first if field[1].endswith(", Last>") else code
            self.category[start : code + 1] = [field[2]] * (code + 1 - start)
            if field[13]:
                self.lower[code] = int(field[13], 16)
            *tag, target = field[5].rsplit(" ", 1)
            if target and tag in ([], ["<narrow>"], ["<wide>"]):
                self.singleton[code] = int(target, 16)
        for code, (status, target) in self.rows("CaseFolding.txt"):
            if status in "CS":
                self.fold[code] = int(target, 16)
        self.fold[0x130] = 0x69  # only its Turkic folding is a single scalar
        self.alphabetic = self.having("DerivedCoreProperties.txt", "Alphabetic")
        self.ignorable = self.having("DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
        self.syllable = {code: value[0] for code, value in self.rows("HangulSyllableType.txt")}
        self.script = dict(
            (code, value[0])
            for code, value in self.rows("Scripts.txt")
            if value[0] in ("Han", "Hiragana", "Katakana")
        )
        self.version = (folder / "Scripts.txt").read_text("utf-8").split("-")[1].split(".txt")[0]

    def rows(self, name):
        """Yields (code point, other fields) of a file of the database."""
        for line in (self.folder / name).read_text("utf-8").splitlines():
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if len(fields) < 2:
                continue
            ends = [int(end, 16) for end in fields[0].split("..")]
            for code in range(ends[0], ends[-1] + 1):
                yield code, [field for field in fields[1:] if field]

    def having(self, name, value):
        return {code for code, fields in self.rows(name) if fields[0] == value}

    def is_word(self, code):
        return code in self.alphabetic or self.category[code][0] == "N"


def words_entry(database, code):
    """The class and the lower case of a code point, for runs of letters and digits."""
    if database.is_word(code) or 0x20000 <= code <= 0x3FFFF:
        return WORD, database.lower.get(code, code)
    return BREAK, code


def script_class(database, code):
    if code == 0x200B:
        return SPACE
    if code in database.ignorable:
        return IGNORABLE
    if code in (0xFF9E, 0xFF9F):
        return MARK  # half-width sound marks are letters by category
    if 0x20000 <= code <= 0x3FFFF or code == 0x3006:
        return HAN
    if not database.is_word(code):
        return MARK if database.category[code][0] == "M" else BREAK
    if code in database.syllable:
        # Vowels and final consonants continue the syllable that a first consonant begins.
        return MARK if database.syllable[code] in "VT" else HANGUL
    if code in (0x30FC, 0xFF70) or 0x3031 <= code <= 0x3035:
        return KATAKANA
    if database.category[code] == "No" or database.category[code] == "So":
        return WORD  # circled and squared forms
    names = {"Han": HAN, "Hiragana": HIRAGANA, "Katakana": KATAKANA}
    kind = names.get(database.script.get(code), WORD)
    return MARK if kind != WORD and database.category[code][0] == "M" else kind


def scripts_entry(database, code):
    """The class and the fold of a code point, for words and runs of characters."""
    kind = script_class(database, code)
    if kind in (BREAK, IGNORABLE, SPACE):
        return kind, code
    target = database.singleton.get(code, code)
    return kind, database.fold.get(target, target)


def digits(value, width):
    """`value` in base 64, most significant first, with the digits '0'...'o'."""
    return "".join(chr(0x30 + (value >> 6 * i & 63)) for i in reversed(range(width)))


def run_lengths(values):
    """Pairs of two-digit values and one-digit counts less one."""
    out, at = [], 0
    while at < len(values):
        end = at + 1
        while end < len(values) and values[end] == values[at] and end - at < 64:
            end += 1
        out.append(digits(values[at], 2) + digits(end - at - 1, 1))
        at = end
    return "".join(out)


def encode(entry):
    """The records, the blocks of record numbers and the block numbers of a table."""
    records, blocks, index = {}, {}, []
    for start in range(0, LIMIT, BLOCK):
        block = []
        for code in range(start, start + BLOCK):
            kind, target = entry(code)
            record = ((target - code) & 0xFFFFFF) << 8 | kind
            block.append(records.setdefault(record, len(records)))
        index.append(blocks.setdefault(tuple(block), len(blocks)))
    assert len(records) <= 4096 and len(blocks) <= 4096
    numbers = [number for block in blocks for number in block]
    return len(blocks), (
        "".join(digits(record, 6) for record in records),
        run_lengths(numbers),
        run_lengths(index),
    )


def literal(name, comment, text):
    lines = [text[i : i + 92] for i in range(0, len(text), 92)]
    body = "\\#\n".join("    " + line for line in lines)
    return f'  /// {comment}\n  static let {name} = #"""\n{body}\n    """#\n'


def main():
    database = Database(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"))
    output = Path(sys.argv[2]) if len(sys.argv) > 2 else OUTPUT
    parts, everything = [], ""
    for table, entry in (("words", words_entry), ("scripts", scripts_entry)):
        count, sections = encode(lambda code: entry(database, code))
        parts.append(
            f"  /// How many different blocks of {BLOCK} characters the table `{table}` has.\n"
            f"  static let {table}BlockCount = {count}\n"
        )
        everything += "".join(sections)
        for section, text in zip(("Records", "Blocks", "Index"), sections):
            comment = f"The {section.lower()} of the table `{table}`."
            parts.append(literal(table + section, comment, text))
    version = zlib.crc32(everything.encode("ascii"))
    output.write_text(
        "// swift-format-ignore-file\n"
        "// Made by Scripts/generate-character-tables.py from the Unicode Character Database\n"
        f"// {database.version}, (c) Unicode, Inc., Unicode License v3. Do not edit.\n\n"
        "/// The character tables as text, which compiles at once where an array would take seconds.\n"
        "///\n"
        "/// Numbers are in base 64 with the digits \"0\"...\"o\", most significant first. Records have\n"
        "/// six digits; the other sections are pairs of a value of two digits and a count less one.\n"
        "enum CharacterTableData {\n"
        "  /// CRC-32 of the sections below, one after the other.\n"
        f"  static let version: UInt32 = 0x{version:08x}\n\n" + "\n".join(parts) + "}\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
