"""Answers as Block Kit: everything literal, below the limits, with figures, picture, suggestions and votes."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from slackbot.fake_slack import BOT, FakeSlack
from slackbot.rig import MANY, PAY, TASKS, Rig, blocks, shown, sources
from slackbot.strict import calls, check_message, texts

from assistant.chain import Assistant
from assistant.feedback import kept
from assistant.slack.blocks import Message, answer_messages, messages, sections
from assistant.slack.limits import pieces, shortened
from assistant.types import Answer, Citation, Salary

HOSTILE = "<!channel> <@U1> <http://x|bank> a|b &lt;!here&gt; &amp; @channel @here [x](http://y) \u202e\x1b[31m"
CITATION = Citation(1, "koch", "/a/koch.txt", "Koch in Kiel", "Koch", "Kiel", "", 3, 9, 0, 5, "Zitat", 1.0)


def answer_of(text: str, **more: object) -> Answer:
    return replace(Answer("Frage", "Frage", "answered", text), **more)  # type: ignore[arg-type]


def checked(answer: Answer, **more: object) -> list[Message]:
    """Render an answer and hold it to Slack's limits."""
    said = answer_messages(answer, "id", **more)  # type: ignore[arg-type]
    for message in said:
        check_message({"text": message.text, "blocks": list(message.blocks)})
    return said


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_nothing_in_an_answer_calls_links_or_mentions_anybody() -> None:
    citation = replace(
        CITATION, title=HOSTILE, heading=HOSTILE, quote=HOSTILE, source=f"/a/{HOSTILE}", profession=HOSTILE
    )
    salary = Salary(HOSTILE, HOSTILE, "entry", 1, 2, False, "month", "EUR", 1)
    answer = answer_of(
        HOSTILE,
        resolved_question=HOSTILE,
        citations=(citation,),
        salaries=(salary, salary),
        suggestions=(HOSTILE,),
        note=HOSTILE,
    )
    for message in checked(answer, chosen=HOSTILE):
        assert calls({"text": message.text, "blocks": list(message.blocks)}) == []
        assert "\x1b" not in str(message.blocks)
        assert "\u202e" not in str(message.blocks)


def test_hostile_text_is_shown_to_the_letter() -> None:
    [message] = checked(answer_of(HOSTILE))
    section = next(text for text in texts(list(message.blocks)) if "channel" in text)
    literal = (
        HOSTILE.replace("\u202e\x1b[31m", "[31m").replace("@channel", "@\u2060channel").replace("@here", "@\u2060here")
    )
    assert unescaped(section).strip() == literal.strip()
    assert "&amp;lt;!here&amp;gt;" in section, "what was an entity before stays one to look at"
    assert message.text == section


def test_a_question_of_a_user_is_as_literal_as_an_article(rig: Rig, slack: FakeSlack) -> None:
    typed = "Was verdient ein &lt;!channel&gt; &amp;lt;@U1&amp;gt; in <http://kiel.de|Kiel> bei <@U2>?"
    message = rig.ask(typed)
    assert calls(message) == []
    slack.deliver(slack.command(typed))
    root = slack.wait(lambda: [m for m in slack.named("chat.postMessage") if "fragt" in (m.get("text") or "")])[0]
    assert calls(root) == ["@U1", "@U1"], "only the one who asked, in text and block"


@pytest.mark.parametrize("size", [3_001, 11_999, 12_001, 60_000, 200_000])
def test_long_answers_are_split_below_the_limits_and_nothing_is_lost(size: int) -> None:
    words = [f"Wort{number}" for number in range(size // 8)]
    said = checked(answer_of(" ".join(words), citations=(replace(CITATION, quote="x" * 5_000),)))
    found = re.findall(r"Wort\d+", "".join(text for message in said for text in texts(list(message.blocks))))
    assert found == words
    assert all(message.text for message in said)


def test_many_sources_and_figures_stay_below_the_limits() -> None:
    citations = tuple(replace(CITATION, id=number, quote="&<>" * 400) for number in range(1, 80))
    salaries = tuple(Salary("Koch", "Kiel", "entry", 1, 2, False, "month", "EUR", number) for number in range(1, 80))
    suggestions = ("Was? " * 40, "Wie? " * 500)
    said = checked(answer_of("Kurz.", citations=citations, salaries=salaries, suggestions=suggestions))
    named = re.findall(r"\*\[(\d+)\]\*", str([message.blocks for message in said]))
    assert [int(number) for number in named] == list(range(1, 80))
    assert said[-1].blocks[-1]["type"] == "context_actions", "votes stand last"


def test_texts_are_cut_where_people_would_and_never_inside_an_entity() -> None:
    assert pieces("Ein Satz. Noch ein Satz.", 12) == ["Ein Satz.", "Noch ein", "Satz."]
    assert pieces("a" * 10 + "&amp;" * 3, 12) == ["a" * 10, "&amp;&amp;", "&amp;"]
    assert pieces("", 5) == []
    assert shortened("abc&lt;def", 6) == "abc…"


def test_a_text_without_a_place_to_break_is_cut_all_the_same() -> None:
    assert [len(piece) for piece in pieces("x" * 25, 10)] == [10, 10, 5]
    assert messages(sections("")) == []


def test_sources_are_linked_where_there_is_an_address(make_rig: Callable[..., Rig]) -> None:
    rig = make_rig()
    rig.start(link_to=lambda citation: f"https://example.org/{citation.article}?a=1&b=ü|<x>")
    text = sources(rig.ask(PAY))
    assert (
        "<https://example.org/it-manager-muelheim-an-der-ruhr?a=1&amp;b=%C3%BC%7C%3Cx%3E|IT Manager in Mülheim" in text
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "", None])
def test_an_address_that_is_no_web_address_makes_no_link(address: str | None) -> None:
    [message] = checked(answer_of("Ja [1].", citations=(CITATION,)), link_to=lambda _: address)
    assert calls({"blocks": list(message.blocks)}) == []


def test_figures_come_as_a_table_and_as_a_picture_with_words_for_it(rig: Rig, slack: FakeSlack) -> None:
    pytest.importorskip("matplotlib", reason="the extra 'charts' is not installed")
    message = rig.ask(MANY)
    [table] = blocks(message, "table")
    cells = [[cell["text"] for cell in row] for row in table["rows"]]
    assert ["Jurist", "Magdeburg", "Einstieg", "2.800–3.500 € im Monat", "jurist-magdeburg.txt:8"] in cells
    [file] = slack.files.values()
    assert b"\x89PNG" in file["data"][:400]
    assert "Jurist, Magdeburg (Einstieg) 2.800–3.500 €" in file["alt_txt"]
    assert file["shared"]["thread_ts"] == message["thread_ts"]


def test_a_picture_that_cannot_be_uploaded_takes_nothing_from_the_answer(rig: Rig, slack: FakeSlack) -> None:
    slack.choose_fault = lambda method: None
    from slackbot.fake_slack import Fault

    slack.faults["files.getUploadURLExternal"].append(Fault("missing_scope"))
    assert "2.800–3.500 €" in shown(rig.ask(MANY))
    rig.idle()
    assert not slack.files


def test_a_suggestion_is_asked_in_the_same_thread_and_repeated_there(rig: Rig, slack: FakeSlack) -> None:
    message = rig.ask(PAY)
    assert "Mehr dazu:" in sources(message)
    button = blocks(message, "actions")[0]["elements"][0]
    click = slack.action(message, {**button, "type": "button"})
    for _ in range(2):
        assert slack.deliver(click).acked.wait(10)
    answer = rig.replies("D1", message["thread_ts"], 2)[1]
    assert f"Frage: {button['value']}" in sources(answer)


def test_a_vote_is_kept_and_a_changed_one_replaces_it(rig: Rig, slack: FakeSlack) -> None:
    message = rig.ask(PAY)
    element = blocks(message, "context_actions")[0]["elements"][0]

    def vote(name: str, user: str = "U1") -> None:
        action = {"type": "feedback_buttons", "action_id": element["action_id"], "value": element[name]["value"]}
        assert slack.deliver(slack.action(message, action, user)).acked.wait(10)
        rig.idle()

    vote("positive_button")
    assert [(given.question, given.vote, given.values) for given in kept(rig.home)] == [(PAY, "good", (4200, 6000))]
    rig.stop()
    rig.start()
    vote("negative_button")
    vote("negative_button")
    [given] = kept(rig.home)
    assert (given.vote, given.cited) == ("bad", (("it-manager-muelheim-an-der-ruhr.txt", 12),))
    assert [said["text"] for said in slack.ephemeral] == [
        "Danke, das ist notiert.",
        "Danke, deine Bewertung ist geändert.",
    ]
    assert slack.ephemeral[0]["thread_ts"] == message["thread_ts"]


def test_a_vote_on_an_answer_nobody_knows_is_ignored(rig: Rig, slack: FakeSlack) -> None:
    message = rig.ask(PAY)
    for value in ("good:unknown", "bad", "great:", ""):
        action = {"type": "feedback_buttons", "action_id": "lotse_vote", "value": value}
        assert slack.deliver(slack.action(message, action)).acked.wait(10)
    rig.idle()
    assert kept(rig.home) == []


def test_a_command_opens_a_thread_that_goes_on(rig: Rig, slack: FakeSlack) -> None:
    assert slack.deliver(slack.command(PAY)).acked.wait(10)
    root = slack.wait(lambda: [m for m in slack.messages.values() if "fragt" in m.get("text", "")])[0]
    assert "4.200" in shown(rig.replies("C1", root["ts"], 1)[0])
    slack.deliver(slack.event(TASKS, thread=root["ts"]))
    rig.replies("C1", root["ts"], 2)


def test_a_command_where_the_bot_may_not_post_is_answered_to_the_one_who_asked(rig: Rig, slack: FakeSlack) -> None:
    slack.closed_channels.add("C1")
    slack.deliver(slack.command(PAY))
    [answer] = slack.wait(lambda: slack.responses)
    assert answer["response_type"] == "ephemeral"
    assert "4.200" in shown(answer)
    button = blocks(answer, "actions")[0]["elements"][0]
    click = slack.action({"channel": "C1"}, {**button, "type": "button"}, container={"is_ephemeral": True})
    slack.deliver(click)
    slack.wait(lambda: len(slack.responses) == 2)


@pytest.mark.parametrize("text", ["", "  ", "hilfe"])
def test_a_command_without_a_question_explains_itself(rig: Rig, slack: FakeSlack, text: str) -> None:
    envelope = slack.deliver(slack.command(text))
    assert envelope.acked.wait(10)
    assert "Frag nach Beruf und Ort" in (envelope.reply or {})["text"]


def test_the_bot_shows_that_it_works(rig: Rig, slack: FakeSlack) -> None:
    message = rig.ask(PAY)
    assert [(said["thread_ts"], said["status"]) for said in slack.statuses] == [
        (message["thread_ts"], "sucht in den Artikeln …")
    ]


def test_a_failure_is_told_under_a_number_and_without_its_text(
    make_rig: Callable[..., Rig], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
        raise ValueError(f"secret detail of {question}")

    rig = make_rig(broken)
    rig.start()
    message = rig.ask(PAY)
    number = re.search(r"Vorfall ([0-9A-F]{6})", message["text"])
    assert number
    assert "secret detail" not in str(message)
    [line] = [record.getMessage() for record in caplog.records if number[1] in record.getMessage()]
    assert "ValueError" in line
    assert "secret detail" not in line
    assert PAY not in line


def test_a_mention_of_the_bot_is_no_part_of_the_question(rig: Rig, slack: FakeSlack) -> None:
    event = slack.event(f"Hallo <@{BOT}>, {PAY}", kind="app_mention")
    slack.deliver(event)
    assert "4.200" in shown(rig.replies("C1", event["event"]["ts"], 1)[0])


def test_without_matplotlib_there_is_no_picture_and_no_failure(sample_home: Path, tmp_path: Path) -> None:
    """In a process of its own, in which matplotlib cannot be imported."""
    import subprocess
    import sys

    code = (
        "import sys; sys.modules['matplotlib.figure'] = None\n"
        "from assistant.chart import picture\nfrom assistant.errors import AssistantError\n"
        "try:\n    picture([])\nexcept AssistantError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert "pip install matplotlib" in done.stdout
