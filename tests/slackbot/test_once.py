"""Each event is answered once: retries, twins, redeliveries, restarts; and nothing that was acknowledged is lost."""

import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from slackbot.fake_slack import BOT, FakeSlack
from slackbot.rig import PAY, TASKS, Rig, shown

from assistant.chain import Assistant
from assistant.slack.jobs import Asked
from assistant.slack.settings import SlackSettings
from assistant.slack.store import FILE, GONE_AFTER, Store
from assistant.types import Answer


def test_a_redelivered_event_is_acknowledged_and_not_answered_again(rig: Rig, slack: FakeSlack) -> None:
    event = slack.event(PAY, channel="D1")
    for attempt in range(3):
        assert slack.deliver(event, attempt=attempt).acked.wait(10)
    rig.replies("D1", event["event"]["ts"], 1)


def test_twin_events_of_one_message_are_answered_once(rig: Rig, slack: FakeSlack) -> None:
    thread = slack.event(f"<@{BOT}> {PAY}", kind="app_mention")
    slack.deliver(thread)
    root = thread["event"]["ts"]
    mention = slack.event(f"<@{BOT}> {TASKS}", kind="app_mention", thread=root)
    twin = slack.event(f"<@{BOT}> {TASKS}", thread=root, ts=mention["event"]["ts"])
    for event in (twin, mention):
        assert slack.deliver(event).acked.wait(10)
    rig.replies("C1", root, 2)


def test_a_restart_does_not_forget_what_was_answered(rig: Rig, slack: FakeSlack) -> None:
    event = slack.event(PAY, channel="D1")
    slack.deliver(event)
    rig.replies("D1", event["event"]["ts"], 1)
    rig.stop()
    rig.start()
    assert slack.deliver(event, attempt=1).acked.wait(10)
    rig.replies("D1", event["event"]["ts"], 1)


def test_two_connections_of_one_home_answer_an_event_once(rig: Rig, slack: FakeSlack) -> None:
    rig.start()
    slack.wait(lambda: len(slack.connections) == 2)
    event = slack.event(PAY, channel="D1")
    envelopes = [slack.deliver(event)]
    slack.connections.reverse()
    envelopes.append(slack.deliver(event, attempt=1))
    assert all(envelope.acked.wait(10) for envelope in envelopes)
    rig.replies("D1", event["event"]["ts"], 1)


def test_after_a_dropped_connection_what_comes_again_is_answered_once(rig: Rig, slack: FakeSlack) -> None:
    first = slack.event(PAY, channel="D1")
    slack.deliver(first)
    slack.drop()
    slack.wait(lambda: slack.opened >= 2)
    assert slack.deliver(first, attempt=1).acked.wait(10)
    rig.replies("D1", first["event"]["ts"], 1)
    assert shown(rig.ask(TASKS))


def test_slack_may_ask_for_a_new_connection_at_any_time(rig: Rig, slack: FakeSlack) -> None:
    slack.ask_to_reconnect()
    slack.wait(lambda: slack.opened >= 2)
    assert shown(rig.ask(PAY))


def test_the_order_of_a_thread_is_kept_while_others_overtake(make_rig: Callable[..., Rig], slack: FakeSlack) -> None:
    gate = threading.Event()

    def slow_start(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
        if question == PAY:
            assert gate.wait(30)
        yield real.answer(question, history)

    rig = make_rig(slow_start)
    rig.start()
    root = slack.event(PAY, channel="D1")
    slack.deliver(root)
    thread = root["event"]["ts"]
    asked = [f"Was verdient ein Koch in Ort {number}?" for number in range(5)]
    for question in asked:
        slack.deliver(slack.event(question, channel="D1", thread=thread))
    rig_other = slack.event(TASKS, channel="D2")
    slack.deliver(rig_other)
    slack.wait(lambda: slack.replies("D2", rig_other["event"]["ts"]))
    assert slack.replies("D1", thread) == []
    gate.set()
    answers = rig.replies("D1", thread, 6)
    assert "4.200–6.000 €" in shown(answers[0])
    with sqlite3.connect(rig.home / FILE) as database:
        rows = database.execute("SELECT question FROM turns WHERE channel = 'D1' ORDER BY number").fetchall()
    assert [question for (question,) in rows] == [PAY, *asked]


def test_events_close_upon_each_other_keep_their_order(make_rig: Callable[..., Rig], slack: FakeSlack) -> None:
    def echo(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
        yield Answer(question, question, "answered", question, answerer="small_talk")

    rig = make_rig(echo)
    rig.start(SlackSettings(waiting=1_000))
    root = slack.event("0", channel="D1")
    thread = root["event"]["ts"]
    slack.deliver(root)
    for number in range(1, 120):
        slack.deliver(slack.event(str(number), channel="D1", thread=thread))
    assert [int(message["text"]) for message in rig.replies("D1", thread, 120)] == list(range(120))


def test_an_event_that_cannot_be_kept_is_not_acknowledged(rig: Rig, slack: FakeSlack) -> None:
    with sqlite3.connect(rig.home / FILE) as database:
        database.execute("ALTER TABLE seen RENAME TO away")
    event = slack.event(PAY, channel="D1")
    refused = slack.deliver(event)
    ordinary = slack.deliver(slack.event("", kind="reaction_added"))
    assert ordinary.acked.wait(10)
    assert not refused.acked.is_set(), "events are taken in order, so this one was tried before"
    with sqlite3.connect(rig.home / FILE) as database:
        database.execute("ALTER TABLE away RENAME TO seen")
    slack.deliver(event, attempt=1)
    rig.replies("D1", event["event"]["ts"], 1)


def test_what_was_taken_and_not_begun_is_answered_after_a_restart(
    make_rig: Callable[..., Rig], slack: FakeSlack
) -> None:
    gate = threading.Event()

    def stuck(real: Assistant, question: str, history: Sequence[str]) -> Iterator[str | Answer]:
        assert gate.wait(30)
        yield real.answer(question, history)

    rig = make_rig(stuck)
    rig.start(SlackSettings(workers=1, grace=0.0))
    running, waiting = (slack.event(question, channel="D1") for question in (PAY, TASKS))
    for event in (running, waiting):
        assert slack.deliver(event).acked.wait(10)
    rig.bots.pop().stop()
    rig.start()
    gate.set()
    assert shown(rig.replies("D1", waiting["event"]["ts"], 1)[0])
    said = [message["text"] for message in rig.replies("D1", running["event"]["ts"], 2)]
    assert any("unterbrochen" in text for text in said), said


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path)
    yield store
    store.close()


ASKED = Asked(PAY, "C1", "U1", "T1", thread="1.0", ts="1.0")


def test_only_the_owner_may_read_what_is_kept(store: Store, tmp_path: Path) -> None:
    store.claim(["event:1"], ASKED, opens=True)
    for file in tmp_path.glob(f"{FILE}*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_one_key_seen_is_enough(store: Store) -> None:
    assert store.claim(["event:1", "message:C1:1.0"], ASKED, opens=False)
    assert store.claim(["event:2", "message:C1:1.0"], ASKED, opens=False) is None
    assert store.claim(["event:1", "message:C1:2.0"], ASKED, opens=False) is None
    assert store.claim(["event:2", "message:C1:2.0"], ASKED, opens=False)


def test_a_living_process_keeps_its_work_and_a_dead_one_leaves_it(tmp_path: Path) -> None:
    now = [1_000.0]
    dead, heir = (Store(tmp_path, lambda: now[0]) for _ in range(2))
    begun, fresh = (dead.claim([key], ASKED, opens=False) for key in ("1", "2"))
    assert begun
    assert fresh
    assert dead.begin(begun)
    assert heir.adopt() == ([], [])
    now[0] += GONE_AFTER + 1
    heir.beat()
    assert heir.adopt() == ([fresh], [begun])
    assert heir.adopt() == ([], [])
    assert heir.begin(fresh)
    assert not dead.begin(fresh), "a process that was only slow does not answer what another has taken over"
    dead.close()
    heir.close()


def test_old_things_are_forgotten(tmp_path: Path) -> None:
    now = [0.0]
    store = Store(tmp_path, lambda: now[0])
    assert store.claim(["event:1"], ASKED, opens=True)
    store.remember(ASKED)
    now[0] += 100 * 86_400
    store.prune()
    assert not store.opened("C1", "1.0")
    assert store.history(ASKED) == []
    assert store.claim(["event:1"], ASKED, opens=False)
    store.close()
