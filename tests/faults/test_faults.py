"""A few faults of each kind; the whole suite is `python tests/faults/suite.py`."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def modules() -> Iterator[dict[str, ModuleType]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent))  # where the script itself finds them
        names = ("world", "kill", "damage", "readers", "disk")
        yield {name: import_module(f"fault_{name}") for name in names}


@pytest.fixture(scope="module")
def world(modules: dict[str, ModuleType], tmp_path_factory: pytest.TempPathFactory) -> Any:
    return modules["world"].World(tmp_path_factory.mktemp("Läuse im Pelz"), fillers=16)


def test_killed_at_any_moment_it_answers_as_before_or_as_it_should(
    modules: dict[str, ModuleType], world: Any, tmp_path: Path
) -> None:
    found = modules["kill"].kill_at_random(world, tmp_path, kills=2, seed=3, phases=("update", "switch"))
    assert found.kills.total() == 2
    assert (found.broken, found.wrong) == ([], [])


def test_with_a_spoilt_file_it_answers_as_before_or_names_a_cure_that_works(
    modules: dict[str, ModuleType], world: Any, tmp_path: Path
) -> None:
    found = modules["damage"].damage_at_random(world, tmp_path, damages=3, seed=3)
    assert found.same + found.said == 3
    assert (found.wrong, found.uncured) == ([], [])


def test_readers_see_whole_editions_only(modules: dict[str, ModuleType], world: Any, tmp_path: Path) -> None:
    found = modules["readers"].read_during_updates(world, tmp_path, updates=1)
    assert found.wrong == []
    assert found.editions <= {1, 2}
    assert found.rounds.total() > 0


def test_a_full_disk_is_told_and_the_old_index_answers(
    modules: dict[str, ModuleType], world: Any, tmp_path: Path
) -> None:
    if not modules["disk"].can_mount():
        pytest.skip("mounting a small file system needs root")
    found = modules["disk"].fill_disks(world, tmp_path, sizes=1, seed=3)
    assert found.wrong == []
    assert found.results.total() == 1
