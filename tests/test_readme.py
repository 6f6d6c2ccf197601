"""The README says what is true: commands, options, blocks that run, transcripts, versions without addresses."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY
from readme_blocks import README, Block, Workplace, blocks

from index.home import CHROMA_FOLDER, Home

PAGE = README.read_text(encoding="utf-8")
TEST_COMMAND = re.compile(r"<!-- test-command -->\n```bash\n(?P<command>.+?)```\n<!-- /test-command -->", re.DOTALL)
PINNED = re.compile(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*")
OPTION = re.compile(r"--[a-z-]+")


def lotse(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(REPOSITORY / "cli.py"), *arguments], capture_output=True, encoding="utf-8", check=False
    )


def commands() -> list[str]:
    choices = lotse("gibt-es-nicht").stderr.split("möglich ist:")[1].split(". Hilfe")[0]
    return re.findall(r"\w+", choices)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return Workplace(tmp_path_factory.mktemp("readme"))


def test_names_every_command_and_every_option() -> None:
    names = commands()
    assert {"index", "ask", "chat", "salaries", "doctor"} <= set(names)
    assert [name for name in names if f"`lotse {name}" not in PAGE] == []
    options = {option for name in names for option in OPTION.findall(lotse(name, "--help").stdout)} - {"--help"}
    assert {"--json", "--jsonl", "--history", "--rebuild", "--chart"} <= options
    pages = PAGE + "".join(page.read_text(encoding="utf-8") for page in (REPOSITORY / "docs").glob("*.md"))
    assert [option for option in sorted(options) if option not in pages] == []


def test_promises_no_command_that_is_not_there() -> None:
    promised = set(re.findall(r"`lotse ([a-z]+)", PAGE))
    assert promised - set(commands()) == set()


@pytest.mark.parametrize("block", blocks(PAGE), ids=lambda block: block.text.splitlines()[0][:50])
def test_marked_blocks_run_and_transcripts_are_true(workplace: Workplace, block: Block) -> None:
    if block.mark == "run":
        workplace.run(block)
    else:
        assert block.commands
        assert workplace.transcript(block) == block.text, "renew with: python tests/readme_blocks.py"


def test_has_blocks_of_both_kinds() -> None:
    assert {block.mark for block in blocks(PAGE)} == {"run", "transcript"}


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    found = TEST_COMMAND.search(PAGE)
    assert found
    assert "-c constraints.txt" in found["command"]
    assert "pytest" in found["command"]
    extracted = subprocess.run(
        [str(REPOSITORY / ".ci" / "run"), "--print"], capture_output=True, encoding="utf-8", check=True
    )
    assert extracted.stdout == found["command"]


def test_constraints_pin_every_version_and_name_no_address() -> None:
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [pin for pin in pins if not PINNED.fullmatch(pin)] == []
    assert "torch==2.13.0" in pins
    assert [line for line in lines if "://" in line or line.startswith(("/", ".", "-", "file:"))] == []


def test_the_light_requirements_are_those_of_the_package_without_the_heavy_one() -> None:
    import tomllib

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=]", requirement)[0] for requirement in project["dependencies"]}
    light = (REPOSITORY / "requirements-light.txt").read_text(encoding="utf-8").splitlines()
    assert {line for line in light if line and not line.startswith("#")} == needed - {"sentence-transformers"}


def test_every_dependency_is_pinned() -> None:
    import tomllib

    def folded(name: str) -> str:
        return re.sub(r"[-_.]+", "-", name).lower()

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    names = {folded(re.split(r"[<>=\[]", line)[0]) for line in asked} - {"lotse"}
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert names - {folded(line.split("==")[0]) for line in lines} == set()


def test_documents_what_chroma_keeps_of_a_chunk(sample_home: Path, tmp_path: Path) -> None:
    import chromadb

    # a copy: Chroma refuses a second client with other settings for a store that another test has open
    copy = shutil.copytree(Home(sample_home).current() / CHROMA_FOLDER, tmp_path / "chroma")
    client = chromadb.PersistentClient(str(copy))
    [kept] = client.get_collection("articles", embedding_function=None).get(limit=1)["metadatas"] or []
    client.close()
    page = (REPOSITORY / "docs" / "index.md").read_text(encoding="utf-8")
    assert [key for key in kept if f"`{key}`" not in page] == []


def test_relative_links_lead_somewhere() -> None:
    pages = [README, REPOSITORY / "CONTRIBUTING.md", *(REPOSITORY / "docs").glob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{Path(page).name}: {target}"
