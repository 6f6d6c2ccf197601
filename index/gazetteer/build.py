"""Make gazetteer.sqlite: python -m index.gazetteer.build DATA_DIR [OUTPUT]."""

import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

from index.gazetteer.decoys import look_alikes
from index.gazetteer.lookup import FORMS, Gazetteer, checksum
from index.gazetteer.ordinary import Evidence, read_evidence, small_words
from index.gazetteer.places import Place, read_places
from index.gazetteer.titles import Title, read_titles
from index.names.forms import word_form

SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, state TEXT, population INTEGER, kind TEXT);
CREATE TABLE place_key (key TEXT, place INTEGER, form TEXT, ambiguous INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE profession (id INTEGER PRIMARY KEY, name TEXT, generic INTEGER, is_field INTEGER);
CREATE TABLE profession_key (key TEXT, profession INTEGER, PRIMARY KEY (key, profession)) WITHOUT ROWID;
CREATE TABLE small_word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE decoy (checksum INTEGER PRIMARY KEY);
"""
CODES = {form: code for code, form in FORMS.items()}


def main(arguments: list[str]) -> int:
    """Build the file and print what is in it."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    data = Path(arguments[0])
    output = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).with_name("gazetteer.sqlite")
    titles = read_titles(data)
    evidence = read_evidence(data)
    places = read_places(data, evidence, _person_keys(titles))
    write(output, titles, places, evidence)
    print(f"{len(places)} places with {sum(len(place.keys) for place in places)} keys")
    print(f"{len(titles)} professions with {sum(len(title.keys) for title in titles)} keys")
    print(f"{output}: {output.stat().st_size / 2**20:.1f} MiB")
    return 0


def _person_keys(titles: list[Title]) -> frozenset[str]:
    return frozenset(key for title in titles for key in title.keys if not title.is_field)


def write(output: Path, titles: list[Title], places: list[Place], evidence: Evidence) -> None:
    """Write the database beside the old one and put it in its place."""
    fresh = output.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    connection = sqlite3.connect(fresh)
    connection.executescript(SCHEMA)
    _write_places(connection, places)
    _write_titles(connection, titles)
    _write_column(connection, "small_word", sorted(small_words(evidence, _person_keys(titles))))
    _write_column(connection, "decoy", sorted(set(map(checksum, _decoys(fresh, evidence)))))
    connection.execute("VACUUM")
    connection.close()
    fresh.replace(output)


def _decoys(fresh: Path, evidence: Evidence) -> Iterable[str]:
    """Find the real words that would pass for misspelt names; towns are looked up as written, professions by form."""
    gazetteer = Gazetteer(fresh)
    cities, professions = gazetteer.spelt_cities(), gazetteer.spelt_professions()
    gazetteer.close()
    forms = {word_form(word) for word in evidence.vocabulary}
    return {
        *look_alikes(evidence.vocabulary | set(professions), cities),
        *look_alikes(forms | set(cities), professions),
    }


def _write_column(connection: sqlite3.Connection, table: str, values: Iterable[str | int]) -> None:
    connection.executemany(f"INSERT INTO {table} VALUES (?)", ((value,) for value in values))
    connection.commit()


def _write_places(connection: sqlite3.Connection, places: list[Place]) -> None:
    connection.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?)",
        ((at, place.name, place.state, place.population, place.kind) for at, place in enumerate(places)),
    )
    rows = ((key.key, at, CODES[key.form], key.ambiguous) for at, place in enumerate(places) for key in place.keys)
    connection.executemany("INSERT INTO place_key VALUES (?, ?, ?, ?)", sorted(rows))
    connection.commit()


def _write_titles(connection: sqlite3.Connection, titles: list[Title]) -> None:
    connection.executemany(
        "INSERT INTO profession VALUES (?, ?, ?, ?)",
        ((at, title.name, title.generic, title.is_field) for at, title in enumerate(titles)),
    )
    rows = ((key, at) for at, title in enumerate(titles) for key in title.keys)
    connection.executemany("INSERT INTO profession_key VALUES (?, ?)", sorted(rows))
    connection.commit()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
