"""The torch-free runtime, and that sentence-transformers gives the same vectors from the same folder."""

import shutil
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from index.errors import ModelMissing
from index.static_model import TOKENIZER_FILE, WEIGHTS_FILE, StaticModel, fingerprint

MODEL = Path(__file__).parents[2] / "index" / "model"
LONGEST_FILE = 10 * 2**20
PLACES = ("Köln", "Mülheim an der Ruhr", "Großräschen", "Zürich", "Überlingen")
JOBS = (
    "Krankenpflegerin",
    "IT-Manager",
    "Straßenbauer",
    "Café-Leiter",
    "Müller*in",
    "Erzieher:innen",
    "Kfz Mechatroniker",
)
TEXTS = [
    *(f"Was verdient man als {job} in {place}? Etwa 3.200 € bis 4.100 €!" for job in JOBS for place in PLACES),
    "",
    " ",
    "\n\t",
    "😀🚒👩🏽‍⚕️",
    "Gehalt 💶 netto",
    unicodedata.normalize("NFD", "Fußpflegerin in Görlitz: schöne Grüße"),
    unicodedata.normalize("NFC", "Fußpflegerin in Görlitz: schöne Grüße"),
    "ﬁnanziell ½ Ⅳ ①",
    "STRASSE STRAẞE Straße",
    "a",
    "ß",
    "...!?…",
    "„Anführung“ – Gedankenstrich — ‚einfach‘",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrikantenversammlung" * 3,
    "Zerspanungsmechaniker " * 5_000,
    "Ein Satz.\u00a0Mit\u202fschmalen\u2009Leerzeichen\u200bund\u00adTrennstellen",
    "кириллица 漢字 العربية",
    "[UNK] ##gehalt <unk>",
    "A1 B2 42.000 1,5 %",
    "e\u0301cole cafe\u0301 n\u0303",
]


@pytest.fixture(scope="module")
def model() -> StaticModel:
    return StaticModel.load(MODEL)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "modell"))


def test_gives_the_vectors_that_sentence_transformers_gives(model: StaticModel) -> None:
    library = pytest.importorskip("sentence_transformers", reason="sentence-transformers ist nicht installiert")
    assert len(TEXTS) >= 50
    theirs = library.SentenceTransformer(str(MODEL), device="cpu", local_files_only=True).encode(TEXTS)
    np.testing.assert_allclose(model.encode(TEXTS), theirs, atol=1e-5, rtol=0)


def test_vectors_have_unit_length_or_are_zero(model: StaticModel) -> None:
    lengths = np.linalg.norm(model.encode(TEXTS), axis=1)
    assert np.all(np.isclose(lengths, 1.0, atol=1e-5) | (lengths == 0.0))
    assert model.encode(TEXTS).dtype == np.float32
    assert model.encode(TEXTS).shape == (len(TEXTS), model.dimension)


@pytest.mark.parametrize("text", ["", "  ", "😀"])
def test_text_without_words_is_the_zero_vector(model: StaticModel, text: str) -> None:
    assert not model.encode([text]).any()


def test_no_texts_give_no_vectors(model: StaticModel) -> None:
    assert model.encode([]).shape == (0, model.dimension)


def test_a_lone_surrogate_does_not_stop_the_batch(model: StaticModel) -> None:
    first, second = model.encode(["Gehalt \ud800", "Gehalt ?"])
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [("KÖLN", "koln"), ("Straße", "STRASSE"), ("Café", "cafe"), (unicodedata.normalize("NFD", "Müller"), "Müller")],
)
def test_case_umlauts_and_accents_do_not_matter(model: StaticModel, one: str, other: str) -> None:
    first, second = model.encode([one, other])
    np.testing.assert_array_equal(first, second)


def test_a_vector_does_not_depend_on_the_batch(model: StaticModel) -> None:
    together = model.encode(TEXTS * 20)[: len(TEXTS)]
    alone = np.concatenate([model.encode([text]) for text in TEXTS])
    np.testing.assert_array_equal(together, alone)


def test_pay_is_nearer_to_money_than_to_training(model: StaticModel) -> None:
    question, money, school = model.encode(
        [
            "Was verdient man da so?",
            "Das Gehalt liegt bei 3.100 € im Monat, mit Zulagen etwas darüber.",
            "Die Ausbildung dauert drei Jahre und endet mit einer Prüfung vor der Kammer.",
        ]
    )
    assert question @ money > question @ school


def test_the_shipped_model_is_small(model: StaticModel) -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) <= LONGEST_FILE
    assert len(model.rows) <= 40_000
    assert model.dimension <= 256


def test_reads_plain_float_weights(copied: Path, model: StaticModel) -> None:
    (copied / WEIGHTS_FILE).unlink()
    save_file({"embedding.weight": model.rows}, copied / WEIGHTS_FILE)
    np.testing.assert_array_equal(StaticModel.load(copied).rows, model.rows)


@pytest.mark.parametrize("name", [WEIGHTS_FILE, TOKENIZER_FILE])
def test_refuses_a_folder_with_a_missing_file(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelMissing, match="modell"):
        StaticModel.load(copied)
    with pytest.raises(ModelMissing, match="modell"):
        fingerprint(copied)


@pytest.mark.parametrize("name", [WEIGHTS_FILE, TOKENIZER_FILE])
def test_refuses_a_damaged_file(copied: Path, name: str) -> None:
    content = (copied / name).read_bytes()
    (copied / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(ModelMissing, match="modell"):
        StaticModel.load(copied)


def test_refuses_weights_without_vectors(copied: Path) -> None:
    save_file({"other": np.zeros(3, dtype=np.float32)}, copied / WEIGHTS_FILE)
    with pytest.raises(ModelMissing, match="embeddings"):
        StaticModel.load(copied)


def test_refuses_weights_of_a_smaller_vocabulary(copied: Path) -> None:
    tensors = {name: rows[:10].copy() for name, rows in load_file(copied / WEIGHTS_FILE).items()}
    save_file(tensors, copied / WEIGHTS_FILE)
    with pytest.raises(ModelMissing, match="Wörter"):
        StaticModel.load(copied)


def test_fingerprint_follows_the_weights(copied: Path, model: StaticModel) -> None:
    before = fingerprint(copied)
    assert before == fingerprint(MODEL)
    save_file({"embedding.weight": model.rows * 2}, copied / WEIGHTS_FILE)
    assert fingerprint(copied) != before
