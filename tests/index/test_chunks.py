import unicodedata

import pytest

from index import chunks
from index.articles import parse
from index.chunks import MAX_CHARS, chunk, context
from index.german import sentences
from index.types import Article, Chunk

HEAD = ("Imker Jobs und Stellenangebote in Ulm", "Beruf Imker in Ulm", "Imker in Ulm: Zwischen Wabe und Wiese")
PARAGRAPH = (
    "Ein Volk zählt im Sommer vierzigtausend Bienen, und keine davon liest den Dienstplan. Wer sie hält, steht früh "
    "auf und geht spät, denn der Schwarm richtet sich nach dem Wetter."
)
SENTENCE = "Im Mai schwärmen sie, im Juli wird geschleudert, im Oktober ist Ruhe bei ca. 300 Völkern. "
HEADING = "Was der Sommer verlangt"
SHORT = "Ulm. Nicht Augsburg."


def article(*body: str) -> Article:
    return parse("\n".join((*HEAD, *body)), "imker-ulm", "/artikel/imker-ulm.txt", "imker-ulm")


def ids(pieces: tuple[Chunk, ...]) -> list[str]:
    return [piece.id.removeprefix("imker-ulm#") for piece in pieces]


def assert_exact(source: Article, pieces: tuple[Chunk, ...]) -> None:
    assert len({piece.id for piece in pieces}) == len(pieces)
    for piece in pieces:
        assert source.text[piece.start : piece.end] == piece.text
        assert piece.text == piece.text.strip()
        assert piece.line == source.text.count("\n", 0, piece.start) + 1
        assert piece.article == source.id


def test_a_paragraph_is_a_chunk() -> None:
    source = article(PARAGRAPH, HEADING, PARAGRAPH)
    first, second = chunk(source)
    assert (first.id, first.paragraph, first.line, first.heading) == ("imker-ulm#p1", 1, 4, "")
    assert (second.id, second.paragraph, second.line, second.heading) == ("imker-ulm#p2", 2, 6, HEADING)
    assert_exact(source, (first, second))


def test_a_long_paragraph_is_split_at_sentence_ends_into_even_pieces() -> None:
    source = article(PARAGRAPH, HEADING, SENTENCE * 31)
    pieces = chunk(source)
    assert ids(pieces) == ["p1", "p2", "p2.2", "p2.3"]
    assert {piece.paragraph for piece in pieces[1:]} == {2}
    assert all(piece.text.endswith("Völkern.") for piece in pieces[1:])
    lengths = [len(piece.text) for piece in pieces[1:]]
    assert max(lengths) <= MAX_CHARS
    assert max(lengths) - min(lengths) <= 2 * len(SENTENCE)
    assert_exact(source, pieces)


def test_no_sentence_is_lost_in_splitting() -> None:
    text = "".join(f"Satz Nummer {number} steht hier. " for number in range(500)).rstrip()
    pieces = chunk(article(text))
    assert " ".join(piece.text for piece in pieces) == text
    assert all(len(sentences(piece.text)) > 20 for piece in pieces)


@pytest.mark.parametrize("text", ["wabe " * 1_000, "w" * 5_000, "o\u0308" * 2_500, "Wabe.Wabe." * 500])
def test_text_without_sentences_is_split_all_the_same(text: str) -> None:
    source = article(f"Anfang {text.strip()} Ende.")
    pieces = chunk(source)
    assert len(pieces) >= 5
    assert max(len(piece.text) for piece in pieces) <= MAX_CHARS
    assert not any(unicodedata.combining(piece.text[0]) for piece in pieces)
    assert "".join(piece.text for piece in pieces).replace(" ", "") == f"Anfang{text}Ende.".replace(" ", "")
    assert_exact(source, pieces)


def test_a_paragraph_of_the_maximal_length_stays_whole() -> None:
    text = "W" + "a" * (MAX_CHARS - 2) + "."
    assert ids(chunk(article(text))) == ["p1"]
    assert len(chunk(article("W" + text))) == 2


def test_a_very_short_paragraph_joins_the_next_one() -> None:
    source = article(SHORT, PARAGRAPH, PARAGRAPH)
    pieces = chunk(source)
    assert ids(pieces) == ["p1", "p3"]
    assert pieces[0].text == f"{SHORT}\n{PARAGRAPH}"
    assert_exact(source, pieces)


def test_the_last_very_short_paragraph_joins_the_one_before() -> None:
    source = article(PARAGRAPH, HEADING, PARAGRAPH, SHORT)
    pieces = chunk(source)
    assert ids(pieces) == ["p1", "p2"]
    assert pieces[1].text == f"{PARAGRAPH}\n{SHORT}"
    assert_exact(source, pieces)


def test_short_list_items_are_joined_until_they_say_enough() -> None:
    items = [f"- Handgriff Nummer {number} am Bienenstock" for number in range(6)]
    source = article(PARAGRAPH, *items)
    pieces = chunk(source)
    assert ids(pieces) == ["p1", "p2", "p5"]
    assert pieces[1].text == "\n".join(items[:3])
    assert_exact(source, pieces)


def test_nothing_is_joined_across_a_heading() -> None:
    source = article(SHORT, HEADING, PARAGRAPH, "Noch eine Sache", SHORT)
    pieces = chunk(source)
    assert ids(pieces) == ["p1", "p2", "p3"]
    assert [piece.text for piece in pieces] == [SHORT, PARAGRAPH, SHORT]


def test_nothing_is_joined_across_two_headings_of_the_same_words() -> None:
    pieces = chunk(article(PARAGRAPH, HEADING, SHORT, HEADING, PARAGRAPH))
    assert ids(pieces) == ["p1", "p2", "p3"]


def test_nothing_is_joined_across_a_line_that_was_left_out() -> None:
    pieces = chunk(article(SHORT, "Foto: Imkerverein", PARAGRAPH))
    assert [piece.text for piece in pieces] == [SHORT, PARAGRAPH]


def test_joining_makes_no_chunk_too_long() -> None:
    source = article(PARAGRAPH, HEADING, SENTENCE * (MAX_CHARS // len(SENTENCE)), PARAGRAPH[:70].strip() + ".")
    assert ids(chunk(source)) == ["p1", "p2", "p3"]


def test_ids_and_chunks_do_not_depend_on_how_the_file_was_written() -> None:
    lines = "\n".join((*HEAD, PARAGRAPH, HEADING, SENTENCE * 20, SHORT))
    plain = chunk(parse(lines, "imker-ulm", "x", "imker-ulm"))
    spaced = chunk(parse("\n" + lines.replace("\n", "\u00a0\n\n\t"), "imker-ulm", "x", "imker-ulm"))
    assert ids(plain) == ids(spaced)
    assert [piece.text.split() for piece in plain] == [piece.text.split() for piece in spaced]


def test_context_names_profession_town_and_heading() -> None:
    source = article(PARAGRAPH, HEADING, PARAGRAPH)
    first, second = chunk(source)
    assert context(source, first) == "Imker in Ulm."
    assert context(source, second) == f"Imker in Ulm. {HEADING}"


def test_the_chunker_has_a_version() -> None:
    assert chunks.CHUNKER_VERSION >= 1
