"""Articles made up for tests."""

from pathlib import Path


def write_article(folder: Path, profession: str, city: str, *, low: str = "2.500", high: str = "2.900") -> Path:
    """Write an article in the usual format and return its path. The salary stands in line 9, paragraph 3."""
    lines = [
        f"{profession} Jobs und Stellenangebote in {city}",
        f"Beruf {profession} in {city}",
        f"{profession} in {city}: Zwischen Anspruch und Wirklichkeit",
        f"Wer in {city} als {profession} anfängt, bekommt am ersten Tag eine Schürze, am zweiten eine Meinung. "
        "Beides trägt man hier länger, als man denkt, und nach einem Winter will man es nicht mehr missen.",
        "Was den Tag füllt",
        f"Der Alltag beginnt in {city} früh. Zu den Aufgaben gehören Bestellen, Vorbereiten und Aufräumen, und "
        "zwischendurch erklärt man der Kundschaft, warum das eine heute aus ist und das andere erst morgen kommt.",
        "Reden wir über Geld",
        f"Das Einstiegsgehalt liegt in {city} meist zwischen {low} € und {high} €. Mehr ist eine Frage der Ausdauer "
        "und des Betriebs, und wer fragt, bekommt wenigstens eine Antwort.",
        "Wer weiterkommen will",
        "Die Kammer bietet Kurse zur Hygiene und einen Lehrgang zur Betriebsführung an. Beides läuft am Abend, und "
        "beides bringt einen weiter, als die Kolleginnen und Kollegen gern zugeben.",
    ]
    name = f"{profession}-{city}".lower().replace(" ", "-")
    path = folder / f"{name}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
