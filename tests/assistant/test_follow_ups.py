import pytest

from assistant.chain import Assistant

FIRST = "Was verdient ein Kioskverkäufer in Rostock am Anfang?"


def names(assistant: Assistant, question: str, *history: str) -> tuple[set[str], set[str], str | None]:
    query = assistant.understand(question, history)
    professions = {name for slot in query.professions for name in slot.names}
    return professions, {name for slot in query.cities for name in slot.names}, query.topic


def test_a_new_town_keeps_profession_topic_and_level(sample_assistant: Assistant) -> None:
    query = sample_assistant.understand("Und in Krefeld?", [FIRST])
    assert names(sample_assistant, "Und in Krefeld?", FIRST) == ({"Kioskverkäufer"}, {"Krefeld"}, "salary")
    assert query.level == "entry"
    assert query.resolved == "Was verdient man als Kioskverkäufer in Krefeld zum Einstieg?"


@pytest.mark.parametrize(
    ("question", "professions", "city"),
    [
        ("Wie siehts auf der andern Rheinseite in Krefeld aus?", {"Kioskverkäufer"}, "Krefeld"),
        ("Ich ziehe aber nach Krefeld, und dort?", {"Kioskverkäufer"}, "Krefeld"),
        ("und ne Verkäuferin dort?", {"Verkäuferin"}, "Rostock"),
    ],
)
def test_the_same_is_asked_of_another_town_or_profession_in_many_words(
    sample_assistant: Assistant, question: str, professions: set[str], city: str
) -> None:
    assert names(sample_assistant, question, FIRST) == (professions, {city}, "salary")


def test_a_town_with_a_thing_of_its_own_does_not_keep_the_topic(sample_assistant: Assistant) -> None:
    assert names(sample_assistant, "Wie sieht es in Krefeld mit Kinderbetreuung aus?", FIRST)[2] != "salary"


def test_later_means_experienced(sample_assistant: Assistant) -> None:
    query = sample_assistant.understand("Und später?", ["Was verdient ein Mechatroniker in Leipzig am Anfang?"])
    assert (query.level, query.topic) == ("experienced", "salary")


@pytest.mark.parametrize(
    "question", ["Was muss sie können?", "Und was muss man dort können?", "Was sollte man mitbringen?"]
)
def test_another_topic_keeps_the_names(sample_assistant: Assistant, question: str) -> None:
    assert names(sample_assistant, question, FIRST) == ({"Kioskverkäufer"}, {"Rostock"}, "skills")


def test_another_profession_in_a_follow_up_keeps_town_and_topic(sample_assistant: Assistant) -> None:
    asked = names(sample_assistant, "Gilt das auch für Lagerarbeiter?", FIRST)
    assert asked == ({"Lagerarbeiter"}, {"Rostock"}, "salary")


def test_thanks_in_between_change_nothing(sample_assistant: Assistant) -> None:
    asked = names(sample_assistant, "Und in Krefeld?", FIRST, "Danke!", "Super")
    assert asked == ({"Kioskverkäufer"}, {"Krefeld"}, "salary")


def test_a_whole_question_takes_nothing_over(sample_assistant: Assistant) -> None:
    history = [FIRST, "Und in Krefeld?", "Was muss man dort können?"]
    asked = names(sample_assistant, "Was verdient ein Jurist in Magdeburg?", *history)
    assert asked == ({"Jurist"}, {"Magdeburg"}, "salary")
    assert sample_assistant.understand("Was verdient ein Jurist in Magdeburg?", history).level is None


def test_a_whole_question_about_another_profession_does_not_take_the_town(sample_assistant: Assistant) -> None:
    assert names(sample_assistant, "Was verdient ein Jurist?", FIRST)[1] == set()


def test_a_question_for_professions_does_not_take_the_profession(sample_assistant: Assistant) -> None:
    assert names(sample_assistant, "Welche Berufe gibt es dort?", FIRST)[:2] == (set(), {"Rostock"})


def test_off_topic_in_a_conversation_stays_off_topic(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Wer hat gestern im Fußball gewonnen?", [FIRST])
    assert (answer.status, answer.reason) == ("refused", "off_topic")


def test_a_known_town_without_the_article_is_refused_not_replaced(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Und in Magdeburg?", [FIRST])
    assert (answer.status, answer.reason) == ("refused", "no_article")
    assert "Kioskverkäufer in Magdeburg" in answer.answer


def test_both_are_the_last_two_spoken_of(sample_assistant: Assistant) -> None:
    history = ["Was macht ein Berufskraftfahrer in Halle?", "Und in Leipzig?", "Und in Saarbrücken?", "Danke!"]
    answer = sample_assistant.answer("Welche der beiden Städte zahlt Anfängern mehr?", history)
    assert {row.city for row in answer.salaries} == {"Leipzig", "Saarbrücken"}


def test_both_keep_each_profession_with_its_town(sample_assistant: Assistant) -> None:
    history = ["Was verdient ein Jurist in Magdeburg?", "Und ein Arzt in Halle?"]
    answer = sample_assistant.answer("Wer von beiden bekommt am Anfang mehr?", history)
    assert {(row.profession, row.city) for row in answer.salaries} == {
        ("Jurist", "Magdeburg"),
        ("Arzt", "Halle (Saale)"),
    }


def test_who_employs_somebody_is_no_question_for_tasks(sample_assistant: Assistant) -> None:
    assert names(sample_assistant, "Wer beschäftigt ihn?", "Was macht ein Jurist in Magdeburg?")[2] == "employers"
