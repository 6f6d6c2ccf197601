"""What a question is understood to ask: names, level, topic, kind."""

import pytest

from assistant.chain import Assistant


def professions(assistant: Assistant, question: str) -> set[str]:
    return {name for slot in assistant.understand(question).professions for name in slot.names}


def cities(assistant: Assistant, question: str) -> set[str]:
    return {name for slot in assistant.understand(question).cities for name in slot.names}


@pytest.mark.parametrize(
    "said",
    [
        "IT Manager",
        "IT-Manager",
        "IT Managerin",
        "IT-Managerin",
        "IT-Manager:in",
        "IT-Manager*innen",
        "IT-Manager/-in",
        "IT-Manager(in)",
        "IT-Managers",
        "it manager",
        "IT Mangaer",
        "ITManager",
    ],
)
def test_reads_every_form_of_a_profession(sample_assistant: Assistant, said: str) -> None:
    assert professions(sample_assistant, f"Was verdient {said} in Duisburg?") == {"IT Manager"}


@pytest.mark.parametrize(
    ("said", "city"),
    [
        ("in Mülheim", "Mülheim an der Ruhr"),
        ("in Muelheim", "Mülheim an der Ruhr"),
        ("in Mülhiem", "Mülheim an der Ruhr"),
        ("in Mülheim an der Ruhr", "Mülheim an der Ruhr"),
        ("in Halle", "Halle (Saale)"),
        ("in Halle/Saale", "Halle (Saale)"),
        ("in Halle an der Saale", "Halle (Saale)"),
        ("in Freiburg", "Freiburg im Breisgau"),
        ("in Saarbruecken", "Saarbrücken"),
        ("in Rostok", "Rostock"),
        ("in Essen", "Essen"),
    ],
)
def test_reads_every_form_of_a_town(sample_assistant: Assistant, said: str, city: str) -> None:
    assert cities(sample_assistant, f"Was verdient man {said}?") == {city}


@pytest.mark.parametrize(
    ("question", "city"),
    [
        ("Was verdienen Leipziger Mechatroniker?", "Leipzig"),
        ("Welche Aufgaben haben Dresdner Kfz-Mechatroniker?", "Dresden"),
        ("Was zahlt man in der Mülheimer IT Organisation?", "Mülheim an der Ruhr"),
        ("gehalt erzieher essen", "Essen"),
    ],
)
def test_reads_towns_without_a_preposition(sample_assistant: Assistant, question: str, city: str) -> None:
    assert cities(sample_assistant, question) == {city}


@pytest.mark.parametrize(
    "question",
    ["Wo kann man gut essen gehen?", "Was gibt es zum Essen?", "Hallo", "Was verdient ein Koch in der Halle?"],
)
def test_words_that_are_also_towns_are_not_taken_for_towns(sample_assistant: Assistant, question: str) -> None:
    assert cities(sample_assistant, question) == set()


@pytest.mark.parametrize(
    ("question", "profession", "city"),
    [
        ("Was verdient eine Floristin in Leipzig?", "elsewhere", "indexed"),
        ("Was verdient ein Jurist in Flensburg?", "indexed", "elsewhere"),
        ("Was verdient ein Jurist in Bayern?", "indexed", "elsewhere"),
        ("Was verdient ein Jurist in Wien?", "indexed", "elsewhere"),
    ],
)
def test_knows_what_exists_beyond_the_index(
    sample_assistant: Assistant, question: str, profession: str, city: str
) -> None:
    query = sample_assistant.understand(question)
    assert [slot.standing for slot in query.professions] == [profession]
    assert [slot.standing for slot in query.cities] == [city]


def test_a_long_town_name_leaves_no_words_over(sample_assistant: Assistant) -> None:
    query = sample_assistant.understand("Was verdient ein IT Manager in Mülheim an der Ruhr?")
    assert query.cities[0].surface == "Mülheim an der Ruhr"
    assert query.specific == ()


def test_gender_twins_are_both_meant(sample_assistant: Assistant) -> None:
    for said in ("Erzieher", "Erzieherin", "Erzieher:in", "Erzieher*innen"):
        assert professions(sample_assistant, f"Was verdient {said} in Düsseldorf?") == {"Erzieher", "Erzieherin"}


@pytest.mark.parametrize(
    ("question", "profession"),
    [
        ("Was verdient ein Fahrer in Halle?", "Berufskraftfahrer"),
        ("Was verdient ein Assistenzarzt in Halle?", "Arzt"),
        (
            "Was verdient ein Elektroniker für Automatisierungstechnik in Chemnitz?",
            "Elektroniker Automatisierungstechnik Industrie",
        ),
        ("Was macht man im Kiosk in Krefeld?", "Kioskverkäufer"),
    ],
)
def test_a_name_near_to_one_of_the_index_is_read_as_it_and_marked(
    sample_assistant: Assistant, question: str, profession: str
) -> None:
    [slot] = sample_assistant.understand(question).professions
    assert (slot.names, slot.loose) == ((profession,), True)
    assert f"lese ich hier als {profession}" in sample_assistant.answer(question).answer


def test_a_specialist_is_not_replaced_by_a_neighbour_that_never_speaks_of_him(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Was verdient ein Zahnarzt in Halle?")
    assert (answer.status, answer.reason) == ("refused", "unknown_profession")


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("Was verdient ein Arzt am Anfang?", "entry"),
        ("Wie hoch ist das Einstiegsgehalt?", "entry"),
        ("Was verdient ein Arzt mit Erfahrung?", "experienced"),
        ("Was verdient ein Arzt nach zehn Jahren?", "experienced"),
        ("Was verdient man in leitender Stellung?", "lead"),
        ("Und wenn der an der Frischetheke schon Erfahrung hat?", "experienced"),
        ("Bin schon Jahre dabei. Was verdient ein Arzt?", "experienced"),
        ("Was verdient man frisch nach der Lehre?", "entry"),
        ("Was verdient ein Arzt?", None),
        ("Wie viel mehr gibt es mit Erfahrung als am Anfang?", None),
    ],
)
def test_reads_the_level(sample_assistant: Assistant, question: str, level: str | None) -> None:
    assert sample_assistant.understand(question).level == level


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Was verdient ein Jurist?", "salary"),
        ("Wie viel Kohle gibt es als Jurist?", "salary"),
        ("Was bleibt Juristen am Monatsende?", "salary"),
        ("Gehallt Jurist", "salary"),
        ("How much does a Jurist earn?", "salary"),
        ("Jurist in Magdeburg, Jahresbrutto?", "salary"),
        ("Wo steht als Jurist mehr auf dem Lohnzettel?", "salary"),
        ("Hab grad ausgelernt als Jurist, was darf ich verlangen?", "salary"),
        ("Juristin in Magdeburg: von bis?", "salary"),
        ("Frisch als Jurist, womit startet man da?", "salary"),
        ("Was macht ein Jurist den ganzen Tag?", "tasks"),
        ("Aufgabn Jurist", "tasks"),
        ("Was muss ein Jurist können?", "skills"),
        ("Reicht Fachwissen als Jurist?", "skills"),
        ("Wie wird man Jurist?", "training"),
        ("In welche Themen kann man sich als Jurist einarbeiten?", "training"),
        ("Wie stehen die Chancen als Jurist?", "market"),
        ("Wer stellt Juristen ein?", "employers"),
        ("Wie viel Urlaub hat ein Jurist?", "vacation"),
        ("Muss ein Jurist Überstunden machen?", "overtime"),
        ("Wie wird das Wetter?", None),
    ],
)
def test_reads_the_topic(sample_assistant: Assistant, question: str, topic: str | None) -> None:
    assert sample_assistant.understand(question).topic == topic


@pytest.mark.parametrize(
    ("question", "amount", "side"),
    [
        ("Was bringt in Leipzig mindestens 3.000 €?", 3000, "at_least"),
        ("Womit verdient man über 3,5k?", 3500, "at_least"),
        ("Komm ich als Jurist irgendwann über 3000?", 3000, "at_least"),
        ("Was liegt unter 2500 Euro?", 2500, "at_most"),
        ("Wo gibt es höchstens 2 500 €?", 2500, "at_most"),
    ],
)
def test_reads_a_threshold(sample_assistant: Assistant, question: str, amount: int, side: str) -> None:
    threshold = sample_assistant.understand(question).threshold
    assert threshold is not None
    assert (threshold.amount, threshold.side) == (amount, side)


@pytest.mark.parametrize("question", ["", "   ", "?!", "🙂🙂", "\u200b\u202e"])
def test_nothing_to_read_is_empty(sample_assistant: Assistant, question: str) -> None:
    answer = sample_assistant.answer(question)
    assert (answer.status, answer.reason) == ("refused", "empty")


def test_too_long_is_said_at_once(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Gehalt " * 20_000)
    assert (answer.status, answer.reason) == ("refused", "too_long")


@pytest.mark.parametrize(
    "question",
    [
        "Was verdient ein Jur\u200bist in Magde\u00adburg?",
        "Was verdient ein Jurіst in Magdeburg?",
        "Was verdient ein \u202eJurist\u202c in Magdeburg?",
        "Was verdient ein Jurist in Magdeburg\x1b[31m?",
    ],
)
def test_hidden_and_lookalike_characters_change_nothing(sample_assistant: Assistant, question: str) -> None:
    plain = sample_assistant.answer("Was verdient ein Jurist in Magdeburg?")
    assert sample_assistant.answer(question).citations == plain.citations


@pytest.mark.parametrize(
    ("question", "profession"),
    [
        ("Was kriegt ein Trucker in Leipzig?", "Berufskraftfahrer"),
        ("Was verdienen Lastwagenfahrer in Leipzig?", "Berufskraftfahrer"),
        ("Gibt es für Kioskpersonal in Krefeld eine Lehre?", "Kioskverkäufer"),
        ("Wie sieht es für Lagerleute in Rostock aus?", "Lagerarbeiter"),
        ("Was kriegen Kfz-Leute in Dresden?", "Kfz Mechatroniker"),
        ("Wann wird in Kiel Küchenpersonal gesucht?", "Helfer Küche"),
    ],
)
def test_reads_nicknames_and_the_people_of_a_workplace_and_says_so(
    sample_assistant: Assistant, question: str, profession: str
) -> None:
    slots = sample_assistant.understand(question).professions
    assert [(slot.names, slot.loose) for slot in slots] == [((profession,), True)]


def test_a_nickname_of_a_profession_without_an_article_there_is_refused(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Trucker in Rostock, was kriegt man da?")
    assert (answer.status, answer.reason) == ("refused", "no_article")
    assert "Berufskraftfahrer in Rostock" in answer.answer


def test_people_nobody_knows_are_not_dropped(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Was verdienen Nebelpflücker in Leipzig?")
    assert (answer.status, answer.reason) == ("refused", "unknown_profession")
    assert "Nebelpflücker" in answer.answer


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Braucht man im Büdchen Türkischkenntnisse?", "turkisch"),
        ("Muss ich als Reinigungskraft eine Hygieneschulung haben?", "hygiene"),
    ],
)
def test_what_a_compound_says_besides_its_topic_is_asked_for(
    sample_assistant: Assistant, question: str, word: str
) -> None:
    assert word in sample_assistant.understand(question).specific


@pytest.mark.parametrize("question", ["Welche Fachkenntnisse braucht man?", "Welche Weiterbildungskurse gibt es?"])
def test_compounds_of_a_topic_alone_ask_for_nothing_more(sample_assistant: Assistant, question: str) -> None:
    assert sample_assistant.understand(question).specific == ()


@pytest.mark.parametrize(
    "said", ["Servus, schönen Tag noch!", "Danke dir, tschüss!", "Hallo! Was kannst du?", "Moin moin", "Grüß Gott!"]
)
def test_small_talk_may_have_several_parts(sample_assistant: Assistant, said: str) -> None:
    answer = sample_assistant.answer(said)
    assert (answer.status, answer.answerer) == ("answered", "small_talk")


def test_small_talk_before_a_question_does_not_hide_it(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Hallo! Was verdient ein Jurist in Magdeburg?")
    assert answer.answerer == "extractive"
    assert answer.salaries


def test_the_best_paid_are_ranked_by_the_highest_figure_of_any_level(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Welcher Beruf wird am besten bezahlt?")
    assert (answer.salaries[0].profession, answer.salaries[0].min) == ("Arzt", 8400)


def test_a_story_gives_names_and_level_and_the_question_the_thing(sample_assistant: Assistant) -> None:
    query = sample_assistant.understand(
        "Ich habe in Essen zwei Kinder und vertrage keinen Stress. Wie lange dauert die Ausbildung zum Erzieher?"
    )
    assert query.topics[:1] == ("training",)
    assert {"Kinder", "Stress"}.isdisjoint(query.content)
    assert {name for slot in query.cities for name in slot.names} == {"Essen"}


def test_a_question_that_points_back_takes_the_sentence_before(sample_assistant: Assistant) -> None:
    query = sample_assistant.understand(
        "Ich spreche kaum Polnisch. Ist das als Berufskraftfahrer in Leipzig ein Problem?"
    )
    assert "Polnisch" in query.specific


@pytest.mark.parametrize("said", ["Mühlheim", "Mühlheim an der Ruhr"])
def test_a_town_that_sounds_like_one_with_articles_is_read_as_that(sample_assistant: Assistant, said: str) -> None:
    answer = sample_assistant.answer(f"Was verdient ein IT Manager in {said}?")
    assert {citation.city for citation in answer.citations} == {"Mülheim an der Ruhr"}


def test_another_town_with_nearly_the_same_name_is_not_replaced(sample_assistant: Assistant) -> None:
    answer = sample_assistant.answer("Was muss ein IT-Leiter in Freiberg (Sachsen) können?")
    assert (answer.status, answer.reason) == ("refused", "unknown_city")


@pytest.mark.parametrize(
    "question",
    [
        "Was gibts alles für Berufe in Düsseldorf?",
        "Ich ziehe nach Düsseldorf. Über welche Berufe kannst du mir da was sagen?",
        "Was für Berufe kann ich mir in Düsseldorf anschauen?",
    ],
)
def test_a_list_of_professions_is_asked_for_in_many_ways(sample_assistant: Assistant, question: str) -> None:
    answer = sample_assistant.answer(question)
    assert "IT Manager" in answer.answer
    assert "Erzieher" in answer.answer


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Wo nützt es mir im Beruf, dass ich Vietnamesisch spreche?", "Vietnamesisch"),
        ("Wo braucht man Dänisch?", "Dänisch"),
    ],
)
def test_a_rare_thing_is_looked_up_in_all_articles(sample_assistant: Assistant, question: str, word: str) -> None:
    answer = sample_assistant.answer(question)
    assert answer.citations
    assert all(word in citation.quote for citation in answer.citations)
