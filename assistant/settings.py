"""One frozen Settings, read once from the environment and a `.env` file."""

import os
import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import SettingsError
from assistant.texts_fr import settings as texts

PREFIX = "ASSISTANT_"
# IPv6 addresses hold what separates paths.
_COMMA_SEPARATED = ("trusted_proxies", "widget_origins")
# As a browser writes an origin: no path, no default port, a host in ASCII, no wildcard.
_ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[1-9][0-9]{0,4})?")
_DEFAULT_PORT = re.compile(r"http:.*:80|https:.*:443")


def project_folder() -> Path:
    """Return the checkout this code runs from, or the current folder when it is installed elsewhere."""
    checkout = Path(__file__).resolve().parent.parent
    is_checkout = (checkout / "pyproject.toml").is_file() and (checkout / "corpus").is_dir()
    return checkout if is_checkout else Path.cwd()


def _split_paths(value: object) -> object:
    return [part for part in value.split(os.pathsep) if part] if isinstance(value, str) else value


def _split_commas(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _network(value: str) -> str:
    return str(ip_network(value))


def _origin(value: str) -> str:
    origin = value.lower()
    if not _ORIGIN.fullmatch(origin) or _DEFAULT_PORT.fullmatch(origin):
        raise ValueError(value)
    return origin


class Settings(BaseSettings):
    """What an operator may choose; every field is the variable `ASSISTANT_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore")

    index: Path = Field(
        default_factory=lambda: project_folder() / "indexes", description="dossier des index construits"
    )
    corpus: Annotated[tuple[Path, ...], NoDecode, BeforeValidator(_split_paths)] = Field(
        default_factory=lambda: (project_folder() / "corpus",),
        description=f"dossiers des documents, séparés par « {os.pathsep} »",
        min_length=1,
    )
    embedding_base_url: HttpUrl | None = Field(
        default=None, description="serveur de vecteurs compatible OpenAI ; vide : modèle embarqué"
    )
    embedding_model: str | None = Field(default=None, description="nom du modèle de ce serveur")
    embedding_api_key: SecretStr | None = Field(default=None, description="clé de ce serveur")
    contact: str = Field(
        default="", max_length=300, description="qui une réponse sans source invite à contacter"
    )
    host: str = Field(default="127.0.0.1", min_length=1, description="adresse d’écoute du serveur web")
    port: int = Field(default=7860, ge=0, le=65535, description="port d’écoute du serveur web")
    root_path: str = Field(
        default="", pattern=r"^(/[\w.~/-]*[\w.~-])?$", description="préfixe d’adresse derrière un mandataire"
    )
    trusted_proxies: Annotated[
        tuple[Annotated[str, AfterValidator(_network)], ...], NoDecode, BeforeValidator(_split_commas)
    ] = Field(
        default=(),
        description="adresses ou réseaux des mandataires crus sur X-Forwarded-For, séparés par « , »",
    )
    rate_limit: str = Field(
        default="60/minute",
        pattern=r"^(off|[1-9][0-9]{0,5}/(second|minute|hour|day))$",
        description="demandes admises par adresse, comme 60/minute ou 1000/hour ; off : sans limite",
    )
    feedback_comments: bool = Field(
        default=False, description="garder le texte libre des avis ; sinon la note et le motif seuls"
    )
    widget_origins: Annotated[
        tuple[Annotated[str, AfterValidator(_origin)], ...], NoDecode, BeforeValidator(_split_commas)
    ] = Field(
        default=(),
        description="origines exactes des sites qui affichent le widget, comme https://www.ville.example, "
        "sans chemin ni barre finale, séparées par « , » ; vide : aucun site",
    )
    publisher: str = Field(
        default="", max_length=500, description="éditeur du service : nom, adresse, téléphone"
    )
    publication_director: str = Field(
        default="", max_length=300, description="directrice ou directeur de la publication"
    )
    hosting: str = Field(
        default="", max_length=500, description="hébergeur du service : nom, adresse, téléphone"
    )
    data_contact: str = Field(
        default="", max_length=300, description="qui répond aux demandes sur les données personnelles"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="détail des journaux ; debug montre les traces d’erreur"
    )


def variable_name(field: str) -> str:
    """Return the environment variable of a field."""
    return PREFIX + field.upper()


def read_settings(*, dotenv_path: Path | None = None) -> Settings:
    """Read the settings; a variable of the environment wins over the `.env` file.

    Args:
        dotenv_path: a `.env` file; None or a missing file: the environment alone.

    Raises:
        SettingsError: for an unknown name or a wrong value; it names the variable and the mend.
    """
    given = {**(dotenv_values(dotenv_path) if dotenv_path else {}), **os.environ}
    known = {variable_name(field) for field in Settings.model_fields}
    unknown = sorted(name for name in given if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingsError(texts.UNKNOWN.format(name=unknown[0]))
    try:
        return Settings(_env_file=dotenv_path)
    except ValidationError as error:
        raise SettingsError(_explain(error)) from error


def _explain(error: ValidationError) -> str:
    first = error.errors()[0]
    field = str(first["loc"][0]) if first["loc"] else ""
    is_secret = "key" in field
    value = "…" if is_secret else str(first["input"])
    expected = Settings.model_fields[field].description or "" if field in Settings.model_fields else ""
    return texts.WRONG_VALUE.format(name=variable_name(field), value=value, expected=expected)


def printable_settings(settings: Settings) -> tuple[tuple[str, str, str], ...]:
    """Return (variable, value, description) for each setting, secrets masked."""
    rows = []
    for field, info in Settings.model_fields.items():
        value = getattr(settings, field)
        if value is None or value == "":
            shown = ""
        elif isinstance(value, tuple):
            shown = ("," if field in _COMMA_SEPARATED else os.pathsep).join(map(str, value))
        else:
            shown = "********" if isinstance(value, SecretStr) else str(value)
        rows.append((variable_name(field), shown, info.description or ""))
    return tuple(rows)
