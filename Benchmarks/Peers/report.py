"""What compare.py writes: figures by kind of query, and tables of them."""

from __future__ import annotations

import statistics


def percentile(values: list[float], part: float) -> float:
    """The value below which `part` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def summarise(measured: dict, queries: list[dict], reference: str) -> list[dict]:
    """One row per tag and engine, from each query's fastest run."""
    groups: dict[str, list[int]] = {"all": list(range(len(queries)))}
    for i, entry in enumerate(queries):
        for tag in entry["tags"]:
            groups.setdefault(tag, []).append(i)
    main_tags = {"all", *(entry["tags"][0] for entry in queries)}
    rows = []
    for tag, members in groups.items():
        for name, nanos in measured["nanos"].items():
            mine = [i for i in members if nanos[i]]
            if not mine:
                continue
            best = [min(nanos[i]) / 1000 for i in mine]
            base, base_counts = measured["nanos"][reference], measured["counts"][reference]
            ratios = [min(nanos[i]) / min(base[i]) for i in mine if base[i] and min(base[i])]
            counts = measured["counts"][name]
            rows.append(
                {
                    "tag": tag,
                    "main": tag in main_tags,
                    "engine": name,
                    "queries": len(mine),
                    "median_us": percentile(best, 0.5),
                    "mean_us": statistics.mean(best),
                    "p99_us": percentile(best, 0.99),
                    "mean_of_medians_us": statistics.mean(
                        statistics.median(nanos[i]) / 1000 for i in mine
                    ),
                    "times_reference": statistics.geometric_mean(ratios) if ratios else None,
                    "other_counts": sum(base_counts[i] not in (None, counts[i]) for i in mine),
                }
            )
    return rows


def number(value: float | None) -> str:
    """Three significant digits for people."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def markdown(report: dict) -> str:
    """The report as tables."""
    facts, reference = report["corpus"], report["reference"]
    raw = facts["text_bytes"]
    setting = (
        f"{report['date']}, {report['machine']}. Corpus: {facts['docs']:,} documents, "
        f"{raw / 1e6:,.0f} MB of text; analysis `{report['analyzer']}`; "
        f"{report['queries']} queries, {report['iterations']} runs each."
    )
    lines = [
        f"# {report['name']}",
        "",
        setting,
        "",
        "## Index",
        "",
        "| engine | threads | wall s | cpu s | MB/s | peak RSS MB | index MB | index / text |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, builds in report["builds"].items():
        for b in builds:
            size = b["index_bytes"]
            note = "" if b.get("positions", True) else " (no positions)"
            lines.append(
                f"| {name}{note} | {b['threads']} | {b['wall_s']:.1f} | {b['cpu_s']:.1f} | "
                f"{raw / 1e6 / b['wall_s']:.1f} | {b['peak_rss_mb']:,} | {size / 1e6:,.0f} | "
                f"{size / raw:.3f} |"
            )
    lines += ["", "## Process", ""]
    lines += ["| engine | first answer, ms: cached | from disk | RSS MB | peak | anonymous |"]
    lines += ["|---|---|---|---|---|---|"]
    for name, ms in report["cold_ms"].items():
        m = report["memory_mb"].get(name, {})
        cells = [ms["cached"], ms["disk"], *(m.get(k, "") for k in ("rss", "peak", "anonymous"))]
        lines.append(f"| {name} | " + " | ".join(map(str, cells)) + " |")
    if report["agreement"]:
        lines += ["", "## Same ten best documents", ""]
        for name, a in report["agreement"].items():
            share = f"{100 * a['overlap_at_10']:.1f} %"
            lines.append(f"- {name} and {a['with']}: {share} over {a['queries']} queries")
    for command, rows in report["commands"].items():
        lines += ["", f"## {command}", "", "µs, from each query's fastest run.", ""]
        lines += [
            f"| tag | engine | queries | median | mean | p99 | × {reference} | other counts |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for r in filter(lambda row: row["main"], rows):
            cells = [number(r[k]) for k in ("median_us", "mean_us", "p99_us", "times_reference")]
            lines.append(
                f"| {r['tag']} | {r['engine']} | {r['queries']} | "
                + " | ".join(cells)
                + f" | {r['other_counts']} |"
            )
    return "\n".join(lines) + "\n"
