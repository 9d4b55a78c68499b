#!/usr/bin/env python3
"""Lists what an index holds: an independent reader, written from index-format.md alone.

    read-index.py INDEX terms       every term with its postings, as JSON Lines
    read-index.py INDEX documents   every document with its norms, columns and stored values

Verifies every checksum and every count on the way, and ends with status 2 when something is wrong.
Needs nothing but Python 3. The names of classes and functions are the headings of index-format.md.
"""

import json
import math
import os
import re
import struct
import sys
import zlib


class Damage(Exception):
    """What is wrong with the bytes."""


def require(condition, message):
    if not condition:
        raise Damage(message)


class Reader:
    """Conventions: integers, varints and strings, one after the other."""

    def __init__(self, data, offset=0):
        self.data = data
        self.offset = offset

    def take(self, count):
        require(0 <= count <= len(self.data) - self.offset, "bytes are missing")
        self.offset += count
        return self.data[self.offset - count:self.offset]

    def unpack(self, layout):
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))

    def u8(self):
        return self.take(1)[0]

    def u32(self):
        return self.unpack("I")[0]

    def array(self, layout, count):
        return self.unpack(f"{count}{layout}") if count else ()

    def varint(self):
        value = shift = 0
        while True:
            byte = self.u8()
            value |= (byte & 0x7F) << shift
            require(value < 1 << 64 and shift < 70, "varint of more than 64 bits")
            if byte < 0x80:
                return value
            shift += 7

    def string(self):
        return bytes(self.take(self.varint())).decode("utf-8")

    def end(self, what):
        require(self.offset == len(self.data), f"bytes behind {what}")


def bitset(words, count):
    """The numbers of the bits that are 1."""
    numbers = [64 * index + bit for index, word in enumerate(words) for bit in range(64)
               if word >> bit & 1]
    require(not numbers or numbers[-1] < count, "bits beyond a bitset")
    return numbers


class File:
    """File header, section table and file footer; all sections with their checksums verified."""

    SEGMENT, COMMIT, DELETIONS, SOURCES = 1, 2, 3, 4
    MAGIC = bytes.fromhex("89 53 57 53 0D 0A 1A 0A")

    def __init__(self, directory, name, kind, identifier=0, generation=0, checksum=None):
        with open(os.path.join(directory, name), "rb") as file:
            data = file.read()
        require(len(data) >= 64, f"{name} is too short")
        magic, found, version, own, number = struct.unpack("<8sIIQQ", data[:32])
        require(magic == self.MAGIC, f"{name} is no file of an index")
        require(version == 1, f"{name} has version {version}")
        require((found, own, number) == (kind, identifier, generation),
                f"{name} is another file than its name says")
        table, count, table_checksum, length, header_checksum, footer_checksum = \
            struct.unpack("<QIIQII", data[-32:])
        require(zlib.crc32(data[-32:-4]) == footer_checksum, f"{name}: footer checksum")
        require(checksum in (None, footer_checksum), f"{name} is not the file that was committed")
        require(length == len(data), f"{name}: length")
        require(zlib.crc32(data[:32]) == header_checksum, f"{name}: header checksum")
        require(table % 8 == 0 and table >= 32 and table + 24 * count + 32 == length,
                f"{name}: section table")
        require(zlib.crc32(data[table:-32]) == table_checksum, f"{name}: table checksum")
        self.data = data
        self.sections = {}
        self.read_sections(name, table, count)

    def read_sections(self, name, table, count):
        end = 32
        for index in range(count):
            kind, field, checksum, offset, length = struct.unpack_from(
                "<HHIQQ", self.data, table + 24 * index)
            require(offset == (end + 7) // 8 * 8 and offset + length <= table,
                    f"{name}: section outside of its place")
            require(not any(self.data[end:offset]), f"{name}: bytes between sections")
            end = offset + length
            section = self.data[offset:offset + length]
            require(zlib.crc32(section) == checksum, f"{name}: checksum of section {kind}")
            require((kind, field) not in self.sections, f"{name}: section {kind} repeats")
            self.sections[kind, field] = section
        require(table == (end + 7) // 8 * 8 and not any(self.data[end:table]),
                f"{name}: bytes behind the last section")

    def section(self, kind, field=65535):
        require((kind, field) in self.sections, f"no section {kind} of field {field}")
        return self.sections[kind, field]


TEXT, KEYWORD, NUMBER, DATE, STORED = 1, 2, 3, 4, 5
TYPE_NAMES = {TEXT: "text", KEYWORD: "keyword", NUMBER: "number", DATE: "date", STORED: "stored"}


class FieldRecord:
    def __init__(self, reader):
        (self.number, self.type, _, self.document_count, self.total_length,
         self.term_count, self.posting_count,
         self.position_count) = reader.unpack("HBBIQQQQ")
        self.name = reader.string()
        require(self.type in TYPE_NAMES, f"type {self.type} of field {self.name}")
        require(self.type == TEXT or self.total_length == 0, "length of a field without text")


def field_records(reader, count):
    records = [FieldRecord(reader) for _ in range(count)]
    numbers = [record.number for record in records]
    require(numbers == sorted(set(numbers)), "fields out of order")
    require(len({record.name for record in records}) == count, "fields of one name")
    return records


class Manifest:
    def __init__(self, data, generation):
        reader = Reader(data)
        (self.table_version, options, fields, segments, self.sources_checksum,
         self.sources_generation, _) = reader.unpack("IHHIIQI")
        self.segments = [SegmentRecord(reader) for _ in range(segments)]
        self.fields = field_records(reader, fields)
        self.options = {}
        for _ in range(options):
            name = reader.string()
            require(name not in self.options, "option that repeats")
            self.options[name] = reader.string()
        reader.end("the manifest")
        require(self.fields and (self.fields[0].number, self.fields[0].type) == (0, KEYWORD),
                "no field of keys")
        require(len({record.id for record in self.segments}) == segments, "segment that repeats")
        require(max([self.sources_generation]
                    + [record.deletions_generation for record in self.segments]) <= generation,
                "files of a later generation")


class SegmentRecord:
    def __init__(self, reader):
        (self.id, self.file_length, self.checksum, self.document_count,
         self.deletions_generation, self.deletions_checksum,
         self.deleted_count) = reader.unpack("QQIIQII")
        require((self.deletions_generation == 0) == (self.deleted_count == 0)
                and self.deleted_count <= self.document_count, "number of deleted documents")


def newest_commit(directory):
    names = [re.fullmatch(r"(0|[1-9][0-9]*)\.commit", name) for name in os.listdir(directory)]
    generations = [int(match[1]) for match in names if match]
    require(generations, "there is no index")
    generation = max(generations)
    file = File(directory, f"{generation}.commit", File.COMMIT, generation=generation)
    return Manifest(file.section(11), generation)


def sources(directory, manifest):
    """Reads the sources for the sake of their checksums."""
    if manifest.sources_generation == 0:
        return
    file = File(directory, f"{manifest.sources_generation}.sources", File.SOURCES,
                generation=manifest.sources_generation, checksum=manifest.sources_checksum)
    reader = Reader(file.section(12))
    entries, roots = reader.unpack("QI")
    prefixes = []
    for _ in range(roots):
        reader.string()
        prefixes.append(reader.string())
    paths = []
    for _ in range(entries):
        _, _, root = reader.unpack("QqI")
        require(root < roots, "unknown root")
        path = reader.string()
        require(path.startswith(prefixes[root]), "path without the prefix of its root")
        paths.append(path.encode())
    require(paths == sorted(set(paths)), "sources out of order")
    reader.end("the sources")


# Encodings


def lanes(reader, width):
    require(width <= 32, f"width of {width} bits")
    words = reader.array("I", 4 * width)
    mask = (1 << width) - 1
    streams = []
    for lane in range(4):
        stream = 0
        for index, word in enumerate(words[lane::4]):
            stream |= word << 32 * index
        streams.append(stream)
    return [streams[i % 4] >> (i // 4 * width) & mask for i in range(128)]


def stream(reader, count, width):
    require(width <= 32, f"width of {width} bits")
    bits = int.from_bytes(reader.take((count * width + 7) // 8), "little")
    mask = (1 << width) - 1
    require(bits >> (count * width) == 0, "bits behind a stream")
    return [bits >> (i * width) & mask for i in range(count)]


def quotients(reader, count, low=0, low_bits=0):
    """The quotients; the lowest bits of the first byte, `low`, belong to what stands before."""
    numbers, zeros, bit, byte, taken = [], 0, low_bits, low, 1 if low_bits else 0
    while len(numbers) < count:
        if bit % 8 == 0:
            byte, bit, taken = reader.u8(), 0, taken + 1
            require(taken <= 255, "length of quotients")
        if byte >> bit & 1:
            numbers.append(zeros)
            zeros = 0
        else:
            zeros += 1
        bit += 1
    require(byte >> bit == 0, "bits behind quotients")
    return numbers


def short_run(reader, count, form):
    if form < 64:
        return stream(reader, count, form)
    shift = form - 64
    require(shift <= 21, f"shift of {shift} bits")
    data = reader.take((count * shift + 7) // 8)
    low_bits = count * shift % 8
    values = int.from_bytes(data, "little")
    mask = (1 << shift) - 1
    return [values >> (i * shift) & mask | quotient << shift for i, quotient in enumerate(
        quotients(reader, count, data[-1] if low_bits else 0, low_bits))]


def packed_block(reader):
    width, exceptions = reader.u8(), reader.u8()
    if width >= 64:
        return split_block(reader, width - 64, exceptions)
    values = lanes(reader, width)
    last = -1
    for _ in range(exceptions):
        index, high = reader.u8(), reader.varint()
        require(last < index < 128 and high > 0, "exceptions out of order")
        values[index] |= high << width
        require(values[index] < 1 << 32, "exception of more than 32 bits")
        last = index
    return values


def split_block(reader, shift, length):
    require(shift <= 21, f"shift of {shift} bits")
    low, start = lanes(reader, shift), reader.offset
    high = quotients(reader, 128)
    require(reader.offset == start + length, "length of quotients")
    return [value | quotient << shift for value, quotient in zip(low, high)]


def documents_from(gaps, previous):
    documents = []
    for gap in gaps:
        previous += gap + 1
        documents.append(previous)
    return documents


def full_block(reader, previous, has_frequencies):
    first = reader.data[reader.offset] if reader.offset < len(reader.data) else 0
    if first & 128:
        words = reader.array("Q", reader.u8() & 127)
        documents = [previous + 1 + bit for bit in bitset(words, 64 * len(words))]
        require(len(documents) == 128 and words[-1] != 0, "bitset without 128 documents")
    else:
        documents = documents_from(packed_block(reader), previous)
    frequencies = [value + 1 for value in packed_block(reader)] if has_frequencies else None
    return documents, frequencies


def short_block(reader, previous, count, has_frequencies):
    first = reader.u8()
    documents = documents_from(short_run(reader, count, first & 127), previous)
    frequencies = [1] * count if has_frequencies else None
    if first & 128:
        require(has_frequencies, "frequencies in a keyword field")
        frequencies = [value + 1 for value in short_run(reader, count, reader.u8())]
    return documents, frequencies


class SkipData:
    """Not needed to read everything, but everything must agree with it."""

    def __init__(self, reader, document_frequency, is_text):
        blocks = (document_frequency + 127) // 128
        groups = (blocks + 31) // 32
        self.width, count, group_count = reader.unpack("BII")
        require(self.width in ((2, 5) if is_text else (0,)), f"impact width {self.width}")
        self.last_documents = reader.array("I", blocks)
        block_offsets = reader.array("H", blocks)
        group_offsets = reader.array("I", groups)
        self.offsets = [group_offsets[b // 32] + block_offsets[b] for b in range(blocks)]
        if not is_text:
            require((count, group_count) == (0, 0), "impacts in a keyword field")
            return
        offsets, indexes = reader.array("I", blocks), reader.array("B", blocks)
        self.places = list(zip(offsets, indexes))
        counts = reader.array("B", blocks)
        starts, ends = reader.array("I", groups), reader.array("I", groups)
        require(sum(counts) == count and ends[-1] == group_count and all(counts),
                "number of impacts")
        impacts = [reader.unpack("BB" if self.width == 2 else "IB") for _ in range(count)]
        group_impacts = [reader.unpack("BB" if self.width == 2 else "IB")
                         for _ in range(group_count)]
        self.impacts = []
        for block in range(blocks):
            group = block // 32
            start = starts[group] + sum(counts[32 * group:block])
            self.impacts.append(impacts[start:start + counts[block]])
        self.group_impacts = [group_impacts[ends[g - 1] if g else 0:ends[g]]
                              for g in range(groups)]


def best(pairs):
    """The impacts of postings: the pairs of frequency and norm for which no different pair has at
    least that frequency and at most that norm."""
    result = []
    for frequency, norm in sorted(set(pairs), key=lambda pair: (-pair[0], pair[1])):
        if not result or norm < result[-1][1]:
            result.append((frequency, norm))
    return result[::-1]


def postings(data, document_frequency, is_text, norms):
    """Doc IDs, frequencies (None in keyword fields) and skip data (None up to 128)."""
    reader = Reader(data)
    skip = SkipData(reader, document_frequency, is_text) if document_frequency > 128 else None
    start = reader.offset
    documents, frequencies = [], [] if is_text else None
    block = 0
    while len(documents) < document_frequency:
        count = min(128, document_frequency - len(documents))
        previous = documents[-1] if documents else -1
        require(skip is None or reader.offset - start == skip.offsets[block], "block offset")
        if count == 128:
            part, numbers = full_block(reader, previous, is_text)
        else:
            part, numbers = short_block(reader, previous, count, is_text)
        require(skip is None or skip.last_documents[block] == part[-1], "last document")
        documents += part
        if is_text:
            frequencies += numbers
            require(skip is None or skip.impacts[block] == best(
                zip(numbers, (norms[d] for d in part))), "impacts of a block")
        block += 1
    reader.end("postings")
    if skip and is_text:
        pairs = list(zip(frequencies, (norms[d] for d in documents)))
        for group, impacts in enumerate(skip.group_impacts):
            require(impacts == best(pairs[4096 * group:4096 * group + 4096]), "group impacts")
    return documents, frequencies, skip


def positions(data, frequencies, skip):
    """The positions in each document."""
    reader = Reader(data)
    total = sum(frequencies)
    numbers, starts = [], []
    for _ in range(total // 128):
        starts.append(reader.offset)
        numbers += packed_block(reader)
    # The place of a block of postings may be where the short block starts.
    starts.append(reader.offset)
    if total % 128:
        first = reader.u8()
        require(first & 128, "short block of positions")
        if first & 64:
            require(reader.u8() == total % 128, "length of a short block of positions")
        numbers += short_run(reader, total % 128, first & 127)
    reader.end("positions")
    result, next_number = [], 0
    for index, frequency in enumerate(frequencies):
        if skip and index % 128 == 0:
            place = (starts[next_number // 128], next_number % 128)
            require(skip.places[index // 128] == place, "place of the positions of a block")
        position, own = 0, []
        for number in numbers[next_number:next_number + frequency]:
            position += number
            own.append(position)
        require(position < 1 << 32, "position of more than 32 bits")
        next_number += frequency
        result.append(own)
    return result


class Term:
    """A term, and where its postings and positions are."""

    def __init__(self, key, reader, is_text, offsets):
        self.key = key
        self.document = self.frequency = self.position = None
        lengths = [0, 0]
        head = reader.varint()
        self.document_frequency = (head + 1) // 2 if head > 1 and head % 2 else 1
        if head % 2 == 0:
            self.frequency = 1
            if is_text:
                self.document, self.position = head // 2, reader.varint()
            else:
                distance = head // 2
                offsets[2] += -(distance + 1) // 2 if distance % 2 else distance // 2
                self.document = offsets[2]
                require(self.document >= 0, "document before the first")
        elif head == 1:
            require(is_text, "frequency in a keyword field")
            self.document, self.frequency = reader.varint(), reader.varint()
            require(self.frequency > 1, "frequency of 1")
            lengths[1] = reader.varint()
        else:
            lengths[0] = reader.varint()
            if is_text:
                lengths[1] = reader.varint()
        self.postings = (offsets[0], offsets[0] + lengths[0])
        self.positions = (offsets[1], offsets[1] + lengths[1])
        offsets[0], offsets[1] = self.postings[1], self.positions[1]


def term_dictionary(index, data, is_text):
    reader = Reader(index)
    term_count, block_count, _ = reader.unpack("QII")
    prefixes = [bytes(reader.take(8))[::-1] for _ in range(block_count)]
    starts = reader.array("I", block_count)
    reader.end("the term index")
    reader = Reader(data)
    # Where postings and positions end, and the last document of a keyword that is in one.
    offsets = [0, 0, 0]
    number, last = 0, None
    for block in range(block_count):
        require(reader.offset == starts[block], "offset of a block of terms")
        count = reader.varint()
        require(count == 32 or 0 < count < 32 and block == block_count - 1, "terms in a block")
        own = [reader.varint(), reader.varint() if is_text else 0]
        require(own == offsets[:2], "offsets of a block of terms")
        offsets[2] = 0
        keys = Reader(reader.take(reader.varint()))
        terms, key = [], b""
        for position in range(count):
            if position:
                shared, length = divmod(keys.u8(), 16)
                shared += keys.varint() if shared == 15 else 0
                length += keys.varint() if length == 15 else 0
            else:
                shared, length = 0, keys.varint()
            require(shared <= len(key), "bytes shared with the term before")
            key = key[:shared] + bytes(keys.take(length))
            require(last is None or last < key, "terms out of order")
            last = key
            terms.append(key)
        keys.end("keys")
        require(terms[0][:8].ljust(8, b"\0") == prefixes[block], "prefix of a block")
        for key in terms:
            yield Term(key, reader, is_text, offsets)
        number += count
    reader.end("the term dictionary")
    require(number == term_count, "number of terms")


def norm_length(norm):
    """The length that a norm stands for."""
    if norm < 24:
        return norm
    exponent, mantissa = divmod(norm - 24, 8)
    return 24 + (mantissa if exponent == 0 else (mantissa + 8) << (exponent - 1))


def column(data, document_count):
    """The value of each document, or None."""
    reader = Reader(data)
    encoding, width, has_bitset, _, count, base = reader.unpack("BBBBIq")
    require(count == document_count, "documents of a column")
    require(encoding in (0, 1) and width in ((1, 2, 4, 8) if encoding == 0 else (8,)),
            "encoding of a column")
    require(has_bitset in (0, 1), "bitset of a column")
    present = range(count)
    if has_bitset:
        present = bitset(reader.array("Q", (count + 63) // 64), count)
    layout = "d" if encoding == 1 else {1: "B", 2: "H", 4: "I", 8: "Q"}[width]
    numbers = reader.array(layout, count)
    reader.end("a column")
    values = [None] * count
    for document in present:
        value = numbers[document]
        if encoding == 0:  # modulo 2^64, as an i64
            value = (base + value + (1 << 63)) % (1 << 64) - (1 << 63)
        values[document] = value
    return values


def lz4_block(data, count):
    reader, output = Reader(data), bytearray()

    def length(bits):
        value = bits
        while bits == 15:
            byte = reader.u8()
            value += byte
            if byte < 255:
                break
        return value

    while True:
        token = reader.u8()
        output += reader.take(length(token >> 4))
        if reader.offset == len(data):
            break
        offset = reader.unpack("H")[0]
        match = length(token & 15) + 4
        require(0 < offset <= len(output) and len(output) + match <= count, "match")
        for _ in range(match):
            output.append(output[-offset])
    require(len(output) == count, "length of a block")
    return bytes(output)


def stored_documents(index, data, document_count):
    """The values of each document: pairs of a field's number, type and value."""
    reader = Reader(index)
    blocks, count = reader.unpack("II")
    require(count == document_count, "number of stored documents")
    require(blocks > 0 or not data, "stored documents without a block")
    starts = reader.array("Q", blocks) + (len(data),)
    firsts = reader.array("I", blocks) + (count,)
    reader.end("the stored index")
    document = 0
    require(starts[0] == 0, "stored documents before the first block")
    for block in range(blocks):
        require(firsts[block] == document and starts[block] + 4 <= starts[block + 1],
                "block of documents")
        compressed = data[starts[block]:starts[block + 1]]
        reader = Reader(lz4_block(compressed[4:], struct.unpack("<I", compressed[:4])[0]))
        while reader.offset < len(reader.data):
            yield stored_document(reader.take(reader.varint()))
            document += 1
        require(firsts[block] < document == firsts[block + 1], "documents of a block")


def stored_document(data):
    reader = Reader(data)
    values = []
    for _ in range(reader.varint()):
        number, kind = reader.varint(), reader.u8()
        require(kind in TYPE_NAMES, f"type {kind} of a value")
        if kind == NUMBER:
            value = reader.unpack("d")[0]
        elif kind == DATE:
            value = reader.unpack("q")[0]
        else:
            value = reader.string()
        values.append((number, kind, value))
    reader.end("a stored document")
    require([value[:2] for value in values if value[0] == 0] == [(0, KEYWORD)]
            and values[0][0] == 0, "key of a stored document")
    return values


class Segment:
    def __init__(self, directory, record):
        self.name = f"{record.id:016x}"
        self.file = File(directory, self.name + ".segment", File.SEGMENT, identifier=record.id,
                         checksum=record.checksum)
        require(len(self.file.data) == record.file_length, "length of the segment")
        reader = Reader(self.file.section(1))
        self.document_count, fields, _ = reader.unpack("IHH")
        require(self.document_count == record.document_count, "documents of the segment")
        self.fields = field_records(reader, fields)
        reader.end("the segment information")
        self.norms = {}
        for field in self.fields:
            require(field.type != STORED and field.document_count <= self.document_count,
                    f"record of field {field.name}")
            if field.type == TEXT:
                norms = self.file.section(8, field.number)
                require(len(norms) == self.document_count, "number of norms")
                require(sum(norm > 0 for norm in norms) == field.document_count,
                        "documents of a text field")
                self.norms[field.number] = norms
        self.deleted = self.deletions(directory, record)

    def deletions(self, directory, record):
        if record.deletions_generation == 0:
            require(record.deleted_count == 0, "deletions without a file")
            return set()
        file = File(directory, f"{self.name}-{record.deletions_generation}.deletions",
                    File.DELETIONS, identifier=record.id, generation=record.deletions_generation,
                    checksum=record.deletions_checksum)
        reader = Reader(file.section(10))
        documents, deleted = reader.unpack("II")
        require((documents, deleted) == (self.document_count, record.deleted_count), "deletions")
        numbers = bitset(reader.array("Q", (documents + 63) // 64), documents)
        reader.end("the deletions")
        require(len(numbers) == deleted, "number of deleted documents")
        return set(numbers)

    def terms(self, field):
        """Each term with its documents, frequencies and positions."""
        is_text = field.type == TEXT
        posting_bytes = self.file.section(6, field.number)
        position_bytes = self.file.section(7, field.number) if is_text else b""
        ends = [0, 0]
        count = posting_count = position_count = 0
        for term in term_dictionary(self.file.section(4, field.number),
                                    self.file.section(5, field.number), is_text):
            documents, frequencies, skip = [term.document], [term.frequency], None
            if term.document is None:
                documents, frequencies, skip = postings(
                    posting_bytes[slice(*term.postings)], term.document_frequency, is_text,
                    self.norms.get(field.number))
            require(documents[-1] < self.document_count, "doc ID out of range")
            places = None
            if term.position is not None:
                places = [[term.position]]
            elif is_text:
                places = positions(position_bytes[slice(*term.positions)], frequencies, skip)
            ends = [term.postings[1], term.positions[1]]
            count += 1
            posting_count += len(documents)
            position_count += sum(frequencies) if is_text else 0
            yield term.key, documents, frequencies, places
        require(ends == [len(posting_bytes), len(position_bytes)], "bytes behind the last term")
        require(count == field.term_count, "number of terms of a field")
        require(posting_count == field.posting_count, "number of postings of a field")
        require(position_count == field.position_count, "number of positions of a field")


def write(value):
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.write(text + "\n")


def write_terms(segment, field):
    for key, documents, frequencies, places in segment.terms(field):
        line = {"segment": segment.name, "field": field.name}
        try:
            line["term"] = key.decode("utf-8")
        except UnicodeDecodeError:
            line["termHex"] = key.hex()
        line["documentFrequency"] = len(documents)
        if field.type == TEXT:
            line["postings"] = [{"document": d, "frequency": f, "positions": p}
                                for d, f, p in zip(documents, frequencies, places)]
        else:
            line["postings"] = [{"document": d} for d in documents]
        write(line)


def number(value):
    """Integral values as integers; JSON has no infinities."""
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < 2 ** 53 else value


def write_documents(segment, names):
    columns = {field.name: column(segment.file.section(9, field.number), segment.document_count)
               for field in segment.fields if field.type in (NUMBER, DATE)}
    text_fields = [field for field in segment.fields if field.type == TEXT]
    documents = stored_documents(
        segment.file.section(3), segment.file.section(2), segment.document_count)
    count = 0
    for document, values in enumerate(documents):
        write({
            "segment": segment.name,
            "document": document,
            "deleted": document in segment.deleted,
            "norms": {field.name: segment.norms[field.number][document]
                      for field in text_fields},
            "columns": {name: number(values[document]) for name, values in columns.items()
                        if values[document] is not None},
            "fields": [{"name": names[n], "type": TYPE_NAMES[kind],
                        "value": number(value) if kind == NUMBER else value}
                       for n, kind, value in values],
        })
        count += 1
    require(count == segment.document_count, "number of documents")


def main(arguments):
    if len(arguments) != 3 or arguments[2] not in ("terms", "documents"):
        sys.stderr.write(__doc__)
        return 2
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    directory = arguments[1]
    try:
        manifest = newest_commit(directory)
        sources(directory, manifest)
        for record in manifest.segments:
            segment = Segment(directory, record)
            if arguments[2] == "documents":
                write_documents(segment, {field.number: field.name for field in manifest.fields})
                continue
            for field in segment.fields:
                if field.type in (TEXT, KEYWORD):
                    write_terms(segment, field)
    except (Damage, OSError, UnicodeDecodeError, KeyError) as error:
        sys.stderr.write(f"{directory}: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
