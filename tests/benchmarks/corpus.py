"""Make a corpus of articles with the truth beside it: python tests/benchmarks/corpus.py FOLDER --articles 1500.

FOLDER gets one file per article in the usual format, FOLDER.truth.jsonl one record each: file, profession, city, entry
and experienced [min, max], skills, training and the lines they stand in. Names come from the gazetteer, figures are
made up.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from index.gazetteer import Gazetteer
from index.german import fold

SKILLS = (
    "Umsicht Beharrlichkeit Taktgefühl Rechensicherheit Schwindelfreiheit Schlagfertigkeit Ordnungssinn Lernfreude "
    "Verschwiegenheit Frustrationstoleranz Formulierungskunst Augenmaß Gelassenheit Entscheidungsfreude"
).split()
COURSES = (
    "Aufbaukurs Techniklehrgang Sicherheitsschulung Fachwirtprüfung Sprachzertifikat Ausbilderschein Softwarekurs "
    "Abendstudium Gefahrgutlehrgang Rhetorikseminar Hygieneschulung Meisterlehrgang"
).split()
TASKS = (
    "Bestellungen prüfen", "Geräte einstellen", "Termine absprechen", "Protokolle führen", "Lager auffüllen",
    "Anfragen beantworten", "Fehler suchen", "Übergaben vorbereiten", "Neulinge anleiten", "Zahlen abgleichen",
)  # fmt: skip
EMPLOYERS = (
    "Familienbetriebe",
    "kommunale Einrichtungen",
    "Filialketten",
    "Zulieferer",
    "Praxen und Kliniken",
    "Vereine",
)
OPENINGS = (
    "Es gibt Orte, an denen man den Beruf erklären muss, und es gibt {city}. Hier weiß jeder ungefähr, was ein "
    "{profession} tut, und keiner weiß es genau. Nach ein paar Wochen gehört man dazu, ob man will oder nicht.",
    "Mein erster Tag als {profession} in {city} begann mit einem Schlüssel, der nicht passte. Seither hat sich vieles "
    "eingespielt, nur das Schloss ist dasselbe. Man lernt, mit beidem zu leben.",
)
PAY = (
    "Die Frage aller Fragen: In {city} beginnt man meist bei {a} bis {b} im Monat. Mit Berufserfahrung werden daraus "
    "{c} bis {d}. Wer verhandelt, fährt besser, wer schweigt, fährt billiger.",
    "Einsteiger bekommen in {city} in der Regel zwischen {a} und {b}. Erfahrene Leute liegen zwischen {c} und {d}, und "
    "darüber redet man hier ungern.",
    "{a} bis {b} sind als Einstiegsgehalt üblich. Nach einigen Jahren sind {c} bis {d} drin, je nach Haus und Schicht.",
)
HEADINGS = {
    "tasks": ("Was zu tun ist", "Ein Tag, wie er kommt"),
    "skills": ("Was man können sollte", "Anforderungen, ehrlich betrachtet"),
    "pay": ("Was es einbringt", "Geld und gute Worte"),
    "training": ("Wie man weiterkommt", "Lernen hört nicht auf"),
    "market": ("Wer Leute braucht", "Der Arbeitsmarkt vor Ort"),
}


@dataclass(frozen=True, slots=True)
class Truth:
    """What an article says, and where (1-based lines)."""

    file: str
    profession: str
    city: str
    entry: tuple[int, int]
    experienced: tuple[int, int]
    salary_line: int
    skills: list[str]
    skills_line: int
    training: list[str]
    training_line: int


def euro(value: int) -> str:
    return f"{value:,} €".replace(",", ".")


def names() -> tuple[list[str], list[str]]:
    """Return masculine profession names and towns of some size."""
    with closing(Gazetteer.open()) as gazetteer:
        titles = [name.split("/")[0] for name in gazetteer.profession_names() if name.endswith("er/in")]
        towns = [name for name in gazetteer.city_names(20_000) if "," not in name]
    return [title for title in titles if title.isalpha() and 6 < len(title) < 24], towns[:500]


def article(rng: random.Random, profession: str, city: str) -> tuple[str, Truth]:
    low = rng.randrange(2000, 4000, 50)
    entry = (low, low + rng.randrange(200, 700, 50))
    experienced = (entry[1] + 100, entry[1] + rng.randrange(400, 1200, 50))
    skills, courses, tasks = rng.sample(SKILLS, 3), rng.sample(COURSES, 2), rng.sample(TASKS, 3)
    amounts = dict(zip("abcd", map(euro, (*entry, *experienced)), strict=True))
    parts = {
        "tasks": f"Zu den täglichen Aufgaben zählen {tasks[0]}, {tasks[1]} und {tasks[2]}. Der Rest ergibt sich, meist "
        "kurz vor Feierabend, und am Ende ist doch wieder alles fertig geworden.",
        "skills": f"Verlangt werden {skills[0]}, {skills[1]} und {skills[2]}. Zeugnisse liest man höflich durch, "
        "entschieden wird nach dem Probetag.",
        "pay": rng.choice(PAY).format(city=city, **amounts),
        "training": f"Als Weiterbildung bieten sich {courses[0]} und {courses[1]} an. Die Kurse laufen abends, und der "
        "Betrieb zahlt, wenn man freundlich fragt.",
        "market": f"Gesucht wird vor allem von einer Seite: {rng.choice(EMPLOYERS)} schreiben Stellen aus, die seit "
        f"2023 offen sind. In {city} spricht sich so etwas herum.",
    }
    lines = [f"{profession} Jobs und Stellenangebote in {city}", f"Beruf {profession} in {city}"]
    lines += [
        f"{profession} in {city}: Zwischen Theorie und Montag",
        rng.choice(OPENINGS).format(profession=profession, city=city),
    ]
    at = {}
    headless = rng.random() < 0.3
    for part in rng.sample(sorted(parts), len(parts)):
        lines += [] if headless else [rng.choice(HEADINGS[part])]
        lines.append(parts[part])
        at[part] = len(lines)
    file = f"{fold(profession)}-{fold(city).replace(' ', '-').replace('/', '-')}.txt"
    truth = Truth(file, profession, city, entry, experienced, at["pay"], skills, at["skills"], courses, at["training"])
    return "\n".join(lines) + "\n", truth


def articles(count: int, seed: int) -> Iterator[tuple[str, Truth]]:
    """Yield count articles; each profession stands in several towns."""
    rng = random.Random(seed)
    professions, towns = names()
    seen: set[str] = set()
    while len(seen) < count:
        profession = rng.choice(professions)
        for city in rng.sample(towns, min(len(towns), max(3, count // 60))):
            text, truth = article(rng, profession, city)
            if truth.file not in seen and len(seen) < count:
                seen.add(truth.file)
                yield text, truth


def write(folder: Path, count: int, seed: int = 7) -> list[Truth]:
    """Write count articles into folder and return the truth about them."""
    folder.mkdir(parents=True, exist_ok=True)
    truths = []
    for text, truth in articles(count, seed):
        (folder / truth.file).write_text(text, encoding="utf-8")
        truths.append(truth)
    return truths


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=7)
    parsed = parser.parse_args(arguments)
    truths = write(parsed.folder, parsed.articles, parsed.seed)
    lines = (json.dumps(asdict(truth), ensure_ascii=False) for truth in truths)
    Path(f"{parsed.folder}.truth.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(truths)} articles in {parsed.folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
