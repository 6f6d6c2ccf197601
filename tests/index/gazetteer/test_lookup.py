import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import IndexLayerError
from index.gazetteer import Gazetteer, Profession
from index.names.cities import place_key
from index.names.professions import profession_key, profession_keys

PACKAGED = Path(__file__).parents[3] / "index" / "gazetteer" / "gazetteer.sqlite"
MAN_AND_WOMAN = re.compile(r"^([A-ZÄÖÜ][a-zäöüß]+[^e])/in$")


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


def towns(gazetteer: Gazetteer, text: str) -> list[str]:
    return [city.name for city in gazetteer.cities([place_key(text)]).get(place_key(text), ())]


def trades(gazetteer: Gazetteer, text: str) -> list[Profession]:
    found = gazetteer.professions(profession_keys(text).both)
    return [profession for professions in found.values() for profession in professions]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mülheim", "Mülheim an der Ruhr"),
        ("Muelheim an der Ruhr", "Mülheim an der Ruhr"),
        ("Frankfurt", "Frankfurt am Main"),
        ("Frankfurter", "Frankfurt am Main"),
        ("Frankfurt/Oder", "Frankfurt (Oder)"),
        ("Halle", "Halle (Saale)"),
        ("Halle/Saale", "Halle (Saale)"),
        ("hallesche", "Halle (Saale)"),
        ("Freiburg", "Freiburg im Breisgau"),
        ("Essen", "Essen"),
        ("Essener", "Essen"),
        ("Dresdner", "Dresden"),
        ("Münchner", "München"),
        ("Bremer", "Bremen"),
        ("Berliner", "Berlin"),
        ("Leipzigs", "Leipzig"),
        ("Sankt Augustin", "Sankt Augustin"),
        ("St. Ingbert", "St. Ingbert"),
        ("Weiden", "Weiden in der Oberpfalz"),
        ("Wien", "Wien"),
        ("Zürcher", "Zürich"),
        ("NRW", "Nordrhein-Westfalen"),
        ("Ruhrpott", "Ruhrgebiet"),
        ("Sachsen", "Sachsen"),
    ],
)
def test_the_largest_place_of_a_name_comes_first(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert towns(gazetteer, text)[0] == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Frankfurt", ["Frankfurt am Main", "Frankfurt (Oder)"]),
        ("Mülheim", ["Mülheim an der Ruhr", "Mülheim (Mosel)"]),
        ("Halle", ["Halle (Saale)", "Halle (Westfalen)", "Halle", "Halle"]),
    ],
)
def test_towns_of_one_name_are_all_kept(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert towns(gazetteer, text) == names


def test_places_say_what_they_are(gazetteer: Gazetteer) -> None:
    found = gazetteer.cities(["dortmund", "bayern", "paris", "dortmunder", "nirgendwo"])
    assert {key: places[0].kind for key, places in found.items()} == {
        "dortmund": "city",
        "dortmunder": "city",
        "bayern": "region",
        "paris": "foreign",
    }
    assert (found["dortmund"][0].form, found["dortmunder"][0].form) == ("full", "adjective")
    assert found["dortmund"][0].state == "Nordrhein-Westfalen"
    assert found["dortmund"][0].population > 500_000


@pytest.mark.parametrize("word", "Essen Halle Singen Weil Hof Rain Bergen Lage Waren Löhne Leer Forst Baden".split())
def test_towns_that_are_words_are_marked(gazetteer: Gazetteer, word: str) -> None:
    expected = word != "Rain"  # a dictionary word that nobody uses
    assert gazetteer.is_ambiguous_word(place_key(word)) is expected


@pytest.mark.parametrize("word", "Dortmund Berlin Köln München Kiel Mannheim Ulm Bonn Jena Hamburg Mainz".split())
def test_other_towns_are_not_marked(gazetteer: Gazetteer, word: str) -> None:
    assert towns(gazetteer, word)
    assert not gazetteer.is_ambiguous_word(place_key(word))


@pytest.mark.parametrize("word", ["Lager", "Sieger", "hager", "Singer", "Gelder", "Läufer", "aus"])
def test_other_words_are_no_adjectives_of_towns(gazetteer: Gazetteer, word: str) -> None:
    assert towns(gazetteer, word) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Floristin", "Florist/in"),
        ("eines Zahnarztes", "Zahnarzt/Zahnärztin"),
        ("Kauffrau für Büromanagement", "Kaufmann/-frau – Büromanagement"),
        ("Technische Leiterin für Bühne, Film und Fernsehen", "Technische/r Leiter/in für Bühne, Film und Fernsehen"),
        ("Web-Designer", "Webdesigner/in"),
        ("Datenschutzbeauftragten", "Datenschutzbeauftragte/r"),
        ("Köche", "Koch/Köchin"),
        ("Hebamme", "Hebamme"),
        ("Fachinformatiker", "Fachinformatiker/in"),
    ],
)
def test_professions_have_one_neutral_name(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert name in [profession.name for profession in trades(gazetteer, text)]


@pytest.mark.parametrize("text", ["Meister", "Helferin", "Leiter", "Fachkräfte", "Angestellte", "Manager", "Handel"])
def test_words_for_any_trade_are_generic(gazetteer: Gazetteer, text: str) -> None:
    assert all(profession.generic for profession in trades(gazetteer, text))


def test_fields_of_work_are_told_from_titles(gazetteer: Gazetteer) -> None:
    assert trades(gazetteer, "Gartenbau") == [Profession("Gartenbau", generic=False, is_field=True)]
    assert [profession.is_field for profession in trades(gazetteer, "Gärtner")] == [False]


@pytest.mark.parametrize("word", ["näher", "Steigern", "oberste", "rudern"])
def test_small_words_with_the_key_of_a_title_are_known(gazetteer: Gazetteer, word: str) -> None:
    assert gazetteer.is_small_word(word)
    assert trades(gazetteer, word)


@pytest.mark.parametrize("word", ["koch", "maler", "erzieherin", "dortmund"])
def test_titles_in_small_letters_stay_titles(gazetteer: Gazetteer, word: str) -> None:
    assert not gazetteer.is_small_word(word)


def test_every_name_finds_itself(gazetteer: Gazetteer) -> None:
    names = gazetteer.profession_names()
    found = gazetteer.professions([key for name in names for key in profession_keys(name).both])
    lost = [n for n in names if n not in {p.name for k in profession_keys(n).both for p in found.get(k, ())}]
    assert lost == []
    assert len(names) > 20_000


def test_men_and_women_of_every_trade_share_the_key(gazetteer: Gazetteer) -> None:
    stems = [match.group(1) for match in map(MAN_AND_WOMAN.match, gazetteer.profession_names()) if match]
    apart = [stem for stem in stems if profession_key(stem) != profession_key(f"{stem}in")]
    assert apart == ["Oralchirug"]  # a misprint of the source
    assert len(stems) > 5_000


def test_no_key_of_one_word_belongs_to_two_titles(gazetteer: Gazetteer) -> None:
    stems = [match.group(1) for match in map(MAN_AND_WOMAN.match, gazetteer.profession_names()) if match]
    keys: dict[str, set[str]] = {}
    for stem in stems:
        keys.setdefault(profession_key(stem), set()).add(stem)
    assert [stems for stems in keys.values() if len(stems) > 1] == []


def test_many_keys_are_looked_up_at_once(gazetteer: Gazetteer) -> None:
    found = gazetteer.cities([f"nirgends {number}" for number in range(2_500)] + ["bonn"])
    assert list(found) == ["bonn"]
    assert gazetteer.cities([]) == {}
    assert gazetteer.professions([]) == {}


def test_large_towns_are_listed_first(gazetteer: Gazetteer) -> None:
    names = gazetteer.city_names(500_000)
    german = [name for name in names if name in {"Berlin", "Hamburg", "München", "Dortmund", "Nürnberg"}]
    assert german == ["Berlin", "Hamburg", "München", "Dortmund", "Nürnberg"]
    assert "Bochum" not in names
    assert len(gazetteer.city_names()) > 11_000


def test_threads_share_one_gazetteer(gazetteer: Gazetteer) -> None:
    def ask(number: int) -> tuple[int, int]:
        keys = ["frankfurt", "halle", f"x{number}"]
        return len(gazetteer.cities(keys)["halle"]), len(gazetteer.professions(["koch", f"x{number}"]))

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(ask, range(800))) == {(4, 1)}


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 100])
def test_a_missing_or_damaged_file_is_one_clear_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "gazetteer.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexLayerError, match=r"Namensverzeichnis .* neu installieren"):
        Gazetteer(path)


def test_damage_found_while_reading_is_the_same_error(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE place_key (key TEXT)")
    connection.close()
    with pytest.raises(IndexLayerError, match="Namensverzeichnis"):
        Gazetteer(path).cities(["bonn"])


def test_the_file_stays_small() -> None:
    assert PACKAGED.stat().st_size < 6 * 2**20
