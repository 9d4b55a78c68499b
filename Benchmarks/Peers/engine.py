"""The engines that compare.py measures: how they are started, built and asked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIB = HERE / ".peers" / "lib"
JARS = ("lucene-*.jar", "gson-*.jar")


def java() -> list[str]:
    """How to start a Java peer."""
    path = ":".join([str(LIB / "classes"), *(str(j) for g in JARS for j in LIB.glob(g))])
    flags = "-Xmx4g -XX:+UseParallelGC --add-modules=jdk.incubator.vector"
    flags += " --enable-native-access=ALL-UNNAMED"
    return [str(LIB / "jre" / "bin" / "java"), *flags.split(), "-cp", path, "LucenePeer"]


@dataclass
class Engine:
    """One engine: how to call it, and where it keeps its index of this corpus."""

    name: str
    command: list[str]
    workers: int
    analyzer: str
    memory_mb: int
    work: Path
    columns: bool = False

    def index(self, threads: int) -> Path:
        """Index folder for a number of indexing threads."""
        kind = f"{self.analyzer}-columns" if self.columns else self.analyzer
        return self.work / f"{self.name}-{kind}-t{threads}"

    def argv(self, action: str, threads: int) -> list[str]:
        """Command line of a build or serve process."""
        options = ["--analyzer", self.analyzer]
        if action == "build":
            options += ["--threads", str(threads), "--memory-mb", str(self.memory_mb)]
            options += ["--columns", "yes"] if self.columns else []
        return [*self.command, action, str(self.index(threads)), *options]

    def log(self):
        """Where the engine's complaints go."""
        return (self.work / f"{self.name}.log").open("ab")

    def build(self, corpus: Path, threads: int, times: int, again: bool) -> dict:
        """Build the index unless it is there; return the figures of the fastest build."""
        facts_file = self.index(threads).with_suffix(".json")
        if again or not facts_file.exists():
            builds = [self.build_once(corpus, threads) for _ in range(times)]
            fastest = min(builds, key=lambda facts: facts["wall_s"])
            facts_file.write_text(json.dumps(fastest))
        return json.loads(facts_file.read_text())

    def build_once(self, corpus: Path, threads: int) -> dict:
        """Build the index and measure the process from outside."""
        index = self.index(threads)
        shutil.rmtree(index, ignore_errors=True)
        start = time.perf_counter()
        with corpus.open("rb") as stdin, self.log() as stderr:
            child = subprocess.Popen(
                self.argv("build", threads), stdin=stdin, stdout=subprocess.PIPE, stderr=stderr
            )
            said = child.stdout.read().decode()
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if child.returncode:
            raise RuntimeError(f"{self.name}: build failed, see {self.work}/{self.name}.log")
        facts = {
            "threads": threads,
            "wall_s": round(wall, 2),
            "cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
            "peak_rss_mb": usage.ru_maxrss // 1024,
            "index_bytes": folder_bytes(index),
        }
        lines = said.strip().splitlines()
        if lines and lines[-1].startswith("{"):
            facts |= json.loads(lines[-1])
        return facts


class Server:
    """A running engine that answers queries."""

    def __init__(self, engine: Engine):
        self.engine = engine
        with engine.log() as stderr:
            self.child = subprocess.Popen(
                engine.argv("serve", 1),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
                encoding="utf-8",
                bufsize=1,
            )

    def ask(self, command: str, query: str) -> tuple[int, int, str] | None:
        """Count, nanoseconds and the rest of the answer; None for UNSUPPORTED."""
        self.child.stdin.write(f"{command}\t{query}\n")
        self.child.stdin.flush()
        line = self.child.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.engine.name} died at {command} {query!r}; see its log")
        if line.startswith("UNSUPPORTED"):
            return None
        count, nanos, *rest = line.rstrip("\n").split("\t")
        return int(count), int(nanos), rest[0] if rest else ""

    def memory_mb(self) -> dict[str, int]:
        """Resident memory now and at its peak, and the part of it that is not file pages."""
        status = Path(f"/proc/{self.child.pid}/status").read_text()
        fields = dict(line.split(":", 1) for line in status.splitlines())
        names = {"rss": "VmRSS", "peak": "VmHWM", "anonymous": "RssAnon"}
        return {key: int(fields[name].split()[0]) // 1024 for key, name in names.items()}

    def close(self) -> None:
        """End the process by closing its input."""
        self.child.stdin.close()
        try:
            self.child.wait(10)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()


def folder_bytes(folder: Path) -> int:
    """Size of the files below a folder, holes left out."""
    stats = [f.stat() for f in folder.rglob("*") if f.is_file()]
    return sum(min(s.st_size, s.st_blocks * 512) for s in stats)
