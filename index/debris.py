"""Lines that belong to the portal around an article, not to the article: menus, filters, job ads, captions."""

import re

MENU_ITEMS = frozenset(
    (
        "menü, startseite, home, suche, suchen, jobsuche, jobs, jobs finden, stellenangebote, alle jobs, stellenmarkt, "
        "beruf, berufe, ort, orte, stadt, städte, umkreis, login, anmelden, einloggen, registrieren, konto, profil, "
        "mein konto, merkliste, merkzettel, lebenslauf, bewerbung, bewerbungstipps, ratgeber, karriere, magazin, blog, "
        "news, newsletter, jobalarm, job-alarm, für arbeitgeber, arbeitgeber, für bewerber, bewerber, über uns, hilfe, "
        "anzeige schalten, stellenanzeige schalten, kontakt, faq, impressum, datenschutz, agb, cookies, "
        "cookie-einstellungen, filter, filtern, sortieren, sortieren nach, relevanz, datum, titeltreffer, entfernung, "
        "zurück, weiter, zurück zur übersicht, nach oben, mehr anzeigen, weitere anzeigen, drucken, teilen, merken, "
        "jetzt bewerben, bewerben, anzeige, werbung, neu, exakt, vollzeit, teilzeit, minijob, homeoffice, remote, "
        "befristet, unbefristet, facebook, instagram, linkedin, xing, youtube, deutsch, english, inhaltsverzeichnis"
    ).split(", ")
)
MENU_SEPARATOR = re.compile(r"\s*[|/·•›»>]\s*")
RADIUS = re.compile(r"\+?\s?(?:(?:Exakt|Umkreis|\d{1,3}\s?km)\b[\s/|,·•:+-]*+)+", re.IGNORECASE)
SORT_ORDER = re.compile(r"[-–•·*‣▪\s]*(?:(?:Relevanz|Titeltreffer|Datum|Entfernung|\d[\d.,%]*+)[\s:/|,•·*–-]*+)+")
ADVERTISER = re.compile(r".{2,120}\s\|\s(?:D-)?\d{5}\s.{2,80}")
AGE = re.compile(r"heute|gestern|vor \d{1,3} (?:Minuten?|Stunden?|Tag(?:en)?|Wochen?|Monat(?:en)?)|[\d.]{6,10}", re.I)
COUNT = re.compile(
    r"\d[\d.]*\s(?:.{1,80}\s)?(?:Jobs?|Stellen|Stellenangebote?|Treffer)(?:\s(?:in|für|gefunden)\b(?:St\.|[^.!?])*)?[\s.…]*"
)
CAPTION = re.compile(r"(?:(?:Foto|Fotos|Bild|Bildquelle|Abbildung|Abb\.|Grafik|Video|Quelle|Symbolbild)\s?:|©).{0,150}")
BREADCRUMB = re.compile(r"(?:Startseite|Home)\s?[|/›»>].{1,150}")

COMPANY = re.compile(r"\b(?:GmbH|gGmbH|mbH|AG|KG|KGaA|OHG|UG|SE|e\.\s?V\.|e\.\s?K\.|Stiftung)(?=\W|$)")
AWARD = re.compile(r"\b(?:Jobbörsen?|Jobportale?|Auszeichnung|ausgezeichnet|Awards?|Testsieger|Gütesiegel|Siegel)\b")
TOWN_LINE = re.compile(r"(?:D-)?\d{5}\s[^\W\d].{1,60}")
JOB_AD_TITLE = re.compile(r".{2,100}\((?:alle genders?|gn|[mwdx](?:\s?[/|,]\s?[mwdx]){1,3})\).{0,60}", re.IGNORECASE)
CONSENT = re.compile(r"(?:Wir|Um|Diese|Unsere|Auf|Mit)\b.{0,200}\bCookies?\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…](?:\s|$)")
SHORT = 200


def is_debris(text: str) -> bool:
    """Tell a line that no article has as its text, wherever it stands."""
    if len(text) > SHORT:
        return False
    patterns = (RADIUS, SORT_ORDER, ADVERTISER, AGE, COUNT, CAPTION, BREADCRUMB)
    return _is_menu(text) or any(pattern.fullmatch(text) for pattern in patterns)


def is_head_debris(text: str) -> bool:
    """Tell a line that is debris above an article; further down it may be meant."""
    if is_debris(text) or CONSENT.match(text):
        return True
    if len(text) > SHORT or SENTENCE_END.search(COMPANY.sub("", text)):
        return False
    is_job_ad = TOWN_LINE.fullmatch(text) or JOB_AD_TITLE.fullmatch(text)
    return bool(is_job_ad or COMPANY.search(text) or AWARD.search(text))


def _is_menu(text: str) -> bool:
    items = MENU_SEPARATOR.split(text.casefold().strip(" -–•·*›»|/"))
    return all(not item or item in MENU_ITEMS for item in items)
