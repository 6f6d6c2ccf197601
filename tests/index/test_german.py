import time
import unicodedata

import pytest

from index import german


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in german.sentences(text)]


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        (["Köln", "köln", "KOELN", "Koeln", "Ko\u0308ln"], "koln"),
        (["Straße", "STRASSE", "strasse"], "strasse"),
        (["Café", "cafe"], "cafe"),
        (["Mülheim an der Ruhr", "muelheim an der ruhr"], "mulheim an der ruhr"),
    ],
)
def test_folds_all_spellings_of_a_name_to_one(spellings: list[str], folded: str) -> None:
    assert {german.fold(spelling) for spelling in spellings} == {folded}


@pytest.mark.parametrize("word", ["neue", "frauen", "quelle", "bauer", "steuer", "treue"])
def test_folding_keeps_vowels_that_are_no_spelled_out_umlaut(word: str) -> None:
    assert german.fold(word) == word


def test_clean_removes_what_a_terminal_would_obey_or_not_show() -> None:
    dirty = "Ge\u00adhalt\u200b \x1b[31min\x07 \u202eKiel\U000e0041\ufeff\x9b"
    assert german.clean(dirty) == "Gehalt [31min Kiel"


def test_clean_composes_and_keeps_newlines() -> None:
    assert german.clean("Ko\u0308che\n\tda") == "Köche\n\tda"


def test_words_are_split_at_hyphens_and_marks() -> None:
    assert german.words("IT-Manager_in (m/w): 3.000 €!") == ["IT", "Manager", "in", "m", "w", "3", "000"]


def test_stems_join_inflected_forms_and_drop_function_words() -> None:
    assert german.stems("die Gehälter") == german.stems("das Gehalt") == [german.stem("Gehalt")]
    assert german.stems("Köche") == german.stems("koch")
    assert german.stems("und in der oder") == []


@pytest.mark.parametrize(
    "forms",
    [
        "putzen putzt putzte geputzt",
        "tapezieren tapeziert tapeziere",
        "arbeiten arbeitet gearbeitet Arbeit",
        "wickeln wickle wickelt gewickelt",
        "fahren fährt Fahrt",
        "suchen sucht gesucht",
    ],
)
def test_stems_join_the_forms_of_a_verb(forms: str) -> None:
    assert len({german.stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["Gehalt halten", "Gericht richten", "Gebiet bieten", "Gesundheit sund", "Amt am"])
def test_nouns_that_look_like_participles_stay_apart(pair: str) -> None:
    noun, other = pair.split()
    assert german.stem(noun) != german.stem(other)


def test_grams_mark_the_borders_of_a_word() -> None:
    assert german.grams("kiel") == ["_kie", "kiel", "iel_"]
    assert german.grams("it") == ["_it_"]
    assert german.grams("a") == ["_a_"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Routine? Selten. Mehr nicht!", ["Routine?", "Selten.", "Mehr nicht!"]),
        (
            "Das gilt z. B. in Kiel, d. h. im Norden. Sonst nicht.",
            ["Das gilt z. B. in Kiel, d. h. im Norden.", "Sonst nicht."],
        ),
        ("Mit Zulage, z.\u00a0B. Nachtdienst, geht mehr.", ["Mit Zulage, z.\u00a0B. Nachtdienst, geht mehr."]),
        ("Es sind ca. 2.900 € bzw. 3.100 € drin. Immerhin.", ["Es sind ca. 2.900 € bzw. 3.100 € drin.", "Immerhin."]),
        (
            "Wer ggf. Schichten übernimmt, hat inkl. Zulagen mehr.",
            ["Wer ggf. Schichten übernimmt, hat inkl. Zulagen mehr."],
        ),
        (
            "Fragen Sie Dr. Sommer oder Prof. Winter. Beide wissen es.",
            ["Fragen Sie Dr. Sommer oder Prof. Winter.", "Beide wissen es."],
        ),
        ("Im 3. Lehrjahr steigt es. Am 1. Januar auch.", ["Im 3. Lehrjahr steigt es.", "Am 1. Januar auch."]),
        ("Wir waren 12. Das war genug.", ["Wir waren 12.", "Das war genug."]),
        ("So war es 2024. Danach nicht mehr.", ["So war es 2024.", "Danach nicht mehr."]),
        ("Das geht auf eine eigene Art. Danach ist Ruhe.", ["Das geht auf eine eigene Art.", "Danach ist Ruhe."]),
        ("Es folgt aus Art. 12 GG. Punkt.", ["Es folgt aus Art. 12 GG.", "Punkt."]),
        (
            "Werkzeug, Material usw. gehören dazu. Alles usw. Danach Schluss.",
            ["Werkzeug, Material usw. gehören dazu.", "Alles usw.", "Danach Schluss."],
        ),
        ("Er sagt: „Das reicht.“ Dann geht er.", ["Er sagt: „Das reicht.“", "Dann geht er."]),
        ("Warten ... bis der Chef ruft. Ende ...", ["Warten ... bis der Chef ruft.", "Ende ..."]),
        ("Na ja … vielleicht. (Oder nicht.) Doch!", ["Na ja … vielleicht.", "(Oder nicht.)", "Doch!"]),
        ("Ab 3.400 € geht es los. Bis 8.30 Uhr", ["Ab 3.400 € geht es los.", "Bis 8.30 Uhr"]),
        ("  Rand zählt nicht.  ", ["Rand zählt nicht."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_splits_sentences_as_a_reader_would(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_sentence_may_end_before_many_blanks() -> None:
    assert split("Ende." + " " * 500 + "Anfang.") == ["Ende.", "Anfang."]


@pytest.mark.parametrize(
    "text", ["Ein kurzer Satz mit Inhalt. " * 7_000, "." * 200_000, ".!" * 100_000, "! " * 100_000]
)
def test_long_texts_take_time_in_proportion_to_their_length(text: str) -> None:
    started = time.perf_counter()
    german.sentences(text)
    assert time.perf_counter() - started < 5  # with the square of the length this is a minute and more


def test_reading_maps_decomposed_text_back_to_its_source() -> None:
    source = unicodedata.normalize("NFD", "In Köln\u00a0verdient ein Bäcker 2.500\u202f€.")
    reading = german.reading(source)
    assert reading.text == "In Köln verdient ein Bäcker 2.500 €."
    start = reading.text.index("Bäcker")
    left, right = reading.source_span(start, start + len("Bäcker"))
    assert unicodedata.normalize("NFC", source[left:right]) == "Bäcker"
    assert reading.source_span(0, len(reading.text)) == (0, len(source))


def test_reading_of_composed_text_keeps_every_offset() -> None:
    source = "Köln\tund\nBonn"
    reading = german.reading(source)
    assert reading.text == "Köln und Bonn"
    assert reading.offsets == tuple(range(len(source) + 1))
