"""Files that a page of ours loads, kept by browsers for ever: their address names their content."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from fastapi import FastAPI, Request
from starlette.responses import Response

from assistant.problems import not_found, problem_json

_MEDIA_TYPES = {"css": "text/css", "js": "text/javascript"}
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFolder:
    """Files served together, so that a script finds its neighbours beside it."""

    name: str
    contents: Mapping[str, bytes]
    # Changes whenever one of the files does.
    version: str

    def address(self, name: str) -> str:
        """Return the address of a file, relative to the root of the app."""
        return f"static/{self.name}/{self.version}/{name}"


def read_folder(name: str, *, package: str, names: Iterable[str]) -> StaticFolder:
    """Read files that come with a package.

    Args:
        name: how the folder is called in addresses.
        package: dotted name of the package.
        names: of its files.
    """
    contents = {one: files(package).joinpath(one).read_bytes() for one in names}
    digest = hashlib.sha256()
    for one, content in contents.items():
        digest.update(f"{one} {len(content)}\n".encode() + content)
    return StaticFolder(name=name, contents=contents, version=digest.hexdigest()[:12])


def add_static(app: FastAPI, folder: StaticFolder) -> None:
    """Serve the files of a folder; any other version than the present one is unknown."""

    @app.get(f"/static/{folder.name}/{{version}}/{{name}}", include_in_schema=False)
    def static_file(version: str, name: str, request: Request) -> Response:
        if version != folder.version or name not in folder.contents:
            return problem_json(not_found(request.url.path))
        media_type = _MEDIA_TYPES[name.rpartition(".")[2]]
        return Response(folder.contents[name], media_type=media_type, headers={"Cache-Control": _FOR_EVER})
