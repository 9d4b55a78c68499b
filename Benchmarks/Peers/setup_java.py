"""Compile the Java peers.

Lucene 10 is compiled for Java 21. The Java that runs it comes inside the arcadedb-embedded
wheel, which has no compiler, and the javac of Debian 12 (17) refuses class files newer
than itself. A class file's version is two bytes of its header, so this script compiles
against a copy of the jars with those two bytes lowered, and runs against the originals.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE / ".peers"
JAVA_17 = 61
LUCENE = ("lucene-core", "lucene-analysis-common", "lucene-queries", "lucene-queryparser")
NEEDED = (*LUCENE, "lucene-sandbox", "lucene-facet", "gson")


def wheel_dir() -> Path:
    """Where pip put the wheel that carries Lucene and a Java runtime."""
    return Path(sys.prefix) / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"


def lower(source: Path, target: Path) -> None:
    """Copy a jar with every class file marked as Java 17's."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if not name.endswith(".class") or name.startswith("META-INF/versions/"):
                continue
            data = bytearray(old.read(name))
            data[4:8] = min(JAVA_17, int.from_bytes(data[6:8], "big")).to_bytes(4, "big")
            new.writestr(name, bytes(data))


def javac(jars: list[Path], source: str, out: Path) -> None:
    """Compile one source file against the jars."""
    with tempfile.TemporaryDirectory() as tmp:
        lowered = []
        for jar in jars:
            lowered.append(Path(tmp, jar.name))
            lower(jar, lowered[-1])
        path = ":".join(map(str, lowered))
        command = ["javac", "--release", "17", "-proc:none", "-cp", path, "-d", out]
        subprocess.run([*command, HERE / "engines" / source], check=True)


def main() -> None:
    """Gather jars in .peers/lib, compile into .peers/lib/classes."""
    lib = HOME / "lib"
    lib.mkdir(parents=True, exist_ok=True)
    jars = []
    for jar in sorted((wheel_dir() / "arcadedb_embedded" / "jars").glob("*.jar")):
        if jar.name.startswith(NEEDED):
            link = lib / jar.name
            link.unlink(missing_ok=True)
            link.symlink_to(jar)
            jars.append(link)
    jre = lib / "jre"
    jre.unlink(missing_ok=True)
    jre.symlink_to(wheel_dir() / "arcadedb_embedded" / "jre")
    javac(jars, "LucenePeer.java", lib / "classes")
    javac(jars, "LuceneQuality.java", lib / "classes")
    for sdist in HOME.glob("download/pyserini-*.tar.gz"):  # only for Kuromoji
        with tarfile.open(sdist) as tar:
            for member in tar:
                if member.name.endswith("-fatjar.jar"):
                    data = tar.extractfile(member).read()
                    (lib / "anserini.jar").write_bytes(data)
    print(f"Java peers compiled into {lib / 'classes'}")


if __name__ == "__main__":
    main()
