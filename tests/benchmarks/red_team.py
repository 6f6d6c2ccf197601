"""Report how many false replies of a chat model get through the gate and how many honest ones it harms.

python tests/benchmarks/red_team.py [--verbose]
"""

import sys
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent.parent.parent)]

from llm.red_team import Outcome, replies, run  # noqa: E402


def main(arguments: list[str]) -> int:
    outcomes = list(run(replies()))
    for name in dict.fromkeys(one.reply.group for one in outcomes):
        _report(name, [one for one in outcomes if one.reply.group == name])
    for one in outcomes if "--verbose" in arguments else []:
        for wrong in one.wrong:
            print(f"  {one.reply.id}: {wrong}")
    return 1 if any(one.wrong for one in outcomes if not one.reply.is_honest) else 0


def _report(name: str, outcomes: list[Outcome]) -> None:
    honest = [one for one in outcomes if one.reply.is_honest]
    false = [one for one in outcomes if not one.reply.is_honest]
    sentences = [verdict for one in honest for verdict in one.verdicts if verdict.text not in one.reply.lost]
    kept = sum(not verdict.dropped for verdict in sentences)
    through = Counter(one.reply.kind for one in false if one.wrong)
    print(name)
    print(f"  false replies that got through   {sum(through.values()):3} of {len(false)}  {dict(through) or ''}")
    print(f"  honest replies unharmed          {sum(not one.wrong for one in honest):3} of {len(honest)}")
    print(f"  sentences of honest replies kept {kept:3} of {len(sentences)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
