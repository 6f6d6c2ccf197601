import json
from collections import Counter
from pathlib import Path

import pytest

from index.gazetteer import Gazetteer
from index.gazetteer.build import main
from index.gazetteer.ordinary import CORPORA, Evidence, read_evidence, small_words

TOWNS = [
    ("Frankfurt am Main, Stadt", "Hessen", 691_518),
    ("Frankfurt (Oder), Stadt", "Brandenburg", 60_002),
    ("Essen, Stadt", "Nordrhein-Westfalen", 573_468),
    ("Lage, Stadt", "Nordrhein-Westfalen", 35_017),
    ("Prien a.Chiemsee, M", "Bayern", 10_259),
    ("Kleindorf", "Bayern", 300),
]
PARAGRAPH = "Das Essen im Lager ist je nach der Lage gut und näher. Ein Essen, zum Essen, dem Essen, im Essen. " * 4


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    records: dict[str, list[dict[str, object]]] = {
        "gemeinden_de": [{"name": n, "state": s, "population": p} for n, s, p in TOWNS],
        "esco_occupations_de": [{"label": "Näher/Näherin", "alt_labels": []}],
        "kldb2020_de": [{"label": "Gartenbau", "level": 3, "example_titles": ["Gärtner/in"]}],
        "compound_parts_words": [{"text": "lager"}],
        "synonyms_openthesaurus": [{"terms": ["essen", "speisen", "Garten"]}],
        **{name: [{"paragraph": PARAGRAPH}] for name in CORPORA},
    }
    for name, lines in records.items():
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return folder


def test_a_built_gazetteer_answers(sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "names.sqlite"
    assert main([str(sources), str(output)]) == 0
    assert "professions with" in capsys.readouterr().out
    gazetteer = Gazetteer(output)
    assert [city.name for city in gazetteer.cities(["frankfurt"])["frankfurt"]] == [
        "Frankfurt am Main",
        "Frankfurt (Oder)",
    ]
    assert gazetteer.cities(["prien"])["prien"][0].name == "Prien am Chiemsee"
    assert gazetteer.is_ambiguous_word("essen")
    assert not gazetteer.is_ambiguous_word("frankfurt")
    assert gazetteer.cities(["lager", "kleindorfer", "kleindorfs"]) == {}
    assert gazetteer.professions(["gartner"])["gartner"][0].name == "Gärtner/in"
    assert gazetteer.is_small_word("näher")
    assert gazetteer.similar_profession("Garten") is None
    gazetteer.close()


def test_without_data_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "DATA_DIR" in capsys.readouterr().err


def test_the_same_data_makes_the_same_file(sources: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / "one.sqlite", tmp_path / "two.sqlite"]
    for output in outputs:
        main([str(sources), str(output)])
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_an_old_file_is_replaced(sources: Path, tmp_path: Path) -> None:
    output = tmp_path / "names.sqlite"
    output.write_bytes(b"old")
    main([str(sources), str(output)])
    assert Gazetteer(output).city_names(600_000)[-1] != "old"
    assert not output.with_suffix(".new").exists()


def test_evidence_counts_small_words_and_nouns_with_articles(sources: Path) -> None:
    evidence = read_evidence(sources)
    assert evidence.small["naher"] >= 4
    assert evidence.nouns["essen"] >= 5
    assert evidence.is_ordinary("essen")
    assert evidence.is_listed("lager")
    assert not evidence.is_ordinary("frankfurt")


def test_small_words_are_those_with_the_key_of_a_title() -> None:
    evidence = Evidence(
        Counter(naher=9, gut=9), Counter(), frozenset({"steigern"}), frozenset(), frozenset(), frozenset()
    )
    assert small_words(evidence, frozenset({"naher", "steiger"})) == {"naher", "steigern"}
