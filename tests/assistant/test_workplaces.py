"""Professions that are named by where or what the work is."""

import pytest

from assistant.chain import Assistant
from assistant.workplaces import keys_at


def professions(assistant: Assistant, question: str) -> set[str]:
    return {name for slot in assistant.understand(question).professions for name in slot.names}


@pytest.mark.parametrize(
    ("question", "profession"),
    [
        ("Ich putze in Halle. Kann ich noch eine Ausbildung machen?", "Reinigungskraft"),
        ("Welche Sprache hilft mir auf dem Lkw in Leipzig?", "Berufskraftfahrer"),
        ("Wie viele Autos kommen in die Kfz-Werkstatt in Magdeburg?", "Kfz Mechatroniker"),
        ("Was macht man als Verkäufer in einer Mülheimer Trinkhalle?", "Kioskverkäufer"),
        ("Braucht ein Fernfahrer in Halle gute Nerven?", "Berufskraftfahrer"),
        ("Wie viel Zeit kostet den IT-Chef in Freiburg die Sicherheit?", "IT Leiter"),
    ],
)
def test_a_place_or_an_activity_names_the_profession(
    sample_assistant: Assistant, question: str, profession: str
) -> None:
    assert professions(sample_assistant, question) == {profession}


def test_the_answer_says_how_a_place_was_read(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Wann macht das Büdchen in Krefeld auf?")
    assert answer.answer.startswith("„Büdchen“ lese ich hier als Kioskverkäufer.")


def test_a_profession_stands_beside_a_place(sample_assistant: Assistant) -> None:
    asked = "Was bringt in Rostock am Anfang mehr, im Lager schuften oder als Verkäuferin arbeiten?"
    assert professions(sample_assistant, asked) == {"Lagerarbeiter", "Verkäuferin"}


def test_a_place_without_an_article_in_the_town_is_refused(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Was verdient man in Kiel im Kiosk?")
    assert (answer.status, answer.reason) == ("refused", "no_article")


@pytest.mark.parametrize(
    "question", ["Verkauft man im Kiosk in Mülheim auch Briefmarken?", "Kocht man in Kiel selbst?"]
)
def test_a_verb_is_no_profession(sample_assistant: Assistant, question: str) -> None:
    assert not professions(sample_assistant, question) & {"Verkäuferin", "Verkäufer", "Koch"}


def test_other_words_name_no_profession() -> None:
    assert keys_at("wetter") == frozenset()
    assert keys_at("kfz-werkstatt") == keys_at("autowerkstatt") != frozenset()
