import pytest

from assistant.errors import AssistantError
from assistant.links import PageAddress, file_address, page_address, slug

TEMPLATE = "https://www.example.de/jobs/{profession}/{city}?a={article}"


def test_a_page_is_named_by_slugs_and_an_encoded_article() -> None:
    address = PageAddress(TEMPLATE).of("IT Manager", "Mülheim an der Ruhr", "it manager/1")
    assert address == "https://www.example.de/jobs/it-manager/muelheim-an-der-ruhr?a=it%20manager%2F1"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Halle (Saale)", "halle-saale"),
        ("Straßenbauer/in", "strassenbauer-in"),
        ("Ko\u0308ln", "koeln"),
        ("Café-Leiter", "cafe-leiter"),
        ("Прага", "%D0%BF%D1%80%D0%B0%D0%B3%D0%B0"),
        ("a\x1b]8;;http://x\x07b\u202e", "a-8-http-x-b"),
        ("../..", ""),
    ],
)
def test_slugs_are_what_addresses_are_made_of(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_that_leaves_nothing_gives_no_address() -> None:
    assert PageAddress(TEMPLATE).of("…", "Kiel", "a") is None
    assert PageAddress("https://example.de/{article}").of("Koch", "Kiel", "..") is None
    assert PageAddress("https://example.de/{article}").of("…", "…", "koch-kiel") == "https://example.de/koch-kiel"


@pytest.mark.parametrize(
    "template",
    [
        "javascript:alert({city})",
        "ftp://example.de/{city}",
        "www.example.de/{city}",
        "https:///{city}",
        "https://example.de/{stadt}",
        "https://example.de/{city.__class__}",
        "https://example.de/{city",
        "https://example.de/\x1b]8;;http://x\x07{city}",
        "https://example.de/ {city}",
        "https://[::1/{city}",
    ],
)
def test_a_template_that_is_no_address_is_refused(template: str) -> None:
    with pytest.raises(AssistantError, match="LOTSE_URL_TEMPLATE"):
        PageAddress(template)


def test_without_a_template_there_is_no_address() -> None:
    assert page_address(None) is None


def test_a_file_is_named_without_anything_that_drives_a_terminal() -> None:
    address = file_address("/artikel/koch\x1b]52;c;aGk=\x07\x9b31m\u202e kiel.txt")
    assert address == "file:///artikel/koch%1B%5D52%3Bc%3BaGk%3D%07%C2%9B31m%E2%80%AE%20kiel.txt"
    assert file_address("koch.txt") is None
    assert file_address("/a/\ud800.txt") is None
