"""The same texts give the same bytes in every process: Python orders sets anew in each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: A vote among a name's neighbours in a list that ends in a tie: one town, one state, one country.
TIE = """
from types import SimpleNamespace as N
from geo.resolve.candidates.rank import _lists
text = "Aa, Bb, Cc and Dd"
levels = {"Bb": "city", "Cc": "admin1", "Dd": "country"}
names = [N(folded=w, start=text.index(w), end=text.index(w) + 2, demonym=False, inside=False,
           entries=[N(prior=9, place=N(level=levels[w]))] if w in levels else []) for w in ("Aa", "Bb", "Cc", "Dd")]
print(_lists(text, names)["Aa"])
"""
#: Everything that is made of a few texts: the extractions, the incident, its tables and its chart.
WHOLE = """
import json
from geo.charts import arranged, timeline
from geo.contract import to_json
from geo.export.codebooks import acled_csv, ucdp_csv
from geo.export.tables import events_csv, ledger_csv, quotes_csv
from geo.pipeline import open_pipeline
from geo.reconcile import reconcile
from geo.settings import Settings
from geo.sources import read_text
texts = (
    "Gunmen from Ohio, Durango, Paris and Toledo attacked a police station in Durango, Mexico, on Monday. At least 12 "
    "people were killed and dozens were wounded in Canatlan, Durango and Gomez Palacio, the state police said.",
    "Governor Ana Vela said on Tuesday that 14 people, among them three officers, died in the attack in Durango. "
    "“We will not stop,” she said. The army and the National Guard blocked roads in Durango and Coahuila.",
    "Mexico, Canada and the United States condemned the attack. In Saltillo, Coahuila, two buses burned on Monday.")
pipeline = open_pipeline(Settings())
found = [pipeline.extract(read_text(f"{n}.txt", text, published="2026-02-25", publisher=f"Bee {n}", language="en"))
         for n, text in enumerate(texts)]
incident = reconcile(found)
print(json.dumps([to_json(one) for one in found]))
for table in (ucdp_csv, acled_csv, events_csv, ledger_csv, quotes_csv):
    print(table(incident))
print(timeline(arranged(incident.events), frozenset(e.id for e in incident.events)).to_json())
print(incident.checks, incident.jurisdictions)
"""


def told(code: str, seed: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_tie_between_neighbours_goes_to_the_one_told_first() -> None:
    assert {told(TIE, seed) for seed in range(6)} == {"city\n"}


def test_two_processes_tell_the_same() -> None:
    first, second = told(WHOLE, 1), told(WHOLE, 2)
    assert "Durango" in first
    assert first == second
