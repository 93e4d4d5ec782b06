import re
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import (
    PREFIX,
    Settings,
    printable_settings,
    project_folder,
    read_settings,
    variable_name,
)

ROOT = Path(__file__).resolve().parent.parent
VARIABLES = {variable_name(field) for field in Settings.model_fields}


@pytest.fixture(autouse=True)
def _no_outer_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


def test_defaults_are_the_folders_of_the_checkout() -> None:
    settings = read_settings()
    assert settings.index == ROOT / "indexes"
    assert settings.corpus == (ROOT / "corpus",)
    assert project_folder() == ROOT


def test_unknown_variable_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_INDX", "x")
    with pytest.raises(SettingsError, match="ASSISTANT_INDX"):
        read_settings()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ASSISTANT_PORT", "70000"),
        ("ASSISTANT_PORT", "web"),
        ("ASSISTANT_LOG_LEVEL", "loud"),
        ("ASSISTANT_EMBEDDING_BASE_URL", "pas une adresse"),
        ("ASSISTANT_ROOT_PATH", "assistant/"),
        ("ASSISTANT_TRUSTED_PROXIES", "*"),
        ("ASSISTANT_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("ASSISTANT_RATE_LIMIT", "beaucoup"),
        ("ASSISTANT_RATE_LIMIT", "0/minute"),
        ("ASSISTANT_FEEDBACK_COMMENTS", "peut-être"),
        ("ASSISTANT_WIDGET_ORIGINS", "*"),
        ("ASSISTANT_WIDGET_ORIGINS", "www.ville.example"),
        ("ASSISTANT_WIDGET_ORIGINS", "https://*.ville.example"),
        ("ASSISTANT_WIDGET_ORIGINS", "https://ville.example/"),
        ("ASSISTANT_WIDGET_ORIGINS", "https://ville.example:443"),
        ("ASSISTANT_WIDGET_ORIGINS", "https://a.example; script-src *"),
    ],
)
def test_wrong_value_is_named_with_what_is_expected(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=rf"{variable}.*{re.escape(value)}.*Attendu"):
        read_settings()


def test_environment_wins_over_the_file_and_empty_means_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("ASSISTANT_PORT=8000\nASSISTANT_CONTACT=Mairie\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_PORT", "9000")
    monkeypatch.setenv("ASSISTANT_HOST", "")
    settings = read_settings(dotenv_path=dotenv)
    assert (settings.port, settings.contact, settings.host) == (9000, "Mairie", "127.0.0.1")


def test_several_corpus_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_CORPUS", "un:deux")
    assert read_settings().corpus == (Path("un"), Path("deux"))


def test_several_proxies_are_addresses_and_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TRUSTED_PROXIES", "127.0.0.1, ::1,10.0.0.0/8")
    settings = read_settings()
    assert settings.trusted_proxies == ("127.0.0.1/32", "::1/128", "10.0.0.0/8")
    printed = {name: value for name, value, _ in printable_settings(settings)}
    assert printed["ASSISTANT_TRUSTED_PROXIES"] == "127.0.0.1/32,::1/128,10.0.0.0/8"


def test_several_origins_of_the_widget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_WIDGET_ORIGINS", "https://www.Ville.example, http://localhost:8000")
    settings = read_settings()
    assert settings.widget_origins == ("https://www.ville.example", "http://localhost:8000")
    printed = {name: value for name, value, _ in printable_settings(settings)}
    assert printed["ASSISTANT_WIDGET_ORIGINS"] == "https://www.ville.example,http://localhost:8000"


def test_secret_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_EMBEDDING_API_KEY", "s3cret")
    settings = read_settings()
    assert "s3cret" not in repr(settings) + repr(printable_settings(settings))


def test_example_file_and_readme_list_every_setting() -> None:
    example = set(
        re.findall(rf"^({PREFIX}\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )
    readme = set(
        re.findall(rf"^\| `({PREFIX}\w+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert example == VARIABLES
    assert readme == VARIABLES


def test_example_file_holds_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings(dotenv_path=ROOT / ".env.example") == read_settings()
