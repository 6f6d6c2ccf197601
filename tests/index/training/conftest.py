"""A data folder of a few records, so that the training code runs without the real data."""

import json
from pathlib import Path

import pytest

from index.training import duties, questions, sources

OCCUPATIONS = {
    "Bäcker/Bäckerin": "Bäcker backen Brot und Brötchen. Sie kneten Teig und heizen den Ofen.",
    "Gärtner/Gärtnerin": "Gärtner pflanzen Sträucher und Bäume. Sie schneiden Hecken und pflegen den Rasen.",
    "Glaser/Glaserin": "Glaser setzen Scheiben in Rahmen ein. Sie schneiden das Glas und schleifen die Kanten.",
}
TOWNS = {"Aachen": 250_000, "Bonn": 320_000, "Kleindorf": 900}
LAW = {
    "Urlaub": "Jeder Arbeitnehmer hat Anspruch auf bezahlten Erholungsurlaub. Er beträgt mindestens 24 Werktage.",
    "Ruhepausen": "Die Arbeit ist durch Ruhepausen von 30 Minuten zu unterbrechen. Sie sind vorher festzulegen.",
    "Kündigung": "Der Vertrag kann mit einer Frist von vier Wochen gekündigt werden. Es gilt die Schriftform.",
}


def write(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "daten"
    folder.mkdir()
    write(
        folder / questions.OCCUPATIONS,
        [{"label": name, "description": text} for name, text in OCCUPATIONS.items()],
    )
    write(folder / sources.MUNICIPALITIES, [{"short_name": name, "population": size} for name, size in TOWNS.items()])
    write(
        folder / duties.CLASSES,
        [
            {"code": "29222", "activities": ["Teig kneten", "Öfen heizen"], "example_titles": ["Bäcker/in", "Bäcker"]},
            {"code": "2922", "activities": ["Teig kneten"], "example_titles": ["Feinbäcker/in"]},
            {"code": "2", "activities": [], "example_titles": ["niemand"]},
        ],
    )
    pairs: list[dict[str, object]] = [{"question": head, "paragraph": text} for head, text in LAW.items()]
    for name in (sources.OCCUPATIONS, sources.LAW_ON_WORK, sources.LAW_ON_TRAINING, sources.OTHER_LAW):
        write(folder / name, pairs)
    return folder
