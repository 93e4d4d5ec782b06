"""`assistant ask --sheet FILE`: the ending of the name says the format."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from assistant.cli import main
from assistant.settings import Settings, variable_name

ASKED = "Quand la convention de coopération entre-t-elle en vigueur ?"
RULE = "La convention de coopération entre en vigueur dès sa transmission au préfet."


@pytest.fixture(autouse=True)
def _no_outer_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable_name(field), raising=False)


@pytest.fixture
def index(corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "index"
    assert main(["index", "--corpus", str(corpus), "--index", str(folder)]) == 0
    capfd.readouterr()
    return folder


def asked_sheet(index: Path, file: Path, question: str = ASKED) -> bytes:
    assert main(["ask", question, "--index", str(index), "--sheet", str(file)]) == 0
    return file.read_bytes()


def test_ending_of_the_name_picks_the_format(
    index: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    markdown = asked_sheet(index, tmp_path / "fiche.md").decode("utf-8")
    html = BeautifulSoup(asked_sheet(index, tmp_path / "fiche.html"), "html.parser")
    pdf = PdfReader(io.BytesIO(asked_sheet(index, tmp_path / "fiche.PDF")))
    assert f"> {RULE}" in markdown
    assert RULE in html.blockquote.text
    assert RULE in " ".join(pdf.pages[0].extract_text().split())
    captured = capfd.readouterr()
    assert captured.out.count("Réponse courte") == 3
    assert [line.split(" dans ")[0] for line in captured.err.splitlines()] == ["Fiche écrite"] * 3


@pytest.mark.parametrize("name", ["fiche.html", "fiche.pdf", "fiche.md"])
def test_refusal_is_written_with_the_nearest_documents(name: str, index: Path, tmp_path: Path) -> None:
    content = asked_sheet(index, tmp_path / name, "Comment soigner une angine ?")
    if name.endswith("pdf"):
        text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    else:
        text = content.decode("utf-8")
    assert "Sans réponse" in text
    assert "Documents les plus proches, sans interprétation" in text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", ["fiche.docx", "fiche", ".md", "fiche.md.txt", "fiche."])
def test_other_ending_is_refused_before_anything_is_asked(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    with pytest.raises(SystemExit) as stopped:
        main(["ask", ASKED, "--index", str(tmp_path / "nowhere"), "--sheet", str(file)])
    assert stopped.value.code == 2
    [line] = capfd.readouterr().err.splitlines()
    assert f"--sheet : le fichier « {name} » doit finir par .md, .html ou .pdf." in line
    assert not file.exists()


@pytest.mark.parametrize("name", ["fiche.md", "fiche.html", "fiche.pdf"])
def test_file_that_cannot_be_written_is_one_french_line(
    name: str, index: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "absent" / name
    assert main(["ask", ASKED, "--index", str(index), "--sheet", str(file)]) == 1
    captured = capfd.readouterr()
    [line] = captured.err.splitlines()
    assert str(file) in line
    assert "ne peut pas être écrite" in line


def test_command_line_starts_without_the_pdf_library() -> None:
    code = "import sys, assistant.cli; print({'fpdf', 'pymupdf_fonts'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_same_answer_gives_the_same_file_in_another_process() -> None:
    code = (
        "import hashlib; from tests.rendering.sheets import BUILD, sample_answer, sheet_pdf;"
        "print(hashlib.sha256(sheet_pdf(sample_answer('?'), BUILD, contact='')).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[1],
            env={"PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != ""
