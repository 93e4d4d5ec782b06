from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from assistant.indexing.scope_index import ScopeIndex

Matrix = npt.NDArray[np.float32]
TITLES = np.array([[1, 0, 0], [0, 1, 0]], dtype=np.float32)
OUTSIDE = np.array([[0, 0, 1]], dtype=np.float32)


def test_margin_is_the_lead_of_the_nearest_title(tmp_path: Path) -> None:
    ScopeIndex.write(tmp_path / "scope", titles=TITLES, outside=OUTSIDE)
    scope = ScopeIndex.open(tmp_path / "scope")
    assert scope is not None
    assert scope.margin((0.0, 1.0, 0.0)) == pytest.approx(1)
    assert scope.margin((0.0, 0.6, 0.8)) == pytest.approx(-0.2)


@pytest.mark.parametrize(("titles", "outside"), [(TITLES[:0], OUTSIDE), (TITLES, OUTSIDE[:0])])
def test_nothing_to_compare_with_is_no_scope(tmp_path: Path, titles: Matrix, outside: Matrix) -> None:
    ScopeIndex.write(tmp_path / "scope", titles=titles, outside=outside)
    assert ScopeIndex.open(tmp_path / "scope") is None


def test_a_build_without_scope_has_none(tmp_path: Path) -> None:
    assert ScopeIndex.open(tmp_path / "scope") is None
