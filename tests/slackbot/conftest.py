from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("slack_bolt", reason="the extra 'slack' is not installed")

from slackbot.fake_slack import FakeSlack
from slackbot.rig import Rig, Streaming


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    slack = FakeSlack()
    yield slack
    slack.close()


@pytest.fixture
def make_rig(slack: FakeSlack, sample_home: Path, tmp_path: Path) -> Iterator[Callable[..., Rig]]:
    """Make a bot over an index, the samples by default."""
    rigs: list[Rig] = []

    def make(streaming: Streaming | None = None, index: Path = sample_home) -> Rig:
        rigs.append(Rig(slack, index, tmp_path / "bot", streaming))
        return rigs[-1]

    yield make
    for rig in rigs:
        rig.close()


@pytest.fixture
def rig(make_rig: Callable[..., Rig]) -> Rig:
    """A bot that is at work in Socket Mode."""
    rig = make_rig()
    rig.start()
    return rig
