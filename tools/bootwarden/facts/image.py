"""``[[image]]``: what a file is, by its bytes and by its name.

An entry describes one kind of file by its bytes, or names that say why anyone fetches a file, or both. Expressions for
names are for the whole name in lower case, without folders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bootwarden.facts import zeek
from bootwarden.facts.model import Fact
from bootwarden.facts.patterns import Expression, in_zeek

HEAD = 1024
"""Bytes of a file by which it is told."""
CLASSES = ("phone", "pxe", "network-image", "network-config", "other")
"""Why a file is fetched, in the order in which names are tried; ``other`` are names that promise text or a picture."""
Class = Literal["phone", "pxe", "network-image", "network-config", "network-diagnostics", "other"]
"""Names have none of ``network-diagnostics``: captured packets and output for support are told by their bytes."""
Written = Literal["", "ios", "dots", "fastiron", "asa", "nxos"]


def _lower(expression: str) -> str:
    if expression != expression.lower():
        raise ValueError(f"{expression!r}: write names in lower case: they are compared so")
    return expression


Name = Annotated[Expression, AfterValidator(_lower)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mark(_Part):
    """Bytes at a place in a file: ``text``, or ``hex``."""

    at: int = Field(default=0, ge=0, lt=HEAD)
    text: str = ""
    hex: str = ""

    @property
    def bytes(self) -> bytes:
        """The bytes themselves."""
        return self.text.encode() or bytes.fromhex(self.hex)

    @model_validator(mode="after")
    def _one(self) -> Mark:
        try:
            found = bytes.fromhex(self.hex)
        except ValueError:
            raise ValueError(f"{self.hex!r} is no row of bytes: write two hexadecimal digits for each") from None
        if bool(self.text) == bool(found):
            raise ValueError('a mark is either text = "MZIP" or hex = "27 05 19 56"')
        if self.at + len(self.bytes) > HEAD:
            raise ValueError(f"a mark lies among the first {HEAD} bytes")
        if self.at == 0 and len(self.bytes) < 3:
            raise ValueError("a mark at the beginning has three bytes at least: fewer stand there by chance")
        return self


class Tags(_Part):
    """Words somewhere in a file that say what it is."""

    mark: str = Field(min_length=3)
    """What each of them contains, for which the whole file is searched."""
    value: Expression
    """What of a tag is its value, behind one letter."""
    platform: Expression
    version: Expression
    feature: Expression
    anywhere: bool = False
    """Whether they may stand anywhere, so that tags found need not be the last."""
    also_in: list[str] = Field(default_factory=list)
    """Other kinds by the first bytes that such tags turn into this one."""


class Reading(_Part):
    """How a name tells platform and version. Names are read without folders and endings, in any letter case."""

    like: Name
    """The names meant."""
    before_platform: Expression = ""
    platform: Expression
    """The platform, and what stands before it from the name's beginning on."""
    before_version: Expression = ""
    version: Expression | None = None
    """The version, and what stands before it."""
    before_feature: Expression = ""
    feature: Expression | None = None
    written: Written = ""
    """How names write what devices say otherwise: ``ios`` 157-3.M8 for 15.7(3)M8, ``nxos`` 9.3.8 for 9.3(8), ``dots``
    underscores or dashes for dots, ``fastiron`` 08095b for 08.0.95b, ``asa`` 917-32 for 9.1(7)32."""


class Image(Fact):
    """A kind of file, or names of files."""

    kind: str | None = Field(default=None, pattern=r"^[a-z0-9-]+$")
    magic: list[Mark] = Field(default_factory=list)
    """Marks, one of which files of the kind have."""
    of: str | None = Field(default=None, pattern=r"^[a-z0-9-]+$")
    """Another kind: its files are of this one where they have what ``having`` says."""
    having: Expression | None = None
    """What must be found among the first bytes, besides."""
    class_: Class | None = Field(default=None, alias="class")
    certain: bool = True
    """Whether the bytes alone decide the class; else the name does, and the bytes only where it says nothing."""
    system: bool = False
    """Whether such bytes are certainly an operating system, or what loads one."""
    names: list[Name] = Field(default_factory=list)
    endings: list[Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]] = Field(default_factory=list)
    """The same for all names with these endings."""
    platforms: dict[str, str] = Field(default_factory=dict)
    """Hardware by the bytes, in hexadecimal digits, with which the header names it."""
    tags: Tags | None = None
    reads: list[Reading] = Field(default_factory=list)

    @model_validator(mode="after")
    def _whole(self) -> Image:
        if self.kind is None and (self.magic or self.of or self.having or self.system or self.tags):
            raise ValueError("bytes and tags belong to a kind: add kind = ...")
        if self.of and not self.having:
            raise ValueError(f"what tells {self.kind} from {self.of}? Add having = ...")
        if (self.names or self.endings) and self.class_ is None:
            raise ValueError("names belong to a class: add class = ...")
        return self


def name_patterns(found: Iterable[Image], class_: str) -> list[str]:
    """The expressions for the names of a class, in the order of the facts, each once; all endings in one."""
    entries = [entry for entry in found if entry.class_ == class_]
    names = dict.fromkeys(name for entry in entries for name in entry.names)
    endings = dict.fromkeys(ending for entry in entries for ending in entry.endings)
    return [*names, *([rf".*\.({'|'.join(endings)})"] if endings else [])]


_TYPES = """\
	## A mark by which the kind of a file is known.
	type ImageMark: record {
		## The kind.
		kind: string;
		## The bytes.
		bytes: string;
		## Their place in the file.
		at: count &default=0;
		## What must be found among the first bytes, besides.
		having: pattern &optional;
	};

	## Among files of one kind, those that have something are of another.
	type ImageRefined: record {
		base: string;
		kind: string;
		having: pattern;
	};

	## Where tags are that say what an image is: what each contains, the kind that they prove, what of a tag is its
	## value, and the tags.
	type TagFormat: record {
		mark: string;
		kind: string;
		value: pattern;
		platform: pattern;
		version: pattern;
		feature: pattern;
		## Whether they may stand anywhere, so that tags found need not be the last.
		anywhere: bool &default=F;
	};

	## How a name tells platform and version: what it looks like, and each with and without what stands before it.
	type NameForm: record {
		like: pattern;
		platform: pattern;
		before_platform: pattern &optional;
		version: pattern &optional;
		before_version: pattern &optional;
		feature: pattern &optional;
		before_feature: pattern &optional;
		## How names write what devices say otherwise.
		written: string &default="";
	};

"""


def in_script(found: Sequence[Image]) -> str:
    """``zeek/facts/image.zeek``."""
    exported = [
        _TYPES
        + zeek.rows(
            "image_marks",
            "vector of ImageMark",
            [_mark(entry, mark) for entry, mark in _marks(found)],
            comment="Marks of kinds, the first that fits counting.",
        ),
        zeek.rows(
            "image_refined",
            "vector of ImageRefined",
            [_refined(entry) for entry in found if entry.of],
            comment="Kinds that are told from others by more than a mark, the first that fits counting.",
        ),
        zeek.rows(
            "class_of_kind",
            "table[string] of string",
            _classes(found, certain=True),
            comment="Why files of a kind are fetched, where the bytes leave no doubt.",
        ),
        zeek.rows(
            "class_of_unnamed_kind",
            "table[string] of string",
            _classes(found, certain=False),
            comment="The same where the bytes only tip the scale: for names that say nothing.",
        ),
        zeek.rows(
            "image_kinds",
            "set[string]",
            map(zeek.text, sorted({entry.kind for entry in found if entry.kind and entry.system})),
            comment="Kinds whose bytes are certainly an operating system, or what loads one.",
        ),
        zeek.rows(
            "tag_formats",
            "table[string] of TagFormat",
            [row for entry in found for row in _tags(entry)],
            comment="Tags by the kind of file in which they are looked for.",
        ),
        zeek.rows(
            "header_platforms",
            "table[string, string] of string",
            [
                f"[{zeek.text(entry.kind or '')}, {zeek.text(bytes.fromhex(code))}] = {zeek.text(platform)}"
                for entry in found
                for code, platform in entry.platforms.items()
            ],
            comment="Hardware by kind and the bytes with which a header names it.",
        ),
        *(
            zeek.alternatives(
                f"{class_.replace('-', '_').replace('other', 'not_image')}_names",
                map(in_zeek, name_patterns(found, class_)),
                comment=_SAID[class_],
                change="option" if class_ == "other" else "const",
            )
            for class_ in CLASSES
            if class_ != "network-config"
        ),
        zeek.alternatives(
            "versioned_names",
            [in_zeek(f"({reading.like}).*") for entry in found for reading in entry.reads],
            comment="Names that tell platform or version, in lower case, without folders.",
        ),
        zeek.rows(
            "name_forms",
            "vector of NameForm",
            map(_form, readings(found)),
            comment="How names tell platform and version, the first that fits counting.",
        ),
    ]
    return zeek.script("What files are, by their first bytes, their tags and their names.", "\n".join(exported))


def readings(found: Iterable[Image]) -> list[Reading]:
    """How names are read, in the order in which they are tried: what tells no version comes last."""
    return sorted((reading for entry in found for reading in entry.reads), key=lambda r: r.version is None)


_SAID = {
    "phone": "Names of what phones and cable modems fetch, in lower case, without folders.",
    "pxe": "Names of what PXE hosts and small computers boot.",
    "network-image": "Names that vendors of network devices give to images.",
    "other": "Names that promise text or a picture, and no image.",
}


def _marks(found: Iterable[Image]) -> list[tuple[Image, Mark]]:
    """Marks in the order in which they are tried: the ones that ask for more before the others."""
    marks = [(entry, mark) for entry in found for mark in entry.magic]
    return sorted(marks, key=lambda found: (found[0].having is None, -len(found[1].bytes)))


def _refined(entry: Image) -> str:
    having = in_zeek(entry.having or "", "s")
    return zeek.record({"base": zeek.text(entry.of or ""), "kind": zeek.text(entry.kind or ""), "having": having})


def _mark(entry: Image, mark: Mark) -> str:
    fields = {
        "kind": zeek.text(entry.kind or ""),
        "bytes": zeek.text(mark.bytes),
        "at": str(mark.at) if mark.at else None,
        "having": in_zeek(entry.having, "s") if entry.having else None,
    }
    return zeek.made("ImageMark", fields)


def _classes(found: Sequence[Image], *, certain: bool) -> list[str]:
    classes = {e.kind: e.class_ for e in found if e.kind and e.class_ and e.certain == certain}
    return [f"[{zeek.text(kind)}] = {zeek.text(class_)}" for kind, class_ in sorted(classes.items())]


def _tags(entry: Image) -> list[str]:
    tags = entry.tags
    if tags is None or entry.kind is None:
        return []
    parts = {name: in_zeek(getattr(tags, name)) for name in ("value", "platform", "version", "feature")}
    more = {"anywhere": "T" if tags.anywhere else None}
    row = zeek.record({"mark": zeek.text(tags.mark), "kind": zeek.text(entry.kind), **parts, **more})
    return [f"[{zeek.text(kind)}] = {row}" for kind in dict.fromkeys((entry.kind, *tags.also_in))]


def _form(reading: Reading) -> str:
    fields: dict[str, str | None] = {"like": in_zeek(reading.like)}
    for part, start in (("platform", "^"), ("version", ""), ("feature", "")):
        value, before = getattr(reading, part), getattr(reading, f"before_{part}")
        if value is not None:
            fields[part] = in_zeek(f"{start}({before})({value})" if before else f"{start}({value})")
            fields[f"before_{part}"] = in_zeek(f"^({before})") if before else None
    fields["written"] = zeek.text(reading.written) if reading.written else None
    return zeek.made("NameForm", fields)
