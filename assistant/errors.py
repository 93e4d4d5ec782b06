"""The error tree: each error says what went wrong, where, and how to mend it.

AssistantError
├── SettingsError              a setting is unknown, malformed or out of bounds
├── QuestionError              the question or one of its filters cannot be used
│   └── UnusableQuestionError    the text itself: empty, or too long
├── EvaluationError            a file of questions cannot be used
├── OutputError                a file asked for cannot be written
├── CorpusError                a document cannot be taken in; the others go on
│   ├── MetadataError            its front matter or sidecar is wrong
│   ├── UnsupportedFormatError   no reader for this kind of file
│   └── UnreadableFileError      a reader exists, but this file defeats it
├── IndexStoreError            the folder of indexes
│   ├── IndexMissingError        nothing has been built there yet
│   ├── IndexDamagedError        what was built no longer matches its manifest
│   └── IndexBusyError           another build holds the folder
└── ServiceError               a configured outside service
    ├── ServiceUnavailableError  it does not answer; trying again may help
    └── ServiceReplyError        it answers something unusable; trying again will not help

Messages are French: they reach a user's screen as they are.
"""


class AssistantError(Exception):
    """Root of every error that a door turns into one French sentence."""


class SettingsError(AssistantError):
    """A setting is unknown, malformed or out of bounds."""


class QuestionError(AssistantError):
    """The question or one of its filters cannot be used."""


class UnusableQuestionError(QuestionError):
    """The text of the question is empty or too long."""


class EvaluationError(AssistantError):
    """A file of evaluation questions cannot be used."""


class OutputError(AssistantError):
    """A file that was asked for cannot be written."""


class CorpusError(AssistantError):
    """A document cannot be taken in."""


class MetadataError(CorpusError):
    """Front matter or sidecar is wrong; the message names the file and the line."""


class UnsupportedFormatError(CorpusError):
    """No reader exists for this kind of file."""


class UnreadableFileError(CorpusError):
    """The file is of a known kind but cannot be read: encrypted, broken, empty, too large."""


class IndexStoreError(AssistantError):
    """The folder of indexes cannot be used."""


class IndexMissingError(IndexStoreError):
    """No index has been built in this folder yet."""


class IndexDamagedError(IndexStoreError):
    """The files of the current build no longer match its manifest."""


class IndexBusyError(IndexStoreError):
    """Another process is building in this folder."""


class ServiceError(AssistantError):
    """A configured outside service failed."""


class ServiceUnavailableError(ServiceError):
    """The service cannot be reached now; trying again may help."""


class ServiceReplyError(ServiceError):
    """The service answered something that cannot be used; trying again will not help."""


# One line per branch: exit code of the command line, HTTP status of the API. The most specific class wins.
_CODES: tuple[tuple[type[AssistantError], int, int], ...] = (
    (ServiceError, 5, 503),
    (IndexStoreError, 3, 503),
    (CorpusError, 4, 422),
    (QuestionError, 2, 422),
    (EvaluationError, 2, 422),
    (SettingsError, 2, 500),
    (AssistantError, 1, 500),
)


def exit_code(error: AssistantError) -> int:
    """Return the exit status that the command line gives for an error."""
    return next(code for branch, code, _ in _CODES if isinstance(error, branch))


def http_status(error: AssistantError) -> int:
    """Return the HTTP status that the API gives for an error."""
    return next(status for branch, _, status in _CODES if isinstance(error, branch))
