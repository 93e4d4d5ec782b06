"""The interface's description as one page of plain HTML: no script, nothing from elsewhere."""

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from assistant.texts_fr import api_description as texts

# A piece of an OpenAPI document.
_Piece = Mapping[str, Any]
_Row = tuple[str, str, str]


def docs_page(document: _Piece) -> str:
    """Write the page of an OpenAPI document.

    Args:
        document: as `describe_api` makes it; every text of it is escaped.
    """
    operations = list(_operations(document))
    shapes = document["components"]["schemas"]
    body = "".join(
        (
            f"<h1>{escape(texts.TITLE)}</h1><p>{escape(texts.LEAD)}</p>",
            f'<p>{escape(texts.DOCS_LEAD)} <a href="openapi.json">openapi.json</a></p>',
            _contents(operations),
            *(_operation(method, path, operation) for method, path, operation in operations),
            f'<h2 id="formes">{escape(texts.DOCS_SHAPES)}</h2>',
            *(_shape(name, shape) for name, shape in sorted(shapes.items())),
        )
    )
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(texts.TITLE)}</title>"
        '<link rel="stylesheet" href="docs/style.css"></head>'
        f"<body><main>{body}</main></body></html>"
    )


def _operations(document: _Piece) -> Iterator[tuple[str, str, _Piece]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def _contents(operations: Iterable[tuple[str, str, _Piece]]) -> str:
    items = "".join(
        f'<li><a href="#{escape(_anchor(operation))}"><code>{method} {escape(path)}</code></a> '
        f"{escape(operation['summary'])}</li>"
        for method, path, operation in operations
    )
    items += f'<li><a href="#formes">{escape(texts.DOCS_SHAPES)}</a></li>'
    return f'<nav aria-label="{escape(texts.DOCS_CONTENTS)}"><ul>{items}</ul></nav>'


def _anchor(operation: _Piece) -> str:
    return str(operation["operationId"])


def _operation(method: str, path: str, operation: _Piece) -> str:
    parameters = operation.get("parameters", [])
    body = operation.get("requestBody")
    return (
        f'<section><h2 id="{escape(_anchor(operation))}"><code>{method} {escape(path)}</code></h2>'
        f"<p><strong>{escape(operation['summary'])}.</strong> {escape(operation['description'])}</p>"
        f"{_parameters(parameters) if parameters else ''}{_body(body) if body else ''}"
        f"{_replies(operation['responses'])}</section>"
    )


def _parameters(parameters: Iterable[_Piece]) -> str:
    rows = (
        (
            _name(one["name"], is_required=one.get("required", False)),
            _type(one["schema"]),
            escape(one.get("description", "")),
        )
        for one in parameters
    )
    return f"<h3>{escape(texts.DOCS_PARAMETERS)}</h3>{_table(_PROPERTY_HEADS, rows)}"


def _body(body: _Piece) -> str:
    content = body["content"]["application/json"]
    example = escape(json.dumps(content["example"], ensure_ascii=False, indent=2))
    return (
        f"<h3>{escape(texts.DOCS_BODY)}</h3><p>{_type(content['schema'])}</p>"
        f"<p>{escape(texts.DOCS_EXAMPLE)}</p><pre><code>{example}</code></pre>"
    )


def _replies(replies: _Piece) -> str:
    rows = (
        (
            escape(code),
            "<br>".join(
                f"<code>{escape(media_type)}</code> {_type(content.get('schema', {}))}"
                for media_type, content in reply.get("content", {}).items()
            ),
            escape(reply["description"]),
        )
        for code, reply in replies.items()
    )
    heads = (texts.DOCS_CODE, texts.DOCS_FORMAT, texts.DOCS_MEANING)
    return f"<h3>{escape(texts.DOCS_REPLIES)}</h3>{_table(heads, rows)}"


def _shape(name: str, shape: _Piece) -> str:
    title = f'<h3 id="{escape(_shape_anchor(name))}"><code>{escape(name)}</code></h3>'
    if "enum" in shape:
        return f"<section>{title}<p>{_type(shape)}</p></section>"
    required = shape.get("required", [])
    rows = (
        (
            _name(field, is_required=field in required),
            _type(described),
            escape(described.get("description", "")),
        )
        for field, described in shape.get("properties", {}).items()
    )
    return f"<section>{title}{_table(_PROPERTY_HEADS, rows)}</section>"


_PROPERTY_HEADS = (texts.DOCS_NAME, texts.DOCS_TYPE, texts.DOCS_MEANING)


def _shape_anchor(name: str) -> str:
    return f"forme-{name}"


def _name(name: str, *, is_required: bool) -> str:
    suffix = f" <small>{escape(texts.DOCS_REQUIRED)}</small>" if is_required else ""
    return f"<code>{escape(name)}</code>{suffix}"


def _table(heads: tuple[str, str, str], rows: Iterable[_Row]) -> str:
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in heads)
    lines = "".join(
        f"<tr><td>{first}</td><td>{second}</td><td>{third}</td></tr>" for first, second, third in rows
    )
    # A wide table scrolls on its own, with the keyboard too.
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    return f'<div class="table" tabindex="0">{table}</div>'


def _type(schema: _Piece) -> str:
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f'<a href="#{escape(_shape_anchor(name))}"><code>{escape(name)}</code></a>'
    if "anyOf" in schema:
        return f" {escape(texts.DOCS_OR)} ".join(_type(choice) for choice in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return ", ".join(f"<code>{escape(json.dumps(value))}</code>" for value in values)
    if schema.get("type") == "array" and "items" in schema:
        return f"{escape(texts.DOCS_TYPES['array'])} : {_type(schema['items'])}"
    plain = texts.DOCS_FORMATS.get(schema.get("format", ""), texts.DOCS_TYPES.get(schema.get("type", ""), ""))
    return escape(plain)
