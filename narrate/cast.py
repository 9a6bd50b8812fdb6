"""Who speaks which part of an article: ``[cast]`` in ``narrate.toml``, and the voices behind it.

    [cast]
    heading = "ryusei"                 # titles and headings
    quote = "metan"                    # 「…」 of twelve characters or more, and quoted paragraphs
    frame = "mei"                      # what the announcer says
    speakers = { "話者A" = "metan" }   # paragraphs that begin with 話者A：
    languages = { en = "jenny" }       # paragraphs in English, said as written
    sections = { "まとめ" = "mei" }    # a section by its heading or number

Without it, one voice says everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from narrate.errors import SettingsError, VoiceError
from narrate.model import Script, ScriptSection, Sentence
from narrate.roles import ROLES, SCRIPTS, Wanted, language_of, speaker_name
from narrate.settings import read_settings
from narrate.show import Show
from narrate.voices import Voice, find_voice

FindVoice = Callable[[str], Voice]
_TABLES = {"speakers": "speaker:", "languages": "language:", "sections": "section:"}


@dataclass(frozen=True)
class Cast:
    """The voice of each role (``roles``) and section (``section:まとめ``), and the main one for all else.

    ``voices`` are all that may be heard, by name, fallbacks among them.
    """

    main: Voice
    names: Mapping[str, str] = field(default_factory=dict)
    voices: Mapping[str, Voice] = field(default_factory=dict)

    @classmethod
    def alone(cls, voice: Voice) -> Cast:
        """One voice for everything."""
        return cls(voice, {}, {voice.name: voice})

    @classmethod
    def of(cls, settings: Mapping[str, Any], main: Voice, find: FindVoice) -> Cast:
        """The cast that a show's settings name, with ``main`` for all else.

        Raises:
            SettingsError: an unknown role, a voice that does not speak the language it is given.
            VoiceError: a voice is unknown or faulty.
        """
        names = _names(settings.get("cast", {}))
        voices = _with_fallbacks([main, *map(find, dict.fromkeys(names.values()))], find)
        for role, name in {"": main.name, **names}.items():
            language = language_of(role) or "ja"
            for voice in _chain(voices[name], voices.__getitem__):
                _check_speaks(voice, language, f"narrate.toml: '{role}'" if role else voice.where)
        return cls(main, names, voices)

    @classmethod
    def of_show(cls, show: Show, name: str) -> Cast:
        """The voice of that name as the main one, and the show's cast around it; their engines are made.

        Raises:
            SettingsError, VoiceError: a voice is unknown or faulty, or the cast is.
        """

        def find(name: str) -> Voice:
            return find_voice(name, show.voice_folders)

        return cls.of(read_settings(show.root), find(name), find)

    def anew(self) -> Cast:
        """The same voices with engines of their own: to interrupt them ends no other run's waiting."""
        voices = {name: replace(voice) for name, voice in self.voices.items()}
        return Cast(voices[self.main.name], self.names, voices)

    def interrupt(self) -> None:
        """Let whoever waits for a voice outside of the program fail, now and from now on."""
        for voice in self.voices.values():
            if voice.engine.network:
                voice.engine.interrupt()

    @property
    def wanted(self) -> Wanted:
        """The roles to tell apart in an article."""
        return Wanted(
            frozenset(role for role in self.names if role in ROLES),
            frozenset(role.removeprefix("speaker:") for role in self.names if role.startswith("speaker:")),
            frozenset(filter(None, map(language_of, self.names))),
        )

    @property
    def max_chars(self) -> int:
        """The longest request that every voice bears, in characters of spoken text."""
        return min(voice.engine.max_chars for voice in self.voices.values())

    @property
    def is_local(self) -> bool:
        """Whether no sentence leaves the program, whoever of them speaks."""
        return not any(voice.engine.network for voice in self.voices.values())

    @property
    def display_names(self) -> dict[str, str]:
        """What listeners know the voices by, by their names."""
        return {name: voice.display_name for name, voice in self.voices.items()}

    def given_out(self, script: Script) -> Script:
        """The script with each sentence's voice."""
        sections = (self._section(section, number) for number, section in enumerate(script.sections, 1))
        return replace(script, sections=tuple(sections))

    def _section(self, section: ScriptSection, number: int) -> ScriptSection:
        reader = self.names.get(f"section:{section.heading}") or self.names.get(f"section:{number}")

        def voice(sentence: Sentence) -> str:
            return self.names.get(sentence.role) or reader or self.main.name

        return replace(section, sentences=tuple(replace(s, voice=voice(s)) for s in section.sentences))


def _names(table: Mapping[str, Any]) -> dict[str, str]:
    """Voices' names by role, as the settings have them."""
    names: dict[str, str] = {}
    for key, value in table.items():
        if key in ROLES and isinstance(value, str):
            names[key] = value
        elif key in _TABLES and isinstance(value, dict):
            if wrong := next((name for name in value.values() if not isinstance(name, str)), None):
                raise SettingsError(f"narrate.toml: [cast] '{key}' must name voices, not {wrong!r}")
            names |= {_TABLES[key] + _part(key, str(part)): name for part, name in value.items()}
        elif key in ROLES or key in _TABLES:
            kind = "the name of a voice" if key in ROLES else "a table of voices' names"
            raise SettingsError(f"narrate.toml: [cast] '{key}' must be {kind}, not {value!r}")
        else:
            known = ", ".join((*ROLES, *_TABLES))
            raise SettingsError(f"narrate.toml: [cast] has no '{key}'; there are: {known}")
    for code in filter(None, map(language_of, names)):
        if code not in SCRIPTS:
            known = ", ".join(SCRIPTS)
            raise SettingsError(f"narrate.toml: [cast] no language '{code}'; there are: {known}")
    return names


def _part(table: str, part: str) -> str:
    """A key of a table as it is looked for: a speaker's name without the mark, in whatever width."""
    name = speaker_name(part) if table == "speakers" else part.strip()
    if not name or (table == "sections" and re.fullmatch("-[0-9]+|0+", name)):
        raise SettingsError(f"narrate.toml: [cast] '{table}' has '{part}', which is none; take it out")
    return name


def _with_fallbacks(voices: Iterable[Voice], find: FindVoice) -> dict[str, Voice]:
    """Voices by name, and those that stand in for them; a ring of fallbacks is refused."""
    found: dict[str, Voice] = {}
    for voice in voices:
        found |= {one.name: one for one in _chain(voice, find) if one.name not in found}
    return found


def _chain(voice: Voice, find: FindVoice) -> list[Voice]:
    """A voice, its fallback, the one behind that, and so on."""
    chain = [voice]
    while name := chain[-1].fallback:
        if name in [one.name for one in chain]:
            ring = " → ".join([*(one.name for one in chain), name])
            raise SettingsError(f"{voice.where}: the fallbacks go round: {ring}; take one out")
        try:
            chain.append(find(name))
        except VoiceError as error:
            raise VoiceError(f"{chain[-1].where}: fallback: {error}") from None
    return chain


def _check_speaks(voice: Voice, language: str, where: str) -> None:
    spoken = voice.engine.languages
    if language not in spoken:
        can = f"the voice '{voice.name}' speaks {', '.join(spoken)}, not {language}"
        raise SettingsError(f"{where}: {can}; name another voice")
