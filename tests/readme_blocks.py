"""The README's marked blocks: found, run, and (python tests/readme_blocks.py) its transcripts renewed.

`<!-- run -->` stands before a bash or python block that must succeed, `<!-- transcript -->` before a console block
whose output must be what the commands print. All run in one home, in the order of the page.
"""

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
README = REPOSITORY / "README.md"
BLOCK = re.compile(r"<!-- (?P<mark>run|transcript) -->\n+```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL)
PROMPT = "$ "


@dataclass(frozen=True, slots=True)
class Block:
    """A marked block; `start:end` is its text in the page."""

    mark: str
    language: str
    text: str
    start: int
    end: int

    @property
    def commands(self) -> list[str]:
        """Return the command lines of a transcript."""
        return [line.removeprefix(PROMPT) for line in self.text.splitlines() if line.startswith(PROMPT)]


def blocks(page: str) -> list[Block]:
    """Return the marked blocks of a page in order."""
    return [Block(m["mark"], m["language"], m["text"], *m.span("text")) for m in BLOCK.finditer(page)]


class Workplace:
    """A folder with a home of its own and a `lotse` on the path that is this checkout's."""

    def __init__(self, folder: Path) -> None:
        """Set it up in folder."""
        self.folder = folder
        program = folder / "bin" / "lotse"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{REPOSITORY / "cli.py"}" "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        self._environment = {
            **os.environ,
            "PATH": f"{program.parent}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "LOTSE_HOME": str(folder / "home"),
        }

    def run(self, block: Block) -> str:
        """Run a bash or python block; raise CalledProcessError where it fails."""
        program = {"bash": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-W", "error", "-c"]}
        return self._output([*program[block.language], block.text], check=True)

    def transcript(self, block: Block) -> str:
        """Return what a transcript must look like: each command and what it prints."""
        return "".join(f"{PROMPT}{command}\n{self._output(['bash', '-c', command])}" for command in block.commands)

    def _output(self, arguments: list[str], *, check: bool = False) -> str:
        done = subprocess.run(
            arguments, cwd=self.folder, env=self._environment, stdout=subprocess.PIPE, encoding="utf-8", check=check
        )
        return done.stdout


def renew() -> None:
    """Write the transcripts of the README anew."""
    page = README.read_text(encoding="utf-8")
    pieces, at = [], 0
    with tempfile.TemporaryDirectory() as folder:
        workplace = Workplace(Path(folder))
        for block in blocks(page):
            if block.mark == "run":
                workplace.run(block)
                continue
            pieces += [page[at : block.start], workplace.transcript(block)]
            at = block.end
    README.write_text("".join([*pieces, page[at:]]), encoding="utf-8")


if __name__ == "__main__":
    renew()
