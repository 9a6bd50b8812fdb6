"""Every error a user can meet, each told in one line: what, where, what to do.

    NarrateError
    ├── ArticleError      the source cannot be read as an article
    │   ├── DraftError    its author has not published it yet
    │   └── FetchError    an address cannot be fetched, or must not be
    ├── LexiconError      a line of a lexicon is wrong
    ├── SettingsError     narrate.toml, a flag or an environment variable is wrong
    ├── VoiceError        unknown voice, faulty voice file, missing engine
    ├── EngineError       the engine failed on a text it should be able to say
    │   ├── EngineUnavailable   it cannot speak at all now: its server is down, or refuses
    │   └── Unspeakable   the engine has no sound for this text
    ├── TemplateError     feed.xml.template is not a show
    └── OutputError       what is in output/ cannot be read or written

The command line prints the message and exits with 1. Anything else that reaches the user is a bug.
"""

from pathlib import Path


class NarrateError(Exception):
    """Base of all errors that are the user's to mend; ``str(error)`` is the whole line to print."""


class ArticleError(NarrateError):
    """The source cannot be read as an article."""


class DraftError(ArticleError):
    """The article is marked as a draft; it is not built."""


class FetchError(ArticleError):
    """An address cannot be fetched, or is refused; the message names the cause."""


class LexiconError(NarrateError):
    """A line of a lexicon file is wrong; the message names file and line."""


class SettingsError(NarrateError):
    """A setting is unknown or has a value that cannot be used."""


class VoiceError(NarrateError):
    """A voice is unknown, its file is faulty, or its engine is not installed."""


class EngineError(NarrateError):
    """A speech engine failed on a text it should be able to say."""


class EngineUnavailable(EngineError):  # noqa: N818 - a state that passes, not a fault of this text
    """The engine cannot speak at all now: no network, no server, no key, or too many requests."""


class Unspeakable(EngineError):  # noqa: N818 - it names the text's state, not a failure of the engine
    """The engine has no sound for this text; the sentence is dropped with that reason."""


class TemplateError(NarrateError):
    """feed.xml.template is not a valid show; the message names the line."""


class OutputError(NarrateError):
    """Something in the output folder cannot be read or written."""


def named(error: BaseException) -> str:
    """What an error of somebody else's code tells; its kind, where it tells nothing."""
    return " ".join(str(error).split()) or type(error).__name__


def not_utf_8(path: Path, error: UnicodeDecodeError) -> str:
    """What is told of a file of a show that was saved in another encoding, as editors on Windows do."""
    return f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8"


TOML_VALUES = "a text stands in quotes; numbers and true and false, in small letters, do not"
"""What to do about a value in TOML that is none."""


def no_toml(path: Path, error: ValueError) -> str:
    """What is told of a file that is not TOML, or not even in UTF-8."""
    if isinstance(error, UnicodeDecodeError):
        return not_utf_8(path, error)
    return f"{path}: not valid TOML: {error}; {TOML_VALUES}"


def unreadable(path: Path, error: OSError) -> str:
    """What is told of a file that the system does not give: which, why, and what to do."""
    return f"{path}: cannot be read ({error.strerror}); it must be a file that you may read"
