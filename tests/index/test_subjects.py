import numpy as np
import pytest

from index.subjects import SUBJECTS, decoded, encoded, subjects_of


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Zum Einstieg gibt es 2.400 Euro brutto im Monat, mit Tarif und Zulagen verdient man mehr.", "salary"),
        ("Die Ausbildung dauert drei Jahre, danach folgen Lehrgänge und die Meisterprüfung.", "training"),
        ("Wer hier arbeitet, braucht Geduld, Sorgfalt und gute Kenntnisse in Englisch.", "skills"),
        ("Stellen sind knapp, Fachkräfte werden gesucht, der Arbeitsmarkt ist leergefegt.", "market"),
    ],
)
def test_a_paragraph_is_known_by_its_words(text: str, subject: str) -> None:
    shares = dict(zip(SUBJECTS, subjects_of(text), strict=True))
    assert max(shares, key=lambda name: shares[name]) == subject
    assert sum(shares.values()) == pytest.approx(1)


def test_a_text_without_a_known_word_is_about_what_most_texts_are_about() -> None:
    assert subjects_of("") == subjects_of("Xyzzy qwrtz") != (0.0,) * len(SUBJECTS)


def test_letters_keep_weights_to_a_tenth() -> None:
    weights = np.array([-9.0, -4.6, -0.31, 0.0, 1.24, 4.7, 9.0])
    letters = np.frombuffer(encoded(weights).encode("ascii"), dtype=np.uint8)
    assert decoded(letters) == pytest.approx([-4.6, -4.6, -0.3, 0.0, 1.2, 4.7, 4.7])
