import json
import os
from pathlib import Path

import pytest

from index.gazetteer.titles import display_name, neutral_name, read_titles
from index.names.professions import profession_keys

SOURCES = os.environ.get("LOTSE_GAZETTEER_DATA")


@pytest.mark.parametrize(
    ("man", "woman", "neutral"),
    [
        ("Florist", "Floristin", "Florist/in"),
        ("Koch", "Köchin", "Koch/Köchin"),
        ("Kaufmann", "Kauffrau", "Kaufmann/-frau"),
        ("Biologe", "Biologin", "Biologe/Biologin"),
        ("Abgeordneter", "Abgeordnete", "Abgeordnete/r"),
        ("Technischer Leiter für Bühne", "Technische Leiterin für Bühne", "Technische/r Leiter/in für Bühne"),
        ("Koch", "Bäckerin", ""),
        ("Koch", "Koch", ""),
        ("Leiter Technik", "Leiterin", ""),
        ("Hygieniker", "Hygienike", ""),
    ],
)
def test_the_two_titles_of_a_trade_become_one(man: str, woman: str, neutral: str) -> None:
    assert neutral_name(man, woman) == neutral


def test_a_neutral_spelling_is_taken_before_a_merged_one() -> None:
    assert display_name(["Floristin", "Florist", "Florist/in"]) == "Florist/in"
    assert display_name(["Floristin", "Florist"]) == "Florist/in"
    assert display_name(["Hebamme"]) == "Hebamme"


def write_sources(folder: Path, labels: list[str], alternatives: list[str], examples: list[str]) -> None:
    esco = [{"label": label, "alt_labels": alternatives} for label in labels]
    kldb = [
        {"label": "Berufe im Gartenbau (ohne Spezialisierung)", "level": 4, "example_titles": examples},
        {"label": "Gartenbau", "level": 3, "example_titles": []},
        {"label": "Berufe im öffentlichen Dienst", "level": 4, "example_titles": []},
    ]
    for name, records in (("esco_occupations_de", esco), ("kldb2020_de", kldb)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")


def test_each_trade_is_read_once(tmp_path: Path) -> None:
    write_sources(
        tmp_path,
        ["Florist/Floristin", "Hebamme/Entbindungspfleger", "Web-Designer/Web-Designerin"],
        ["Blumenbinderin", "Blumenbinder", "Webdesigner", "AgronomIn", "MEP"],
        [
            "Florist/in",
            "Beamt(er/in) - Zoll",
            "Techniker/in - Getr.-Technik",
            "Winzer/in (Uni)",
            "Gärtner/in - Obstbau",
        ],
    )
    titles = {title.name: title for title in read_titles(tmp_path)}
    expected = [
        "Agronom/in",
        "Beamter/Beamtin",
        "Beamter/Beamtin – Zoll",
        "Blumenbinder/in",
        "Entbindungspfleger",
        "Florist/in",
        "Gartenbau",
        "Gärtner/in",
        "Gärtner/in – Obstbau",
        "Hebamme",
        "Web-Designer/in",
        "Winzer/in",
    ]
    assert [name for name in expected if name not in titles] == []
    assert "MEP" not in titles
    assert not any("Getr." in name or "öffentlich" in name for name in titles)
    assert titles["Gartenbau"].is_field
    assert not titles["Gärtner/in"].is_field
    assert {"webdesigner", "designer web"} <= titles["Web-Designer/in"].keys


@pytest.mark.skipif(SOURCES is None, reason="LOTSE_GAZETTEER_DATA does not name the folder of the classifications")
def test_esco_labels_keep_their_trades_apart() -> None:
    """Labels share a key only if they are one title in two spellings; men and women share it but for misprints."""
    lines = (Path(str(SOURCES)) / "esco_occupations_de.jsonl").read_text(encoding="utf-8").splitlines()
    labels = [json.loads(line)["label"] for line in lines]
    by_key: dict[str, set[str]] = {}
    for label in labels:
        for key in profession_keys(label).both:
            by_key.setdefault(key, set()).add(label.casefold().replace("-", ""))
    assert [twins for twins in by_key.values() if len(twins) > 1] == []
    pairs = [label.split("/") for label in labels if label.count("/") == 1]
    assert sum(profession_keys(man).bag != profession_keys(woman).bag for man, woman in pairs) <= 30
