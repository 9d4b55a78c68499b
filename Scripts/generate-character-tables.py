#!/usr/bin/env python3
"""Writes Sources/SwiftSearch/Analysis/CharacterTables.swift.

    Scripts/generate-character-tables.py [UCD] [TS] [SHINJITAI] [OUTPUT]

UCD is a folder with the files of the Unicode Character Database that Debian's package
`unicode-data` installs (the default, /usr/share/unicode): UnicodeData.txt, CaseFolding.txt,
DerivedCoreProperties.txt, Scripts.txt, EquivalentUnifiedIdeograph.txt and emoji/emoji-data.txt.
They are (c) Unicode, Inc., under the Unicode License v3 (https://www.unicode.org/license.txt),
which permits this use.

TS and SHINJITAI are the tables TSCharacters.txt and JPShinjitaiCharacters.txt of OpenCC
(https://github.com/BYVoid/OpenCC), (c) the OpenCC authors, under the Apache License 2.0; by
default those in ../shared/vectors beside the repository. Of several values the first is taken.
The output depends on these files alone.

Two tables are written. `words` gives maximal runs of alphabetic or numeric characters in lower
case, as the engines that we compare ourselves with cut them. `scripts` folds width, case and
compatibility forms (NFKD with full case folding) and tells Han, kana, Hangul, letters, digits
and the signs that join words from each other. Where removing accents or unifying Han variants
changes an entry, a second one is kept beside it, so that one table serves all options.
"""

import sys
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "Sources/SwiftSearch/Analysis/CharacterTables.swift"
LIMIT, BLOCK = 0x110000, 128
BREAK, WORD, MARK, IGNORABLE, SPACE, DIGIT, CONNECTOR, EXPANSION = range(8)
HAN, HIRAGANA, KATAKANA, HANGUL, JAMO = range(8, 13)
EMOJI, FLAG = 16, 17
UPPER, SPECIAL = 0x40, 0x80
ACCENTS, VARIANTS = 1, 2  # the options that an entry may depend on

# Signs that join the parts of a word, by what they are unified to. Em dashes separate clauses.
FAMILIES = {
    "-": [0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2043, 0x2212],
    "'": [0x27, 0x2BB, 0x2BC, 0x2018, 0x2019, 0x201B, 0x55A],
    "\xb7": [0xB7, 0x2027, 0x2219, 0x30FB],
    "_": [0x5F, 0x203F, 0x2040, 0x2054],
    ".": [0x2E], "&": [0x26], "+": [0x2B], "#": [0x23], ",": [0x2C],
}
CONNECTORS = {code: ord(sign) for sign, codes in FAMILIES.items() for code in codes}

# Letters with strokes and ligatures, which have no decomposition, by what is typed for them.
STROKES = {
    0xC6: "Ae", 0xE6: "ae", 0x152: "Oe", 0x153: "oe", 0xD8: "O", 0xF8: "o", 0x110: "D",
    0x111: "d", 0x126: "H", 0x127: "h", 0x141: "L", 0x142: "l", 0x166: "T", 0x167: "t",
    0x131: "i",
}

# Marks for letters of any script but Indic ones, kana and Hangul, which have marks of their own.
ACCENT_BLOCKS = [
    (0x300, 0x36F), (0x483, 0x489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF),
    (0x2DE0, 0x2DFF), (0xA66F, 0xA67D), (0xA69E, 0xA69F), (0xFE20, 0xFE2F),
]


class Database:
    """What the tables need to know about every code point."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.category = ["Cn"] * LIMIT
        self.lower, self.fold, self.combining, self.digit, self.mapping = {}, {}, {}, {}, {}
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
            if field[3] != "0":
                self.combining[code] = int(field[3])
            if field[2] == "Nd":
                self.digit[code] = int(field[6])
            if field[5]:
                scalars = [part for part in field[5].split() if not part.startswith("<")]
                self.mapping[code] = [int(scalar, 16) for scalar in scalars]
        for code, (status, target) in self.rows("CaseFolding.txt"):
            if status in "CF":
                self.fold[code] = [int(scalar, 16) for scalar in target.split()]
        self.alphabetic = self.having("DerivedCoreProperties.txt", "Alphabetic")
        self.ignorable = self.having("DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
        self.radical = {
            code: int(value[0], 16)
            for code, value in self.rows("EquivalentUnifiedIdeograph.txt")
        }
        pictures = self.having("emoji/emoji-data.txt", "Extended_Pictographic")
        self.emoji = {
            code for code in pictures
            if code >= 0x2190 and code not in self.mapping and self.category[code] in ("So", "Cn")
        }
        self.emoji |= self.having("emoji/emoji-data.txt", "Emoji_Modifier")
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


def han_variants(traditional, shinjitai):
    """Each Han character that has a more common variant, with that: the simplified form."""
    def pairs(path):
        rows = (line.split("\t") for line in Path(path).read_text("utf-8").splitlines())
        return {
            ord(row[0]): ord(row[1].split()[0])
            for row in rows
            if len(row) == 2 and not row[0].startswith("#") and len(row[0]) == 1
            and len(row[1].split()[0]) == 1
        }

    simplified, old = pairs(traditional), pairs(shinjitai)

    def step(code):
        code = old.get(code, code)
        return simplified.get(code, code)

    variants = {}
    for code in simplified.keys() | old.keys():
        seen, target = [code], step(code)
        while target not in seen:
            seen.append(target)
            target = step(target)
        target = min(seen[seen.index(target):])
        if target != code:
            variants[code] = target
    return variants


class Folding:
    """What a code point is folded to, without or with the options that it depends on."""

    def __init__(self, database, variants):
        self.database, self.variants = database, variants
        self.sequences, self.numbers = [], {}

    def decomposed(self, code):
        """NFKD of a code point, in which Hangul syllables stay whole."""
        mapping = self.database.mapping.get(code)
        if mapping is None:
            return [code]
        return [scalar for part in mapping for scalar in self.decomposed(part)]

    def is_accent(self, code):
        return code in self.database.combining and any(
            first <= code <= last for first, last in ACCENT_BLOCKS
        ) or self.database.category[code] == "Me"

    def kind(self, code):
        """The class of a code point that has no decomposition."""
        database = self.database
        category = database.category[code]
        if code in database.combining:
            return MARK
        if 0x20000 <= code <= 0x3FFFF or code == 0x3006 or code in database.radical:
            return HAN
        if code in CONNECTORS:
            return CONNECTOR
        if code in database.emoji:
            return EMOJI
        if 0x1F1E6 <= code <= 0x1F1FF:
            return FLAG
        if category == "Nd":
            return DIGIT
        if not database.is_word(code):
            return MARK if category[0] == "M" else BREAK
        if 0x1161 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF:
            return JAMO
        if 0x1100 <= code <= 0x1160 or 0xA960 <= code <= 0xA97F or 0xAC00 <= code <= 0xD7A3:
            return HANGUL
        if code == 0x30FC or 0x3031 <= code <= 0x3035:
            return KATAKANA
        names = {"Han": HAN, "Hiragana": HIRAGANA, "Katakana": KATAKANA}
        if category in ("No", "So"):
            return WORD
        return names.get(database.script.get(code), WORD)

    def folded(self, code, options):
        """The folds of a code point that has no decomposition, or what to look up instead."""
        database = self.database
        if options & ACCENTS and code in STROKES:
            return [ord(letter) for letter in STROKES[code]]
        if code in CONNECTORS:
            return [CONNECTORS[code]]
        if code in database.digit:
            return [0x30 + database.digit[code]]
        code = database.radical.get(code, code)
        if options & VARIANTS:
            code = self.variants.get(code, code)
        return database.fold.get(code, [code]) if code != 0x345 else [code]

    def entry(self, code, options):
        """The bits of a table entry: the class below, above it what its meaning needs."""
        database = self.database
        if code == 0x200B:
            return SPACE
        if code in database.ignorable:
            return IGNORABLE
        parts = []
        for scalar in self.decomposed(code):
            if scalar in database.ignorable:
                continue
            if options & ACCENTS and self.is_accent(scalar):
                continue
            folded = self.folded(scalar, options)
            parts += folded if len(folded) > 1 else [scalar]
        if not parts:
            return IGNORABLE
        kind = self.kind(parts[0])
        if len(parts) > 1 or kind == MARK and parts[0] != code:
            return EXPANSION | SPECIAL | self.sequence(parts) << 8
        if kind == MARK:
            combining = database.combining.get(code, 0)
            return MARK | (SPECIAL if combining else 0) | combining << 8
        target = self.folded(parts[0], options)[0]
        # What a letter with a stroke is typed as may be a capital.
        target = database.fold.get(target, [target])[0]
        upper = UPPER if database.category[parts[0]] in ("Lu", "Lt") else 0
        return kind | upper | ((target - code) & 0xFFFFFF) << 8

    def sequence(self, scalars):
        """The number of an expansion: where it starts and how long it is."""
        assert len(scalars) < 32
        start = self.numbers.setdefault(tuple(scalars), len(self.sequences))
        if start == len(self.sequences):
            self.sequences += scalars
        return start << 5 | len(scalars)

    def entries(self, code):
        """The entry without options, that with the options, and on which it depends."""
        plain = self.entry(code, 0)
        for option in (ACCENTS, VARIANTS):
            other = self.entry(code, option)
            if other != plain:
                return plain, other, option
        return plain, plain, 0


def digits(value, width):
    """`value` in base 64, most significant first, with the digits '0'...'o'."""
    return "".join(chr(0x30 + (value >> 6 * i & 63)) for i in reversed(range(width)))


def run_lengths(values):
    """Pairs of three-digit values and one-digit counts less one."""
    out, at = [], 0
    while at < len(values):
        end = at + 1
        while end < len(values) and values[end] == values[at] and end - at < 64:
            end += 1
        out.append(digits(values[at], 3) + digits(end - at - 1, 1))
        at = end
    return "".join(out)


def encode(entries):
    """The number of blocks, and the records, alternatives, blocks and index of a table."""
    records, blocks, index = {}, {}, []
    for start in range(0, LIMIT, BLOCK):
        block = []
        for code in range(start, start + BLOCK):
            block.append(records.setdefault(entries(code), len(records)))
        index.append(blocks.setdefault(tuple(block), len(blocks)))
    numbers = [number for block in blocks for number in block]
    return len(blocks), {
        "Records": "".join(digits(plain, 6) for plain, _, _ in records),
        "Alternatives": "".join(
            digits(option, 1) + digits(number, 3) + digits(other, 6)
            for (_, other, option), number in records.items()
            if option
        ),
        "Blocks": run_lengths(numbers),
        "Index": run_lengths(index),
    }


def literal(name, comment, text):
    lines = [text[i : i + 92] for i in range(0, len(text), 92)]
    body = "\\#\n".join("    " + line for line in lines) or "    "
    return f'  /// {comment}\n  static let {name} = #"""\n{body}\n    """#\n'


def argument(number, default):
    return Path(sys.argv[number]) if len(sys.argv) > number else default


def main():
    vectors = ROOT.parent / "shared/vectors"
    database = Database(argument(1, Path("/usr/share/unicode")))
    variants = han_variants(
        argument(2, vectors / "opencc-TSCharacters.txt"),
        argument(3, vectors / "opencc-JPShinjitaiCharacters.txt"),
    )
    output = argument(4, OUTPUT)
    folding = Folding(database, variants)

    def words(code):
        kind, target = words_entry(database, code)
        entry = kind | ((target - code) & 0xFFFFFF) << 8
        return entry, entry, 0

    parts, everything = [], ""
    for table, entries in (("words", words), ("scripts", folding.entries)):
        count, sections = encode(entries)
        parts.append(
            f"  /// How many different blocks of {BLOCK} characters the table `{table}` has.\n"
            f"  static let {table}BlockCount = {count}\n"
        )
        sections["Sequences"] = ""
        if table == "scripts":
            sections["Sequences"] = "".join(digits(code, 4) for code in folding.sequences)
        for section, text in sections.items():
            everything += text
            comment = f"The {section.lower()} of the table `{table}`."
            parts.append(literal(table + section, comment, text))
    print(f"{len(variants)} Han variants, {len(everything)} bytes")
    version = zlib.crc32(everything.encode("ascii"))
    output.write_text(
        "// swift-format-ignore-file\n"
        "// Made by Scripts/generate-character-tables.py from the Unicode Character Database\n"
        f"// {database.version}, (c) Unicode, Inc., Unicode License v3, and from tables of OpenCC,\n"
        "// (c) the OpenCC authors, Apache License 2.0. Do not edit.\n\n"
        "/// The character tables as text, which compiles at once where an array would take seconds.\n"
        "///\n"
        "/// Numbers are in base 64 with the digits \"0\"...\"o\", most significant first. Records have\n"
        "/// six digits; alternatives an option, three digits for a record's number and six for what\n"
        "/// the record is with it; sequences four digits for each scalar. The other sections are pairs\n"
        "/// of a value of three digits and a count less one.\n"
        "enum CharacterTables {\n"
        "  /// CRC-32 of the sections below, one after the other.\n"
        f"  static let version: UInt32 = 0x{version:08x}\n\n" + "\n".join(parts) + "}\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
