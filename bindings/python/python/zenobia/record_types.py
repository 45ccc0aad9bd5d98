"""Types of zenobia.record/1, made of docs/record.schema.json by scripts/make_types.py. Do not edit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Dict, List, Literal, Optional


ActorKind = Literal['state', 'state-force', 'armed-group', 'militia', 'organisation', 'media', 'person', 'population']
"""What kind of actor somebody is. `state`: A state, its government, ministries and authorities. `state-force`: Armed forces, police and services of a state or of states. `armed-group`: A non-state armed group. `militia`: An armed group beside or below a state. `organisation`: Any other organisation. `media`: A news medium or agency. `person`: A single person. `population`: Civilians and groups of people."""


@dataclass(frozen=True)
class Mention:
    """Words of the text that refer to something."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    text: str
    """The words."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Mention':
        return cls(
            value['start'],
            value['end'],
            value['text'],
        )


@dataclass(frozen=True)
class Span:
    """A stretch of the original text, counted in Unicode code points; `end` is exclusive."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Span':
        return cls(
            value['start'],
            value['end'],
        )


@dataclass(frozen=True)
class Part:
    """One part of a derivation."""

    name: str
    """What the part is to the whole: a role, a capture, a tree path such as `nsubj<acl:relcl`."""
    note: str
    """What was concluded from it."""
    span: Optional[Span]
    """Where it stands in the original text; `null` for a step that has no words of its own."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Part':
        return cls(
            value['name'],
            value['note'],
            None if value.get('span') is None else Span._of(value.get('span')),
        )


@dataclass(frozen=True)
class Why:
    """The derivation of a finding."""

    rule: str
    """Path of the rule inside its pack, such as `fr/rules/time/relative#il-y-a`, or the name of a stage."""
    parts: List[Part]
    """The words and steps that the rule used, in order."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Why':
        return cls(
            value['rule'],
            [Part._of(one) for one in value.get('parts', [])],
        )


@dataclass(frozen=True)
class Actor:
    """Somebody who is named in the report."""

    id: str
    """`a1`, `a2` …"""
    name: str
    """Canonical English name, or the fullest wording of the text."""
    kind: ActorKind
    """What kind of actor it is."""
    codes: Dict[str, str]
    """Codes in other systems: `wikidata`, `cameo`, `acled`, `ucdp`."""
    mentions: List[Mention]
    """Every wording that refers to it."""
    why: Why
    """Why it is there."""
    country: Optional[str]
    """ISO 3166 alpha-2 code of its country."""
    key: Optional[str]
    """Key in the knowledge base; `null` for an actor made from the text."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Actor':
        return cls(
            value['id'],
            value['name'],
            value['kind'],
            value['codes'],
            [Mention._of(one) for one in value['mentions']],
            Why._of(value['why']),
            value.get('country'),
            value.get('key'),
        )


Factuality = Literal['asserted', 'hedged', 'planned', 'hypothetical', 'negated']
"""How surely something is said to have happened. `asserted`: It has happened or is happening, as the text tells it. `hedged`: "reportedly", "aurait", attempts. `planned`: Announced, intended, aimed at, future. `hypothetical`: Under a condition. `negated`: It did not happen."""


@dataclass(frozen=True)
class Roles:
    """Who and what takes part in a claim: ids of actors, sites, places and times."""

    actor: List[str]
    """Who did it."""
    recipient: List[str]
    """To whom."""
    site: List[str]
    """To what building, monument or object."""
    place: List[str]
    """Where."""
    time: List[str]
    """When."""
    means: List[Mention]
    """With what: words of the text."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Roles':
        return cls(
            value['actor'],
            value['recipient'],
            value['site'],
            value['place'],
            value['time'],
            [Mention._of(one) for one in value['means']],
        )


SourceKind = Literal['narrator', 'actor', 'unnamed']
"""Kinds of source. `narrator`: The report in its own voice. `actor`: Somebody who is named. `unnamed`: "Witnesses", "sources"."""


@dataclass(frozen=True)
class Source:
    """Who says so."""

    kind: SourceKind
    """Narrator, somebody named, or somebody unnamed."""
    quoted: bool
    """Whether the claim stands in a quotation."""
    actor: Optional[str]
    """Id of the actor, for `actor`."""
    cue: Optional[Mention]
    """The words that attribute: "selon", "said"."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Source':
        return cls(
            value['kind'],
            value['quoted'],
            value.get('actor'),
            None if value.get('cue') is None else Mention._of(value.get('cue')),
        )


@dataclass(frozen=True)
class Toll:
    """A count that belongs to a claim."""

    quantity: str
    """Id of the quantity."""
    effect: str
    """What was done: `killed`, `wounded`, `displaced`, `destroyed` …"""
    cumulative: bool
    """Whether it is a total so far rather than of this happening alone."""
    of: Optional[str]
    """Id of the actor or site that they belong to."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Toll':
        return cls(
            value['quantity'],
            value['effect'],
            value['cumulative'],
            value.get('of'),
        )


@dataclass(frozen=True)
class Claim:
    """Something that the report says has happened, is happening, or is to happen."""

    id: str
    """`c1`, `c2` …"""
    event: str
    """Event type of the ontology, such as `ASSAULT`."""
    mode: List[str]
    """Modes of the type, most certain first."""
    context: List[str]
    """Contexts, such as `military`, `heritage`."""
    trigger: Mention
    """The word or phrase that names the happening."""
    sentence: int
    """Number of its sentence, from 0."""
    roles: Roles
    """Who and what takes part, where and when."""
    tolls: List[Toll]
    """Numbers of people and things that something was done to."""
    source: List[Source]
    """Who says so, innermost first."""
    factuality: Factuality
    """How surely."""
    confidence: float
    """How much to trust the reading, from 0 to 1; not calibrated yet."""
    why: Why
    """The frame and tree paths that made it."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Claim':
        return cls(
            value['id'],
            value['event'],
            value['mode'],
            value['context'],
            Mention._of(value['trigger']),
            value['sentence'],
            Roles._of(value['roles']),
            [Toll._of(one) for one in value['tolls']],
            [Source._of(one) for one in value['source']],
            value['factuality'],
            value['confidence'],
            Why._of(value['why']),
        )


@dataclass(frozen=True)
class Note:
    """Something that a careful reader would be told."""

    kind: str
    """Kind of note, such as `contradictory-time`, `place-not-found`."""
    message: str
    """What it says, in English."""
    spans: List[Span]
    """The words it is about."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Note':
        return cls(
            value['kind'],
            value['message'],
            [Span._of(one) for one in value['spans']],
        )


@dataclass(frozen=True)
class Precision:
    """How exactly a place is known, in the codes of two data projects."""

    acled: int
    """ACLED geo-precision: 1 the place, 2 near it or a small region, 3 a larger region."""
    ucdp: int
    """UCDP where_prec: 1 the place, 2 near it, 3 admin 2, 4 admin 1, 5 between, 6 country, 7 beyond."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Precision':
        return cls(
            value['acled'],
            value['ucdp'],
        )


@dataclass(frozen=True)
class Relation:
    """Where a place lies, told from another place."""

    anchor: str
    """Id of the place it is told from."""
    bearing: Optional[float]
    """Bearing in degrees, clockwise from north, when it is told."""
    distance_km: Optional[float]
    """Distance in kilometers, when it is told."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Relation':
        return cls(
            value['anchor'],
            value.get('bearing'),
            value.get('distance_km'),
        )


@dataclass(frozen=True)
class Place:
    """A named place."""

    id: str
    """`p1`, `p2` …"""
    name: str
    """Its English name in the gazetteer, or the wording of the text."""
    kind: str
    """City, village, region, country, river …"""
    others: List[str]
    """Keys of other candidates, best first."""
    mentions: List[Mention]
    """Every wording that refers to it."""
    why: Why
    """Why it was chosen."""
    admin1: Optional[str]
    """Name of the first-level administrative unit."""
    country: Optional[str]
    """ISO 3166 alpha-2 code of the country."""
    key: Optional[str]
    """Key in the gazetteer, such as `geonames:163808`; `null` when it was not found."""
    latitude: Optional[float]
    """Degrees north, WGS 84; `null` when it was not found."""
    longitude: Optional[float]
    """Degrees east, WGS 84."""
    precision: Optional[Precision]
    """How exactly it is known."""
    radius_km: Optional[float]
    """Radius of the area that is meant, in kilometers."""
    relation: Optional[Relation]
    """For a place told by its relation to another: the wording and the place it is anchored on."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Place':
        return cls(
            value['id'],
            value['name'],
            value['kind'],
            value['others'],
            [Mention._of(one) for one in value['mentions']],
            Why._of(value['why']),
            value.get('admin1'),
            value.get('country'),
            value.get('key'),
            value.get('latitude'),
            value.get('longitude'),
            None if value.get('precision') is None else Precision._of(value.get('precision')),
            value.get('radius_km'),
            None if value.get('relation') is None else Relation._of(value.get('relation')),
        )


PublishedFrom = Literal['given', 'dateline']
"""Where a day of publication comes from. `given`: It was given with the report. `dateline`: The dateline says it."""


@dataclass(frozen=True)
class Quantity:
    """A number of people or things."""

    id: str
    """`q1`, `q2` …"""
    approximate: bool
    """Whether the text says that it is not exact."""
    unit: str
    """`person`, or the thing in the English singular."""
    mention: Mention
    """Its words."""
    why: Why
    """The rule that read it."""
    least: Optional[int]
    """Smallest number that is meant; `null` for no lower bound."""
    most: Optional[int]
    """Largest number that is meant; `null` for "or more"."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Quantity':
        return cls(
            value['id'],
            value['approximate'],
            value['unit'],
            Mention._of(value['mention']),
            Why._of(value['why']),
            value.get('least'),
            value.get('most'),
        )


@dataclass(frozen=True)
class Repair:
    """A stretch of the text that was mended before it was read."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    text: str
    """The words as given."""
    repaired: str
    """The words as read."""
    why: str
    """Why."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Repair':
        return cls(
            value['start'],
            value['end'],
            value['text'],
            value['repaired'],
            value['why'],
        )


@dataclass(frozen=True)
class Report:
    """The report that was read."""

    id: str
    """Name of the report in its collection."""
    language: str
    """ISO 639-1 code of the language it was read in."""
    sha256: str
    """SHA-256 of the text as given, UTF-8, in hexadecimal."""
    length: int
    """Length of the text in code points."""
    published: Optional[str]
    """Day of publication, ISO 8601."""
    published_from: Optional[PublishedFrom]
    """Where the day of publication comes from; `null` when it is unknown."""
    publisher: Optional[str]
    """Who published it."""
    text: Optional[str]
    """The text itself, when it was asked for (`--with-text`)."""
    title: Optional[str]
    """Its headline, when it came apart from the text."""
    url: Optional[str]
    """Where it was published."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Report':
        return cls(
            value['id'],
            value['language'],
            value['sha256'],
            value['length'],
            value.get('published'),
            value.get('published_from'),
            value.get('publisher'),
            value.get('text'),
            value.get('title'),
            value.get('url'),
        )


@dataclass(frozen=True)
class Site:
    """A building, monument, installation or object."""

    id: str
    """`s1`, `s2` …"""
    name: str
    """Canonical English name, or the fullest wording of the text."""
    kind: str
    """Temple, museum, mosque, bridge, airport …"""
    mentions: List[Mention]
    """Every wording that refers to it."""
    why: Why
    """Why it is there."""
    key: Optional[str]
    """Key in the knowledge base; `null` for a site made from the text."""
    latitude: Optional[float]
    """Degrees north, WGS 84."""
    longitude: Optional[float]
    """Degrees east, WGS 84."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Site':
        return cls(
            value['id'],
            value['name'],
            value['kind'],
            [Mention._of(one) for one in value['mentions']],
            Why._of(value['why']),
            value.get('key'),
            value.get('latitude'),
            value.get('longitude'),
        )


TimeKind = Literal['date', 'time', 'duration', 'set']
"""TIMEX3 types. `date`: A day, month, year, season … `time`: A time of day, or part of a day. `duration`: How long. `set`: How often."""


@dataclass(frozen=True)
class Time:
    """A time expression."""

    id: str
    """`t1`, `t2` …"""
    kind: TimeKind
    """TIMEX3 type."""
    value: str
    """TIMEX3 value; unknown parts are `X`."""
    mention: Mention
    """Its words."""
    why: Why
    """The rule that read it."""
    anchor: Optional[str]
    """What it was resolved from: `published`, `dateline`, the id of another time, or `null` when it stands alone."""
    first: Optional[str]
    """First day it may mean, ISO 8601, when that is known."""
    last: Optional[str]
    """Last day it may mean."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Time':
        return cls(
            value['id'],
            value['kind'],
            value['value'],
            Mention._of(value['mention']),
            Why._of(value['why']),
            value.get('anchor'),
            value.get('first'),
            value.get('last'),
        )


class RecordFields:
    """All that was read from one report."""

    def to_dict(self) -> Dict[str, Any]:
        raise NotImplementedError

    @cached_property
    def format(self) -> str:
        """Always `zenobia.record/1`."""
        return self._value['format']

    @cached_property
    def report(self) -> Report:
        """The report itself."""
        return Report._of(self._value['report'])

    @cached_property
    def repairs(self) -> List[Repair]:
        """Damage that was mended before reading."""
        return [Repair._of(one) for one in self._value['repairs']]

    @cached_property
    def sentences(self) -> List[Span]:
        """Sentences, in order."""
        return [Span._of(one) for one in self._value['sentences']]

    @cached_property
    def actors(self) -> List[Actor]:
        """Who is named."""
        return [Actor._of(one) for one in self._value['actors']]

    @cached_property
    def sites(self) -> List[Site]:
        """Buildings, monuments, installations and objects that something was done to."""
        return [Site._of(one) for one in self._value['sites']]

    @cached_property
    def places(self) -> List[Place]:
        """Named places."""
        return [Place._of(one) for one in self._value['places']]

    @cached_property
    def times(self) -> List[Time]:
        """Dates, times, durations and sets."""
        return [Time._of(one) for one in self._value['times']]

    @cached_property
    def quantities(self) -> List[Quantity]:
        """Numbers of people and things."""
        return [Quantity._of(one) for one in self._value['quantities']]

    @cached_property
    def claims(self) -> List[Claim]:
        """Who did what to whom, where, when, how many, according to whom, and how surely."""
        return [Claim._of(one) for one in self._value['claims']]

    @cached_property
    def notes(self) -> List[Note]:
        """What a careful reader would be told about the text or the reading."""
        return [Note._of(one) for one in self._value['notes']]

    @cached_property
    def _value(self) -> Dict[str, Any]:
        return self.to_dict()
