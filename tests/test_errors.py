from assistant import errors
from assistant.errors import AssistantError, exit_code, http_status


def test_every_error_has_its_codes() -> None:
    expected = {
        "SettingsError": 2,
        "QuestionError": 2,
        "CorpusError": 4,
        "IndexStoreError": 3,
        "ServiceError": 5,
    }
    for name, code in expected.items():
        branch = getattr(errors, name)
        for error in (branch, *branch.__subclasses__()):
            assert exit_code(error("x")) == code
            assert 400 <= http_status(error("x")) < 600
    assert exit_code(AssistantError("x")) == 1
