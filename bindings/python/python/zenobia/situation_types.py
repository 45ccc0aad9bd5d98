"""Types of zenobia.situation/1, made of docs/situation.schema.json by scripts/make_types.py. Do not edit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Dict, List, Literal, Optional


ActorKind = Literal['state', 'state-force', 'armed-group', 'militia', 'organisation', 'media', 'person', 'population']
"""What kind of actor somebody is. `state`: A state, its government, ministries and authorities. `state-force`: Armed forces, police and services of a state or of states. `armed-group`: A non-state armed group. `militia`: An armed group beside or below a state. `organisation`: Any other organisation. `media`: A news medium or agency. `person`: A single person. `population`: Civilians and groups of people."""


AgreementState = Literal['announced', 'reached', 'in-force', 'broken', 'ended', 'denied']
"""What became of an agreement. `announced`: Only announced. `reached`: Reached. `in-force`: In force. `broken`: A party has attacked another since. `ended`: A party refuses it or has left it. `denied`: Said not to exist."""


@dataclass(frozen=True)
class Party:
    """Somebody who takes part."""

    name: str
    """Name."""
    kind: ActorKind
    """What kind of actor it is."""
    claims: int
    """In how many claims."""
    inferred: bool
    """Whether no claim says it, and it follows from others."""
    key: Optional[str]
    """Key in the knowledge base; `null` for somebody whom only reports know."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Party':
        return cls(
            value['name'],
            value['kind'],
            value['claims'],
            value.get('inferred', False),
            value.get('key'),
        )


@dataclass(frozen=True)
class ClaimRef:
    """A claim, by its report."""

    report: str
    """Id of the report."""
    claim: str
    """Id of the claim in its record."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'ClaimRef':
        return cls(
            value['report'],
            value['claim'],
        )


@dataclass(frozen=True)
class Step:
    """What happened to an agreement."""

    state: AgreementState
    """State from then on."""
    claims: List[ClaimRef]
    """The claims, when there is no event."""
    event: Optional[str]
    """The event, when one made the step."""
    on: Optional[str]
    """Day."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Step':
        return cls(
            value['state'],
            [ClaimRef._of(one) for one in value.get('claims', [])],
            value.get('event'),
            value.get('on'),
        )


@dataclass(frozen=True)
class Where:
    """A place of an event."""

    name: str
    """Name."""
    kind: str
    """City, village, region, country …"""
    claims: int
    """In how many claims."""
    admin1: Optional[str]
    """First-level administrative unit."""
    country: Optional[str]
    """ISO 3166 alpha-2 code of the country."""
    key: Optional[str]
    """Key in the gazetteer; `null` when it was not found."""
    latitude: Optional[float]
    """Degrees north, WGS 84."""
    longitude: Optional[float]
    """Degrees east, WGS 84."""
    radius_km: Optional[float]
    """Radius of the area that is meant, in kilometers."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Where':
        return cls(
            value['name'],
            value['kind'],
            value['claims'],
            value.get('admin1'),
            value.get('country'),
            value.get('key'),
            value.get('latitude'),
            value.get('longitude'),
            value.get('radius_km'),
        )


@dataclass(frozen=True)
class Agreement:
    """An agreement."""

    parties: List[Party]
    """Between whom."""
    places: List[Where]
    """Where."""
    state: AgreementState
    """What became of it, as the last of `steps` says."""
    steps: List[Step]
    """What happened to it, in order of time."""
    event: Optional[str]
    """Event by which it was reached; `null` while it is only announced."""
    since: Optional[str]
    """Since when."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Agreement':
        return cls(
            [Party._of(one) for one in value['parties']],
            [Where._of(one) for one in value['places']],
            value['state'],
            [Step._of(one) for one in value['steps']],
            value.get('event'),
            value.get('since'),
        )


@dataclass(frozen=True)
class Dispute:
    """Another who is said to hold a place."""

    holder: Party
    """Who."""
    event: str
    """The event that says so."""
    on: Optional[str]
    """The day it is of."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Dispute':
        return cls(
            Party._of(value['holder']),
            value['event'],
            value.get('on'),
        )


@dataclass(frozen=True)
class Interval:
    """A time in which one side held a place."""

    from_at_latest: bool
    """Whether it began on this day at the latest, rather than on it."""
    claims: List[ClaimRef]
    """Claims that say that somebody held it."""
    disputed_by: List[Dispute]
    """Others who are said to have held it in that time, with the events that say so."""
    from_: Optional[str]
    """First day; `null` when it began before what is known."""
    holder: Optional[Party]
    """Who held it; `null` when that is not known."""
    lost_by: Optional[str]
    """Event by which it ended."""
    taken_by: Optional[str]
    """Event by which it began."""
    to: Optional[str]
    """Day on which another took it; `null` while nothing is known of that."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Interval':
        return cls(
            value['from_at_latest'],
            [ClaimRef._of(one) for one in value['claims']],
            [Dispute._of(one) for one in value['disputed_by']],
            value.get('from'),
            None if value.get('holder') is None else Party._of(value.get('holder')),
            value.get('lost_by'),
            value.get('taken_by'),
            value.get('to'),
        )


@dataclass(frozen=True)
class Objective:
    """A plan to take a place."""

    claims: List[ClaimRef]
    """The claims."""
    by: Optional[Party]
    """Who means to take it."""
    since: Optional[str]
    """Day of the first report that says so."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Objective':
        return cls(
            [ClaimRef._of(one) for one in value['claims']],
            None if value.get('by') is None else Party._of(value.get('by')),
            value.get('since'),
        )


@dataclass(frozen=True)
class Thing:
    """A building or object of an event."""

    name: str
    """Name."""
    kind: str
    """Temple, museum, bridge …"""
    key: Optional[str]
    """Key in the knowledge base."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Thing':
        return cls(
            value['name'],
            value['kind'],
            value.get('key'),
        )


@dataclass(frozen=True)
class Held:
    """A place on a day."""

    place: Where
    """The place."""
    fighting: List[str]
    """Ids of fighting and sieges there on that day."""
    objectives: List[Objective]
    """Plans to take it that were known of on that day or are known of without a day."""
    interval: Optional[Interval]
    """Who holds it, and since when; `null` when that is not known."""
    part: Optional[Thing]
    """A part of it."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Held':
        return cls(
            Where._of(value['place']),
            value['fighting'],
            [Objective._of(one) for one in value['objectives']],
            None if value.get('interval') is None else Interval._of(value.get('interval')),
            None if value.get('part') is None else Thing._of(value.get('part')),
        )


@dataclass(frozen=True)
class AsOf:
    """Who holds what on a day."""

    day: str
    """The day, ISO 8601."""
    places: List[Held]
    """Places, ordered by name."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'AsOf':
        return cls(
            value['day'],
            [Held._of(one) for one in value['places']],
        )


Factuality = Literal['asserted', 'hedged', 'planned', 'hypothetical', 'negated']
"""How surely something is said to have happened. `asserted`: It has happened or is happening, as the text tells it. `hedged`: "reportedly", "aurait", attempts. `planned`: Announced, intended, aimed at, future. `hypothetical`: Under a condition. `negated`: It did not happen."""


State = Literal['fulfilled', 'denied', 'open']
"""What became of something announced, denied or supposed. `fulfilled`: Announced, and an event of that kind followed. `denied`: Somebody says that it did not happen. `open`: Announced or supposed; nothing tells that it happened."""


SourceKind = Literal['narrator', 'actor', 'unnamed']
"""Kinds of source. `narrator`: The report in its own voice. `actor`: Somebody who is named. `unnamed`: "Witnesses", "sources"."""


@dataclass(frozen=True)
class Voice:
    """Somebody who says something."""

    kind: SourceKind
    """Narrator, somebody named, or somebody unnamed."""
    key: Optional[str]
    """Key in the knowledge base."""
    name: Optional[str]
    """Name; `null` for unnamed ones."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Voice':
        return cls(
            value['kind'],
            value.get('key'),
            value.get('name'),
        )


@dataclass(frozen=True)
class Attached:
    """A claim that is not one of a happening, at the event it is about."""

    state: State
    """What became of it."""
    report: str
    """Id of the report."""
    claim: str
    """Id of the claim in its record."""
    words: str
    """The word that names the happening."""
    start: int
    """First code point of those words in the report."""
    end: int
    """One past the last code point."""
    factuality: Factuality
    """How surely."""
    origin: str
    """What it rests on in the end. Claims with the same origin count once."""
    chain: List[Voice]
    """Who says so, innermost first; empty when the report itself does."""
    published: Optional[str]
    """Day of publication of the report."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Attached':
        return cls(
            value['state'],
            value['report'],
            value['claim'],
            value['words'],
            value['start'],
            value['end'],
            value['factuality'],
            value['origin'],
            [Voice._of(one) for one in value.get('chain', [])],
            value.get('published'),
        )


Disagreement = Literal['toll', 'time', 'actor', 'happened', 'control', 'own-time']
"""What sources disagree on. `toll`: Numbers that exclude each other. `time`: Days that exclude each other. `actor`: Different doers. `happened`: It happened, it did not. `control`: Taken, and still fought for or held by others. `own-time`: A report contradicts itself about a time."""


@dataclass(frozen=True)
class Statement:
    """One of two statements that contradict each other."""

    report: str
    """Id of the report."""
    quote: str
    """Its sentence where the text is known, else its words."""
    value: str
    """What it comes to: a number, a day, a name."""
    origin: str
    """What it rests on."""
    claim: Optional[str]
    """Id of the claim; `null` for words that made none."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Statement':
        return cls(
            value['report'],
            value['quote'],
            value['value'],
            value['origin'],
            value.get('claim'),
        )


@dataclass(frozen=True)
class Contradiction:
    """Two statements that cannot both be right."""

    about: Disagreement
    """What about."""
    statements: List[Statement]
    """The two statements."""
    effect: Optional[str]
    """Effect of the toll, where it is about one."""
    event: Optional[str]
    """The event; `null` where a report contradicts itself."""
    place: Optional[str]
    """The place, where it is about one."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Contradiction':
        return cls(
            value['about'],
            [Statement._of(one) for one in value['statements']],
            value.get('effect'),
            value.get('event'),
            value.get('place'),
        )


@dataclass(frozen=True)
class Pressure:
    """Fighting or a siege."""

    event: str
    """Event."""
    first: str
    """First day."""
    last: str
    """Last day."""
    siege: bool
    """Whether it is a siege."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Pressure':
        return cls(
            value['event'],
            value['first'],
            value['last'],
            value['siege'],
        )


@dataclass(frozen=True)
class Control:
    """Who held a place, over time."""

    place: Where
    """The place."""
    intervals: List[Interval]
    """From first to last, without gaps but where nobody is known."""
    fighting: List[Pressure]
    """Ids of fighting and sieges there."""
    objectives: List[Objective]
    """Plans to take it that nothing tells the success of."""
    part: Optional[Thing]
    """A part of the place, such as its airport; `null` for the place itself."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Control':
        return cls(
            Where._of(value['place']),
            [Interval._of(one) for one in value['intervals']],
            [Pressure._of(one) for one in value['fighting']],
            [Objective._of(one) for one in value['objectives']],
            None if value.get('part') is None else Thing._of(value.get('part')),
        )


SaidBy = Literal['own', 'enemy', 'other']
"""Who tells a loss. `own`: Those whose loss it is: conceded. `enemy`: Those who are said to have caused it, or their side: alleged. `other`: Somebody else, or the report."""


@dataclass(frozen=True)
class Count:
    """One number that somebody tells."""

    report: str
    """Id of the report."""
    claim: str
    """Id of the claim."""
    words: str
    """Its words."""
    approximate: bool
    """Whether the text says that it is not exact."""
    cumulative: bool
    """A total so far rather than of this happening alone."""
    partial: bool
    """Part of a larger number that the same report gives."""
    origin: str
    """What it rests on."""
    said_by: SaidBy
    """Whether those who lost them say it, or their enemy."""
    revised: bool
    """Whether a later count has taken its place."""
    as_of: Optional[str]
    """The day it is of."""
    least: Optional[int]
    """Smallest number meant."""
    most: Optional[int]
    """Largest number meant; `null` for "or more"."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Count':
        return cls(
            value['report'],
            value['claim'],
            value['words'],
            value['approximate'],
            value['cumulative'],
            value['partial'],
            value['origin'],
            value['said_by'],
            value['revised'],
            value.get('as_of'),
            value.get('least'),
            value.get('most'),
        )


Extent = Literal['event', 'campaign']
"""Whether something is one happening or many told as one. `event`: One happening. `campaign`: An offensive, a strike campaign, the count of a period; others may be part of it."""


Grade = Literal['confirmed', 'fair', 'weak', 'contested', 'discounted']
"""How far an event can be believed, as Airwars grades reports of harm. `confirmed`: Somebody against whose interest it is says so. `fair`: Two or more independent origins. `weak`: One origin. `contested`: Origins name different doers. `discounted`: More origins deny it than tell it."""


@dataclass(frozen=True)
class Reason:
    """The rule that decided something, and what it used."""

    rule: str
    """Name of the rule, such as `two-origins`."""
    with_: List[str]
    """Origins or names that it used."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Reason':
        return cls(
            value['rule'],
            value['with'],
        )


@dataclass(frozen=True)
class Span:
    """When an event was."""

    first: str
    """First day, ISO 8601."""
    last: str
    """Last day."""
    told: bool
    """Whether the claims tell it, rather than only the days of publication."""
    precision: int
    """UCDP date_prec: 1 the day, 2 within six days, 3 the week, 4 the month, 5 more."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Span':
        return cls(
            value['first'],
            value['last'],
            value['told'],
            value['precision'],
        )


@dataclass(frozen=True)
class Telling:
    """One claim as it bears on an event."""

    report: str
    """Id of the report."""
    claim: str
    """Id of the claim in its record."""
    words: str
    """The word that names the happening."""
    start: int
    """First code point of those words in the report."""
    end: int
    """One past the last code point."""
    factuality: Factuality
    """How surely."""
    origin: str
    """What it rests on in the end. Claims with the same origin count once."""
    chain: List[Voice]
    """Who says so, innermost first; empty when the report itself does."""
    published: Optional[str]
    """Day of publication of the report."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Telling':
        return cls(
            value['report'],
            value['claim'],
            value['words'],
            value['start'],
            value['end'],
            value['factuality'],
            value['origin'],
            [Voice._of(one) for one in value.get('chain', [])],
            value.get('published'),
        )


Side = Literal['deaths_a', 'deaths_b', 'civilians', 'unknown']
"""Whose dead, as UCDP counts them. `deaths_a`: Those of side A: the state, or who did it. `deaths_b`: Those of the other side. `civilians`: Civilians. `unknown`: Nobody says whose, or all together."""


@dataclass(frozen=True)
class TollRange:
    """What is known of one number of an event."""

    effect: str
    """What was done to them."""
    unit: str
    """`person`, or the thing."""
    side: Side
    """Whose they are."""
    best: int
    """The number to use when one is needed."""
    low: int
    """The lowest that stands."""
    rule: str
    """The rule that chose `best`: `only`, `most-origins`, `latest`, `lowest`."""
    counts: List[Count]
    """All counts, in the order of the days they are of."""
    high: Optional[int]
    """The highest that stands; `null` when somebody says "or more" beyond it."""
    of: Optional[str]
    """Name of those they belong to, where claims say it."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'TollRange':
        return cls(
            value['effect'],
            value['unit'],
            value['side'],
            value['best'],
            value['low'],
            value['rule'],
            [Count._of(one) for one in value['counts']],
            value.get('high'),
            value.get('of'),
        )


@dataclass(frozen=True)
class Event:
    """Something that happened, with all claims that tell it."""

    id: str
    """Made from its first claim: the same as long as that is."""
    event: str
    """Event type of the ontology."""
    modes: List[str]
    """Modes, told most often first."""
    contexts: List[str]
    """Contexts, such as `heritage`."""
    extent: Extent
    """One happening or many."""
    places: List[Where]
    """Where, the most exact first."""
    sites: List[Thing]
    """To what."""
    actors: List[Party]
    """Who did it."""
    recipients: List[Party]
    """To whom."""
    tolls: List[TollRange]
    """How many."""
    claims: List[Telling]
    """The claims that it happened."""
    origins: List[str]
    """Origins of the claims that it happened, each once."""
    grade: Grade
    """How far it can be believed."""
    graded_by: Reason
    """Why: the rule, and the claims or origins it used."""
    clarity: int
    """UCDP event_clarity: 1 told so that it can be told from others, 2 told in sum or without a day or place."""
    attached: List[Attached]
    """Announcements, denials and suppositions of it."""
    part_of: Optional[str]
    """Id of the campaign that it is part of."""
    time: Optional[Span]
    """When; `null` when not even a day of publication is known."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Event':
        return cls(
            value['id'],
            value['event'],
            value['modes'],
            value['contexts'],
            value['extent'],
            [Where._of(one) for one in value['places']],
            [Thing._of(one) for one in value['sites']],
            [Party._of(one) for one in value['actors']],
            [Party._of(one) for one in value['recipients']],
            [TollRange._of(one) for one in value['tolls']],
            [Telling._of(one) for one in value['claims']],
            value['origins'],
            value['grade'],
            Reason._of(value['graded_by']),
            value['clarity'],
            [Attached._of(one) for one in value.get('attached', [])],
            value.get('part_of'),
            None if value.get('time') is None else Span._of(value.get('time')),
        )


@dataclass(frozen=True)
class Open:
    """Something announced, denied or supposed that no event is known of."""

    event: str
    """Event type of the ontology."""
    modes: List[str]
    """Modes."""
    state: State
    """Denied or open."""
    places: List[Where]
    """Where."""
    sites: List[Thing]
    """To what."""
    actors: List[Party]
    """Who is to do it."""
    recipients: List[Party]
    """To whom."""
    claims: List[Telling]
    """The claims."""
    time: Optional[Span]
    """The day it is expected, or the days of the reports."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Open':
        return cls(
            value['event'],
            value['modes'],
            value['state'],
            [Where._of(one) for one in value['places']],
            [Thing._of(one) for one in value['sites']],
            [Party._of(one) for one in value['actors']],
            [Party._of(one) for one in value['recipients']],
            [Telling._of(one) for one in value['claims']],
            None if value.get('time') is None else Span._of(value.get('time')),
        )


@dataclass(frozen=True)
class Origin:
    """A report, and which other reports carry the same text."""

    report: str
    """Id of the report."""
    language: str
    """ISO 639-1 code of its language."""
    copy_of: Optional[str]
    """The report whose text this is nearly, when it is another: the one published first."""
    published: Optional[str]
    """Day of publication."""
    publisher: Optional[str]
    """Who published it."""

    @classmethod
    def _of(cls, value: Dict[str, Any]) -> 'Origin':
        return cls(
            value['report'],
            value['language'],
            value.get('copy_of'),
            value.get('published'),
            value.get('publisher'),
        )


class SituationFields:
    """What happened, how surely, and who holds what, as far as some reports tell."""

    def to_dict(self) -> Dict[str, Any]:
        raise NotImplementedError

    @cached_property
    def format(self) -> str:
        """Always `zenobia.situation/1`."""
        return self._value['format']

    @cached_property
    def reports(self) -> List[Origin]:
        """The reports, ordered by id."""
        return [Origin._of(one) for one in self._value['reports']]

    @cached_property
    def events(self) -> List[Event]:
        """What happened, ordered by time."""
        return [Event._of(one) for one in self._value['events']]

    @cached_property
    def open(self) -> List[Open]:
        """What is announced, denied or supposed, and belongs to no event."""
        return [Open._of(one) for one in self._value['open']]

    @cached_property
    def control(self) -> List[Control]:
        """Who held which place, ordered by name."""
        return [Control._of(one) for one in self._value['control']]

    @cached_property
    def agreements(self) -> List[Agreement]:
        """Agreements and their state."""
        return [Agreement._of(one) for one in self._value['agreements']]

    @cached_property
    def contradictions(self) -> List[Contradiction]:
        """What the sources do not agree on."""
        return [Contradiction._of(one) for one in self._value['contradictions']]

    @cached_property
    def as_of(self) -> Optional[AsOf]:
        """Who holds what on one day, when a day was asked for."""
        return None if self._value.get('as_of') is None else AsOf._of(self._value.get('as_of'))

    @cached_property
    def known_at(self) -> Optional[str]:
        """Only reports published up to this day were used, ISO 8601; `null` for all of them."""
        return self._value.get('known_at')

    @cached_property
    def _value(self) -> Dict[str, Any]:
        return self.to_dict()
