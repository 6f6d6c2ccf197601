"""The interaction model without torch: what it makes of texts, and that it reads meaning and not only words."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from index import interaction
from index.errors import ModelMissing
from index.interaction import TOKENIZER_FILE, WEIGHTS_FILE, InteractionModel, interaction_model

FOLDER = Path(interaction.__file__).parent / interaction.FOLDER
LARGEST_FOLDER = 20 * 2**20
PASSAGES = (
    "Koch in Halle. Arbeitszeit. Die Küche öffnet um zehn, und Feierabend ist selten vor 22 Uhr.",
    "Koch in Halle. Extras. Wer im Haus isst, bekommt auf alle Gerichte einen Nachlass von 30 Prozent.",
    "Koch in Halle. Weg in den Beruf. Die Lehre dauert drei Jahre und endet mit einer Prüfung vor der Kammer.",
)


@pytest.fixture(scope="module")
def model() -> InteractionModel:
    return interaction_model()


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Muss man abends arbeiten?", 0),
        ("Gibt es Rabatt für Mitarbeiter?", 1),
        ("Wie lange bin ich Azubi?", 2),
    ],
)
def test_a_passage_that_says_it_in_other_words_comes_first(model: InteractionModel, question: str, place: int) -> None:
    assert np.argmax(model.logits(question, PASSAGES)) == place


def test_what_no_passage_tells_is_less_likely_answered(model: InteractionModel) -> None:
    told = model.logits("Muss man abends arbeiten?", PASSAGES).max()
    untold = model.logits("Darf ich meinen Hund mitbringen?", PASSAGES).max()
    assert told > untold + 1


@pytest.mark.parametrize("text", ["", " ", "😀👩🏽‍⚕️", "\ud800", "a", "ß" * 5_000, "漢字", "\x00"])
def test_any_text_can_be_read(model: InteractionModel, text: str) -> None:
    encoded = model.encode(text)
    assert np.isfinite(encoded.parts).all()
    assert np.linalg.norm(encoded.vector) == pytest.approx(1.0, abs=1e-5)
    assert encoded.shares.sum() == pytest.approx(1.0, abs=1e-5)
    assert np.isfinite(model.logits(text, [text, PASSAGES[0]])).all()


def test_a_text_is_read_up_to_its_longest(model: InteractionModel) -> None:
    assert len(model.encode("Arbeit " * 500).parts) == interaction.LONGEST_PASSAGE
    assert len(model.encode("Arbeit " * 500, longest=9).parts) == 9


def test_no_passages_have_no_logits(model: InteractionModel) -> None:
    assert model.logits("Gibt es Urlaub?", ()).shape == (0,)


def test_a_passage_is_judged_for_itself(model: InteractionModel) -> None:
    alone = [model.logits("Gibt es Rabatt?", [passage])[0] for passage in PASSAGES]
    assert model.logits("Gibt es Rabatt?", PASSAGES) == pytest.approx(alone)


def test_the_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < LARGEST_FOLDER


@pytest.mark.parametrize("name", [WEIGHTS_FILE, TOKENIZER_FILE])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"\x00\xff nonsense"])
def test_a_broken_folder_is_told(tmp_path: Path, name: str, content: bytes | None) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    if content is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelMissing, match=str(tmp_path)):
        InteractionModel.load(tmp_path)


def test_a_folder_of_two_models_is_told(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    tensors = load_file(tmp_path / WEIGHTS_FILE)
    save_file({**tensors, "embeddings": tensors["embeddings"][:-1]}, tmp_path / WEIGHTS_FILE)
    with pytest.raises(ModelMissing, match="passen nicht zusammen"):
        InteractionModel.load(tmp_path)
