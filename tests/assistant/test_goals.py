import pytest

from assistant.chain import Assistant

CLEANER = ("Was macht eine Reinigungskraft in Halle?",)


@pytest.mark.parametrize(
    ("history", "question", "named"),
    [
        (CLEANER, "Kann man Objektleiterin werden?", "Objektleiterin"),
        (CLEANER, "Wird man da auch irgendwann zur Objektleiterin befördert?", "Objektleiterin"),
        (
            ("Was verdient ein Kfz-Mechatroniker in Leipzig?",),
            "Kann ich den Servicetechniker machen?",
            "Servicetechniker",
        ),
    ],
)
def test_a_goal_that_the_articles_name_is_asked_of_them(
    sample_assistant: Assistant, history: tuple[str, ...], question: str, named: str
) -> None:
    answer = sample_assistant.answer(question, history)
    assert answer.status == "answered"
    assert named in answer.answer
    assert {citation.profession for citation in answer.citations} < {"Reinigungskraft", "Kfz Mechatroniker"}


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ((), "Kann man in Mainz Pilotin werden?"),  # in no article
        (CLEANER, "Was verdient eine Objektleiterin?"),  # no goal but whom the question is about
        (CLEANER, "Wie kann ich Pilot werden?"),  # not in the article
        (CLEANER, "Kann man in Kiel Objektleiterin werden?"),  # another town begins another subject
    ],
)
def test_any_other_unknown_profession_is_refused(
    sample_assistant: Assistant, history: tuple[str, ...], question: str
) -> None:
    answer = sample_assistant.answer(question, history)
    assert (answer.status, answer.reason) == ("refused", "unknown_profession")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Kann man Objektleiterin werden?", "Objektleiterin"),
        ("Kann ich in Leipzig Servicetechniker werden?", "Servicetechniker"),
    ],
)
def test_a_goal_without_a_conversation_is_looked_for_where_it_is_mentioned(
    sample_assistant: Assistant, question: str, named: str
) -> None:
    answer = sample_assistant.answer(question)
    assert answer.status == "answered"
    assert answer.answer.startswith(f"Zu „{named}“ gibt es keinen eigenen Artikel, erwähnt wird das hier:")
    assert any(named in citation.quote for citation in answer.citations)
