import pytest

from index.names.cities import city_keys, place_key, spelled_out

ADJECTIVES = """
Dortmund Dortmunder, Duisburg Duisburger, Leipzig Leipziger, Berlin Berliner, Hamburg Hamburger, Köln Kölner, Köln
kölsche, Dresden Dresdner, Dresden Dresdener, München Münchner, München Münchener, München Muenchner, Bremen Bremer,
Essen Essener, Erfurt Erfurter, Magdeburg Magdeburger, Kassel Kasseler, Kassel Kasselaner, Kassel Kassler, Hannover
Hannoveraner, Hannover hannoversche, Saarbrücken Saarbrücker, Zwickau Zwickauer, Göttingen Göttinger, Solingen
Solinger, Tübingen Tübinger, Reutlingen Reutlinger, Darmstadt Darmstädter, Ingolstadt Ingolstädter, Karlsruhe
Karlsruher, Celle Celler, Jena Jenaer, Jena Jenenser, Gera Geraer, Fulda Fuldaer, Münster Münsteraner, Münster
Münsterer, Oberhausen Oberhausener, Trier Trierer, Mühlhausen Mühlhäuser, Gelsenkirchen Gelsenkirchener, Neunkirchen
Neunkircher, Leverkusen Leverkusener, Aachen Aachener, Kaiserslautern Kaiserslauterer, Kiel Kieler, Lübeck Lübecker,
Rostock Rostocker, Potsdam Potsdamer, Chemnitz Chemnitzer, Stuttgart Stuttgarter, Nürnberg Nürnberger, Bochum
Bochumer, Wuppertal Wuppertaler, Bonn Bonner, Mannheim Mannheimer, Krefeld Krefelder, Mainz Mainzer, Wiesbaden
Wiesbadener, Düsseldorf Düsseldorfer, Bielefeld Bielefelder, Ulm Ulmer, Emden Emder, Bremerhaven Bremerhavener,
Hagen Hagener, Siegen Siegener, Neuss Neusser, Moers Moerser, Cottbus Cottbuser, Wien Wiener, Zürich Zürcher, Basel
Basler, Salzburg Salzburger, Mailand Mailänder, Zweibrücken Zweibrücker
"""
PAIRS = [tuple(pair.split()) for pair in ADJECTIVES.replace("\n", " ").strip().split(", ")]
LONG_NAMES = [
    (
        "Mülheim an der Ruhr",
        "Mülheimer",
        "Mülheim/Ruhr",
        "Mülheim a. d. Ruhr",
        "Mülheim a.d.R.",
        "Mülheims",
        "Muelheim",
    ),
    ("Frankfurt am Main", "Frankfurter", "Frankfurt/Main", "Frankfurt a. M.", "Frankfurt a.M.", "Frankfurt (Main)"),
    (
        "Frankfurt (Oder)",
        "Frankfurter",
        "Frankfurt/Oder",
        "Frankfurt an der Oder",
        "Frankfurt a. d. Oder",
        "frankfurt/oder",
    ),
    ("Halle (Saale)", "Hallenser", "hallesche", "Halle/Saale", "Halle a.d. Saale", "Halle an der Saale", "halle-saale"),
    ("Freiburg im Breisgau", "Freiburger", "Freiburg i. Br.", "Freiburg i.Br.", "Freiburg/Breisgau", "Freiburgs"),
    ("Ludwigshafen am Rhein", "Ludwigshafener", "Ludwigshafner", "Ludwigshafen/Rhein", "Ludwigshafen a. Rh."),
    ("St. Ingbert", "Sankt Ingbert", "Sankt Ingberter", "St.Ingbert"),
    ("Bad Homburg v. d. Höhe", "Bad Homburg", "Bad Homburger", "Bad Homburg vor der Höhe"),
    ("Neumarkt i.d.OPf.", "Neumarkt in der Oberpfalz", "Neumarkter", "Neumarkt"),
    ("Rothenburg ob der Tauber", "Rothenburg o.d.T.", "Rothenburg"),
    ("Castrop-Rauxel", "Castrop Rauxel", "Castrop-Rauxeler"),
]


@pytest.mark.parametrize(("town", "adjective"), PAIRS)
def test_adjectives_are_keys_of_their_town(town: str, adjective: str) -> None:
    assert place_key(adjective) in city_keys(town).adjectives


@pytest.mark.parametrize("names", LONG_NAMES, ids=lambda names: names[0])
def test_all_spellings_are_keys_of_their_town(names: tuple[str, ...]) -> None:
    keys = city_keys(names[0]).all
    assert [name for name in names if place_key(name) not in keys] == []


def test_keys_of_a_town_by_kind() -> None:
    keys = city_keys("Mülheim an der Ruhr")
    assert keys.full == ("mulheim an der ruhr", "mulheim ruhr", "mulheim a d ruhr", "mulheim a d r")
    assert (keys.short, keys.adjectives, keys.genitives) == ("mulheim", ("mulheimer",), ("mulheims",))


def test_towns_of_one_name_share_only_the_short_forms() -> None:
    main, oder = city_keys("Frankfurt am Main"), city_keys("Frankfurt (Oder)")
    assert main.all & oder.all == {"frankfurt", "frankfurter", "frankfurts"}


def test_titles_of_towns_are_no_part_of_their_names() -> None:
    assert city_keys("Hansestadt Rostock") == city_keys("Rostock")
    assert city_keys("Lutherstadt Wittenberg") == city_keys("Wittenberg")


@pytest.mark.parametrize("town", ["Neuss", "Mainz", "Cottbus"])
def test_a_name_in_s_or_z_has_no_genitive(town: str) -> None:
    assert city_keys(town).genitives == ()


@pytest.mark.parametrize(
    ("town", "word"),
    [("Hagen", "hager"), ("Essen", "Esser"), ("Siegen", "Sieger"), ("Göttingen", "Göttingener")],
)
def test_no_adjectives_are_made_up(town: str, word: str) -> None:
    assert place_key(word) not in city_keys(town).all


def test_the_conjunction_oder_is_not_the_river() -> None:
    assert place_key("Frankfurt oder") not in city_keys("Frankfurt (Oder)").all
    assert place_key("in Frankfurt oder Leipzig") == "in frankfurt | leipzig"


def test_hyphens_separate_words() -> None:
    assert place_key("Rostock-Faktor").split() == ["rostock", "faktor"]


@pytest.mark.parametrize(
    ("official", "full"),
    [
        ("Prien a.Chiemsee", "Prien am Chiemsee"),
        ("Limburg a.d. Lahn", "Limburg an der Lahn"),
        ("Weilheim i.OB", "Weilheim in Oberbayern"),
        ("Immenstadt i.Allgäu", "Immenstadt im Allgäu"),
        ("Garching b.München", "Garching bei München"),
        ("Dillingen/ Saar", "Dillingen/Saar"),
        ("Auerbach/Vogtl.", "Auerbach/Vogtland"),
        ("Halle (Westf.)", "Halle (Westfalen)"),
        ("Berlin", "Berlin"),
    ],
)
def test_official_abbreviations_are_written_out(official: str, full: str) -> None:
    assert spelled_out(official) == full


@pytest.mark.parametrize("text", ["", "  ", "()", "/"])
def test_text_without_a_name_has_an_empty_key(text: str) -> None:
    assert place_key(text) == ""
