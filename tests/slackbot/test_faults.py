"""Slack at its worst: rate limits, faults, cut connections, expired streams. The answer arrives, once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from slackbot.fake_slack import BOT, FakeSlack, Fault
from slackbot.rig import PAY, Rig, blocks, in_pieces, shown
from slackbot.strict import calls

from assistant.chain import Assistant
from assistant.slack.retries import LONGEST_WAIT
from assistant.slack.settings import SlackSettings
from assistant.types import Answer

CUTS = ("cut_before", "cut_after", "500", "500_after")


def streamed(message: dict[str, object]) -> str:
    return str(message.get("streamed", "")).replace("\\", "")


def test_a_rate_limit_is_waited_for_but_no_longer_than_is_sensible(rig: Rig, slack: FakeSlack) -> None:
    slack.faults["chat.postMessage"] += [Fault("429", "7"), Fault("429", "86400"), Fault("429", "bald")]
    assert "4.200" in shown(rig.ask(PAY))
    assert rig.waited == [7.0, LONGEST_WAIT, 1.0]


def test_a_rate_limit_without_end_is_given_up_and_told(rig: Rig, slack: FakeSlack) -> None:
    slack.faults["chat.postMessage"] += [Fault("429", "1")] * 7
    assert "Vorfall" in rig.ask(PAY)["text"]


@pytest.mark.parametrize("kind", CUTS)
def test_a_post_whose_fate_is_unknown_is_looked_for_before_it_is_repeated(
    rig: Rig, slack: FakeSlack, kind: str
) -> None:
    slack.faults["chat.postMessage"] += [Fault(kind)]
    slack.faults["conversations.replies"] += [Fault("cut_before"), Fault("500"), Fault("429", "1")]
    assert "4.200" in shown(rig.ask(PAY))
    assert len(slack.named("chat.postMessage")) == (1 if kind.endswith("after") else 2)


def test_where_it_cannot_be_looked_for_nothing_is_repeated(rig: Rig, slack: FakeSlack) -> None:
    slack.faults["chat.postMessage"] += [Fault("cut_after")]
    slack.faults["conversations.replies"] += [Fault("missing_scope")] * 2
    event = slack.event(PAY, channel="D1")
    slack.deliver(event)
    answer, word = rig.replies("D1", event["event"]["ts"], 2)
    assert "4.200" in shown(answer)
    assert "Vorfall" in word["text"]


@pytest.mark.parametrize("kind", CUTS)
def test_the_thread_of_a_command_is_opened_once(rig: Rig, slack: FakeSlack, kind: str) -> None:
    slack.faults["chat.postMessage"] += [Fault(kind)]
    slack.deliver(slack.command(PAY))
    root = slack.wait(lambda: [m for m in slack.messages.values() if "fragt" in m.get("text", "")])[0]
    rig.replies("C1", root["ts"], 1)
    assert len([m for m in slack.messages.values() if "fragt" in m.get("text", "")]) == 1


def test_blocks_that_slack_refuses_leave_the_words(rig: Rig, slack: FakeSlack) -> None:
    slack.faults["chat.postMessage"] += [Fault("invalid_blocks")]
    message = rig.ask(PAY)
    assert "4.200" in message["text"]
    assert "blocks" not in message


def test_no_answer_fails_for_want_of_a_status(rig: Rig, slack: FakeSlack) -> None:
    slack.faults["assistant.threads.setStatus"] += [Fault("missing_scope")]
    assert "4.200" in shown(rig.ask(PAY))


def test_the_first_connection_may_fail_at_first(make_rig: Callable[..., Rig], slack: FakeSlack) -> None:
    slack.faults["apps.connections.open"] += [Fault("429", "99999"), Fault("cut_before"), Fault("500")]
    rig = make_rig()
    rig.start()
    assert rig.waited[0] == LONGEST_WAIT
    assert shown(rig.ask(PAY))


def test_connecting_again_goes_on_until_it_works(rig: Rig, slack: FakeSlack) -> None:
    slack.faults["apps.connections.open"] += [Fault("internal_error"), Fault("429", "1"), Fault("internal_error")]
    slack.drop()
    slack.wait(lambda: slack.opened >= 2)
    assert shown(rig.ask(PAY))


def test_an_answer_streams_where_the_answerer_does(make_rig: Callable[..., Rig], slack: FakeSlack) -> None:
    rig = make_rig(in_pieces)
    rig.start()
    event = slack.event(f"<@{BOT}> {PAY}", kind="app_mention")
    slack.deliver(event)
    [message] = rig.replies("C1", event["event"]["ts"], 1)
    assert not message["streaming"]
    assert "4.200–6.000 €" in streamed(message)
    assert blocks(message, "context_actions")
    [start] = slack.named("chat.startStream")
    assert (start["recipient_user_id"], start["recipient_team_id"]) == ("U1", "T1")
    assert slack.named("chat.postMessage") == []


LONG = " ".join(f"Wort{number}" for number in range(300))


def long_pieces(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
    answer = replace(real.answer(PAY), answer=LONG + " [1]")
    for start in range(0, len(LONG), 50):
        yield LONG[start : start + 50]
    yield answer


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_a_stream_that_expires_is_replaced_by_the_whole_answer(
    make_rig: Callable[..., Rig], slack: FakeSlack, limit: int
) -> None:
    slack.append_limit = limit
    rig = make_rig(long_pieces)
    rig.start()
    message = rig.ask("Lang?")
    assert LONG in shown(message).replace("\n", " ")
    assert LONG in message["text"]
    assert slack.named("chat.update")
    assert slack.named("chat.postMessage") == []


@pytest.mark.parametrize("kind", [*CUTS, "invalid_blocks", "channel_type_not_supported"])
@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream"])
def test_whatever_happens_to_a_stream_the_answer_arrives_once(
    make_rig: Callable[..., Rig], slack: FakeSlack, method: str, kind: str
) -> None:
    slack.faults[method] += [Fault(kind)]
    rig = make_rig(long_pieces)
    rig.start()
    message = rig.ask("Lang?")
    assert not message.get("streaming")
    assert LONG in (shown(message) or streamed(message)).replace("\n", " ")
    assert blocks(message, "context_actions")


def test_a_stream_that_gets_too_long_goes_on_as_messages(make_rig: Callable[..., Rig], slack: FakeSlack) -> None:
    words = [f"Wort{number}" for number in range(4_000)]

    def very_long(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
        for word in words:
            yield f"{word} "
        yield replace(real.answer(PAY), answer=" ".join(words) + " ")

    rig = make_rig(very_long)
    rig.start()
    event = slack.event("Lang?", channel="D1")
    slack.deliver(event)
    slack.wait(lambda: len(slack.replies("D1", event["event"]["ts"])) >= 3)
    rig.idle()
    first, *rest = slack.replies("D1", event["event"]["ts"])
    said = " ".join([streamed(first), *(shown(message) for message in rest)]).split()
    assert said == words


def test_a_stream_is_as_literal_as_a_message(make_rig: Callable[..., Rig], slack: FakeSlack) -> None:
    hostile = "<!channel> <@U1> <http://x|bank> &lt;!here&gt; [Bank](http://y) siehe http://z/a?b=c&d @channel F&E "

    def streaming(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
        yield from hostile
        yield replace(real.answer(PAY), answer=hostile)

    rig = make_rig(streaming)
    rig.start()
    message = rig.ask("Was?")
    text = str(message["streamed"])
    assert calls({"text": text}) == []
    assert "&amp;lt;!here&amp;gt;" in text
    assert "](http" not in text
    assert "`http://z/a?b=c&d`" in text
    assert "F&E" in text


def test_a_failure_while_streaming_ends_the_stream_and_is_told(make_rig: Callable[..., Rig], slack: FakeSlack) -> None:
    def breaks(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
        yield "Ein Anfang, der lang genug ist, dass er gleich abgeschickt wird. " * 5
        raise OSError("gone")

    rig = make_rig(breaks)
    rig.start()
    event = slack.event("Was?", channel="D1")
    slack.deliver(event)
    begun, word = rig.replies("D1", event["event"]["ts"], 2)
    assert not begun["streaming"]
    assert "Vorfall" in word["text"]


def test_a_full_queue_is_told_to_the_user(make_rig: Callable[..., Rig], slack: FakeSlack) -> None:
    import threading

    gate = threading.Event()

    def stuck(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
        assert gate.wait(30)
        yield real.answer(question, history)

    rig = make_rig(stuck)
    rig.start(SlackSettings(workers=1, waiting=1))
    events = [slack.event(PAY, channel="D1") for _ in range(2)]
    slack.deliver(events[0])
    slack.wait(lambda: slack.statuses)
    slack.deliver(events[1])
    rejected = slack.event(PAY, channel="D1")
    slack.deliver(rejected)
    assert "Gerade fragen sehr viele" in slack.wait(lambda: slack.replies("D1", rejected["event"]["ts"]))[0]["text"]
    gate.set()
    for event in events:
        assert "4.200" in shown(rig.replies("D1", event["event"]["ts"], 1)[0])


def test_five_slow_answers_delay_no_acknowledgement(make_rig: Callable[..., Rig], slack: FakeSlack) -> None:
    import threading

    gate = threading.Event()

    def slow(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
        assert gate.wait(30)
        yield real.answer(question, history)

    rig = make_rig(slow)
    rig.start()
    events = [slack.event(PAY, channel="D1") for _ in range(5)]
    envelopes = [slack.deliver(event) for event in events]
    envelopes += [slack.deliver(slack.command("hilfe")), slack.deliver(slack.command(PAY))]
    assert all(envelope.acked.wait(10) for envelope in envelopes)
    assert max(envelope.seconds for envelope in envelopes) < 1.0
    assert not any(slack.replies("D1", event["event"]["ts"]) for event in events)
    gate.set()
    for event in events:
        rig.replies("D1", event["event"]["ts"], 1)
