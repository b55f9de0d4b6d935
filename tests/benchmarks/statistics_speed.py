"""Measure the statistics of many responses from Parquet: `python -m tests.benchmarks.statistics_speed 1000000`.

The budget for a million responses (50,000 people, 20 of 60 items drawn) is 10 s of CPU time and 1 GB of memory. The
table is made by DuckDB in a temporary folder.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from quizzes.responses.extra import brought
from quizzes.statistics import open_engine, statistics_of
from quizzes.statistics.load import load_tables

DRAWN, POOL = 20, 60
ROWS = """copy (
 select 'p' || p as person, 'post-test' as test, 'test' as kind, 'i' || ((p * 7 + k * 3) % {pool}) as item,
  '1' as revision, true as answered, case when good then 'a' else 'b' end as choices,
  case when good then 1.0 else 0.0 end::double as mark, 1.0::double as max, 10.0::double as seconds
 from (
  select p, k, (hash(p * 31 + k) % 1000) < (hash(p) % 1000) as good from range({people}) a(p), range({drawn}) b(k)
 )
) to '{path}' (format parquet, compression zstd)"""


def main(count: int) -> None:
    """Print the time and the memory that so many responses take."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "responses.parquet"
        brought("duckdb").sql(ROWS.format(pool=POOL, people=count // DRAWN, drawn=DRAWN, path=path))
        start, wall = time.process_time(), time.perf_counter()
        found = statistics_of(load_tables(open_engine(), [path], []))
        spent, passed = time.process_time() - start, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count:,} responses, {len(found.items)} items: {spent:.1f} s of CPU, {passed:.1f} s, {peak} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
