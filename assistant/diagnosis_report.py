"""A diagnosis as text and as JSON."""

from pydantic import BaseModel, ConfigDict

from assistant.doctor import Check, Diagnosis, Health
from assistant.texts_fr import doctor as texts


class CheckShape(BaseModel):
    """One thing looked at."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    name: str
    health: Health
    detail: str
    mend: str


class DiagnosisShape(BaseModel):
    """`assistant doctor --json`."""

    model_config = ConfigDict(frozen=True)

    checks: tuple[CheckShape, ...]
    settings: dict[str, str]


def diagnosis_shape(diagnosis: Diagnosis) -> DiagnosisShape:
    """Shape a diagnosis; secrets are already masked."""
    return DiagnosisShape(
        checks=tuple(map(CheckShape.model_validate, diagnosis.checks)),
        settings={variable: value for variable, value, _ in diagnosis.settings},
    )


def diagnosis_text(diagnosis: Diagnosis) -> str:
    """Write a diagnosis for a terminal: a line per check with its mend, then the settings."""
    lines = [line for check in diagnosis.checks for line in _check_lines(check)]
    lines += ["", texts.SETTINGS_TITLE]
    lines += [
        texts.SETTING_LINE.format(variable=variable, value=value, description=description)
        for variable, value, description in diagnosis.settings
    ]
    return "\n".join(lines)


def _check_lines(check: Check) -> list[str]:
    first = texts.LINE.format(mark=texts.MARKS[check.health], name=check.name, detail=check.detail)
    return [first, texts.MEND.format(mend=check.mend)] if check.mend else [first]
