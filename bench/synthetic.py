"""Synthetic collections: the real cases, and as many variations of them as are wanted, each with words of its own."""

import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import yaml

from lotse.search.words import words

PROJECT = Path(__file__).resolve().parents[1]
# A place in each of some Länder (degrees north and east), around which variations lie.
_PLACES = {
    "bayern": (48.9, 11.6),
    "baden-wuerttemberg": (48.6, 9.1),
    "hessen": (50.6, 9.0),
    "niedersachsen": (52.6, 9.2),
    "nordrhein-westfalen": (51.5, 7.6),
    "sachsen": (51.1, 13.3),
    "brandenburg": (52.4, 12.6),
    "mecklenburg-vorpommern": (53.7, 12.5),
    "schleswig-holstein": (53.95, 9.9),
    "thueringen": (50.9, 11.0),
}
REAL = len(list((PROJECT / "cases").glob("*.yml")))  # cases that are not made up
_STATEMENTS = ("occasion", "goals", "approach", "governance", "financing", "results", "success_factors", "obstacles")


def write(root: Path, number: int) -> None:
    """Write a collection of `number` cases into the empty folder `root`; the same number gives the same collection."""
    for name in ("vocabulary", "checklists", "surveys", "content"):
        shutil.copytree(PROJECT / name, root / name)
    (root / "cases").mkdir()
    originals = sorted((PROJECT / "cases").glob("*.yml"))
    for path in originals[:number]:
        shutil.copy(path, root / "cases")
    records = [yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in originals]
    nouns = sorted({word for path in originals for word in words(path.read_text(encoding="utf-8")) if word.istitle()})
    topics = [term["id"] for term in _vocabulary("topics")]
    for index in range(len(originals), number):
        record = _variation(index, records[index % len(records)], nouns, topics)
        (root / f"cases/fall-{index:05}.yml").write_text(
            yaml.safe_dump(record, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )


def _vocabulary(name: str) -> list[dict]:
    return yaml.safe_load((PROJECT / f"vocabulary/{name}.yml").read_text(encoding="utf-8"))["entries"]


def _variation(index: int, record: Mapping, nouns: list[str], topics: list[str]) -> dict:
    """A record with some statements left out, another name, place and topics, and words that no other has."""
    chance = random.Random(index)
    varied = {key: value for key, value in record.items() if key not in ("parent", "related")}
    for section in _STATEMENTS:
        if section in varied and len(varied[section]) > 1:
            varied[section] = chance.sample(varied[section], chance.randint(1, len(varied[section])))
    land, (lat, lon) = chance.choice(sorted(_PLACES.items()))
    lat, lon = (round(degree + chance.uniform(-0.25, 0.25), 3) for degree in (lat, lon))
    compounds = [chance.choice(nouns) + chance.choice(nouns).lower() for _ in range(5)]
    source = {**varied["goals"][0]["source"]}  # a copy, for YAML would point to the same thing twice
    return (
        varied
        | {
            "title": f"{compounds[0]}: {record['title']}"[:130] + f" {index}",
            "short_name": f"{compounds[0][:34]} {index}",
            "region": f"Region {compounds[1]}",
            "laender": [land],
            "coordinates": [{"place": "Probeort", "lat": lat, "lon": lon}],
            "topics": chance.sample(topics, chance.randint(1, 3)),
            "open_points": [],  # they speak of statements that may be left out
            "transfer_conditions": [{"text": f"Gebraucht werden {', '.join(compounds[2:])}.", "source": source}],
        }
    )
