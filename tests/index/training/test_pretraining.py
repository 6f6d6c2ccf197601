"""Questions made of the words of a sentence."""

from index.german import words
from index.training.pretraining import FRAMES, cloze_questions

PARAGRAPH = (
    "Die Werkstatt öffnet morgens um sieben und schließt abends gegen fünf. "
    "Dazwischen repariert der Meister Fahrräder aller Hersteller mit großer Sorgfalt. "
    "Kunden bringen ihm gern Kuchen mit, besonders im Winter."
)


def test_questions_use_words_of_the_paragraph() -> None:
    frames = {word for frame in FRAMES for word in words(frame)}
    for pair in cloze_questions([PARAGRAPH], 3, 1):
        assert set(words(pair.question)) - frames <= set(words(PARAGRAPH))


def test_some_paragraphs_lose_the_sentence_that_was_asked_for() -> None:
    pairs = [pair for seed in range(40) for pair in cloze_questions([PARAGRAPH], 1, seed)]
    shortened = sum(len(pair.paragraph) < len(PARAGRAPH) for pair in pairs)
    assert 1 <= shortened <= 20


def test_short_paragraphs_and_repeated_ones_are_left_out() -> None:
    assert cloze_questions(["Zu kurz."], 3, 1) == []
    assert len(cloze_questions([PARAGRAPH, PARAGRAPH], 1, 1)) == 1


def test_every_frame_has_one_place_for_the_words() -> None:
    assert all(frame.count("{}") == 1 for frame in FRAMES)
