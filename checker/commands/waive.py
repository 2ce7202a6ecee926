"""`checker waive` and `checker waivers`: accept a finding, list what is accepted, take out what no longer is."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.commands.check import Request, settings_of, waivers_path
from checker.commands.output import print_text
from checker.config import Settings, nearest
from checker.engine import Inputs, validate_inputs
from checker.errors import InputError
from checker.findings import Finding
from checker.languages import LANGUAGES, Sentence, language_of
from checker.messages import told
from checker.reading.sources import ReadOptions
from checker.report import Result, counted
from checker.reporters.escaping import plain
from checker.reporters.places import address, main_place
from checker.reporters.positions import within_folder
from checker.waiving.acceptance import DONE
from checker.waiving.applying import Call, Standing, standings_of, today
from checker.waiving.entries import KINDS, Waiver, day_named
from checker.waiving.file import WaiversFile, read_waivers
from checker.waiving.making import Grounds, meant, waiver_for
from checker.waiving.writing import changed

BEGINNING = re.compile(r"[0-9a-f]{1,4}|[0-9a-f]{4}-?[0-9a-f]{0,4}")
HERE = "."
REMARKS = "WVR"
MOST_NAMED = 5
STATES = {
    "valid": Sentence("valid", "有效"),
    "expired": Sentence("expired", "已过期"),
    "stale": Sentence("stale", "数已改变"),
    "unused": Sentence("unused", "已无此问题"),
}


@dataclass(frozen=True, slots=True)
class WaiveRequest:
    """The options of `waive` and `waivers`, as given; `id` is an id or the beginning of one."""

    id: str | None = None
    paths: list[str] | None = None
    reason: str | None = None
    by: str | None = None
    until: str | None = None
    kind: str = KINDS[0]
    waivers: str | None = None
    dry_run: bool = False
    lang: str = "auto"
    config: str | None = None
    isolated: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    stdin_filename: str | None = None

    @property
    def as_check(self) -> Request:
        """The same, as `validate` has it."""
        return Request(paths=self.paths or [HERE], config=self.config, isolated=self.isolated)

    @property
    def path(self) -> Path:
        """The waivers file, whether it is there or not."""
        return Path(self.waivers) if self.waivers else waivers_path(self.as_check)


def waive(request: WaiveRequest) -> int:
    """Accept a finding: check the reports again, find it by its id, and write the waiver."""
    grounds, word, path = _grounds(request), _word(request), request.path
    _refuse_language(request)
    settings = replace(settings_of(request.as_check), waivers=str(path), baseline="")
    result = _checked(request, settings)
    finding = _the_one(result, word)
    waiver = waiver_for(result, finding, grounds, path)
    after, replaced = changed(path, lambda file: _outlived(file, finding, waiver), waiver)
    lang = _language(request, result)
    line = after.waivers[-1].line
    where = f"{within_folder(str(path))}:{line}" if line else within_folder(str(path))
    what = f"{waiver.id} [{waiver.code}] {_headline(finding, lang)}"
    print_text(Sentence(f"waived {what}\n  in {where}\n", f"已豁免{what}\n  见{where}\n").in_(lang))
    for one in replaced:
        en = f"  in place of the waiver of {one.date} by {one.by}\n"
        print_text(Sentence(en, f"  取代{one.by}于{one.date}的豁免\n").in_(lang))
    return 0


def _grounds(request: WaiveRequest) -> Grounds:
    for option, value, hint in (
        ("--reason", request.reason, "say why the finding is accepted"),
        ("--by", request.by, "say who accepts it"),
    ):
        if not (value and plain(value).strip()):
            raise InputError(f"{option} is mandatory and cannot be blank", hint=hint)
    if request.kind not in KINDS:
        raise InputError(f"--kind cannot be {request.kind!r}", hint=nearest(request.kind, KINDS))
    until = day_named(request.until, "--until", _option_fault) if request.until else None
    if until is not None and until < today():
        raise InputError(f"--until {until} is over", hint="give a day that is still to come, or none")
    return Grounds(request.reason or "", request.by or "", request.kind, today(), until)


def _option_fault(sentence: str, key: str, hint: str) -> InputError:
    return InputError(sentence, "", hint)


def _word(request: WaiveRequest) -> str:
    word = (request.id or "").strip().lower()
    if not BEGINNING.fullmatch(word):
        raise InputError(
            f"{plain(request.id or '')!r} is no id of a finding", hint="such as 7f3a-91c2, or its beginning"
        )
    return word


def _refuse_language(request: WaiveRequest) -> None:
    if request.lang not in LANGUAGES:
        raise InputError(f"--lang cannot be {request.lang!r}", hint=nearest(request.lang, LANGUAGES))


def _checked(request: WaiveRequest, settings: Settings) -> Result:
    """The result of checking what is named, or the reports of the working folder."""
    options = ReadOptions(request.encoding, request.delimiter, request.sheet, request.stdin_filename)
    result = validate_inputs(Inputs(tuple(request.paths or [HERE]), options=options, digests=False), settings)
    for one in result.unreadable:
        print_text(f"checker: error: {plain(one.path)}: {plain(one.reason)}\n", "concise", sys.stderr)
    for failure in result.failures:
        print_text(f"checker: {plain(str(failure))}\n", "concise", sys.stderr)
    return result


def _the_one(result: Result, word: str) -> Finding:
    """The finding of an id. Raises InputError for none, for several, and for one that is accepted already."""
    told_of = [one for one in result.findings if not one.judgement.relation.code.startswith(REMARKS)]
    found = meant(told_of, word)
    if not found:
        raise InputError(f"no finding {word} in what was checked", hint=_known(told_of))
    if len(found) > 1:
        several = ", ".join(f"{one.id} ({address(main_place(one.judgement))})" for one in found[:MOST_NAMED])
        raise InputError(
            f"{counted(len(found), 'finding')} fit {word}: {several}", hint="give more of the id, or the file"
        )
    (one,) = found
    if one.state != "open" and one.waiver:
        place = f"{one.waiver.source}:{one.waiver.line}" if one.waiver.line else one.waiver.source
        raise InputError(f"{one.id} is already waived by {one.waiver.by} on {one.waiver.date}", place)
    return one


def _known(findings: Sequence[Finding]) -> str:
    if not findings:
        return "there are no findings in it; name the report"
    ids = ", ".join(one.id for one in findings[:MOST_NAMED])
    return (
        f"the ids are {ids}{', ...' if len(findings) > MOST_NAMED else ''}; give the files that were checked together"
    )


def _outlived(file: WaiversFile, finding: Finding, new: Waiver) -> list[int]:
    """The waivers that the new one takes the place of: stale or expired ones of the same finding."""
    old = finding.waiver.id if finding.waiver else ""
    same = [(at, one) for at, one in enumerate(file.waivers) if one.file == new.file]
    for _, one in same:
        if (one.claim, one.occurrence) == (new.claim, new.occurrence) and not one.expired(today()):
            raise InputError(f"{one.id} is already waived by {one.by} on {one.date}", f"{one.source}:{one.line}")
    return [at for at, one in same if (one.claim == new.claim and one.occurrence == new.occurrence) or one.id == old]


def _headline(finding: Finding, lang: str) -> str:
    separator = "：" if lang == "zh" else ": "
    return f"{address(main_place(finding.judgement))}{separator}{plain(told(finding.judgement).in_(lang))}"


def _language(request: WaiveRequest, result: Result) -> str:
    return language_of(result) if request.lang == "auto" else request.lang


def waivers(action: str | None, request: WaiveRequest) -> int:
    """List the waivers, or prune those that no longer accept anything."""
    _refuse_language(request)
    actions = {"list": _list, "prune": _prune}
    if action is None or action not in actions:
        raise InputError("checker waivers needs to know what to do", hint="list or prune")
    if request.waivers and not request.path.exists():
        raise InputError("there is no such waivers file", within_folder(request.waivers))
    return actions[action](request)


def _list(request: WaiveRequest) -> int:
    """Every waiver; where reports are named, those about them, with what has become of them."""
    file = read_waivers(request.path)
    if not request.paths:
        lang = "en" if request.lang == "auto" else request.lang
        day = today()
        states = [(one, "expired" if one.expired(day) else "") for one in file.waivers]
        return _print_list(request, states, lang)
    result = _checked(request, replace(settings_of(request.as_check), waivers=""))
    states = [(one.waiver, _state(one)) for one in _standings(request, result, file)]
    _print_list(request, states, _language(request, result))
    return 2 if result.unreadable or result.failures else 0


def _print_list(request: WaiveRequest, states: Sequence[tuple[Waiver, str]], lang: str) -> int:
    for one, state in states:
        print_text(_entry(one, state, lang))
    count, where = len(states), within_folder(str(request.path))
    print_text(Sentence(f"{counted(count, 'waiver')} in {where}\n", f"{where}中有{count}项豁免\n").in_(lang))
    return 0


def _entry(one: Waiver, state: str, lang: str) -> str:
    until = Sentence(f", until {one.until}", f"，至{one.until}").in_(lang) if one.until else ""
    marked = f"  [{STATES[state].in_(lang)}]" if state else ""
    head = f"{one.id}  {one.code}  {plain(one.file)}  {plain(one.says)}{marked}"
    done = DONE[one.kind]
    who = Sentence(f"{done.en} by {one.by} on {one.date}{until}: ", f"{one.by}于{one.date}{done.zh}{until}：").in_(lang)
    return f"{head}\n    {plain(who)}{plain(one.reason)}\n"


def _state(standing: Standing) -> str:
    return standing.acceptance.status if standing.matches else "unused"


def _standings(request: WaiveRequest, result: Result, file: WaiversFile) -> list[Standing]:
    """What became of the waivers about the reports that were checked."""
    return standings_of(file, result.findings, result.judgements, _call(request, result))


def _call(request: WaiveRequest, result: Result) -> Call:
    read = tuple(one.path for one in result.inputs if one.status == "read")
    failed = frozenset(one.code for one in result.failures)
    return Call(settings_of(request.as_check), read, failed, request.sheet is None)


def _prune(request: WaiveRequest) -> int:
    """Take out the waivers that no longer accept anything in the reports named, or in those of the working folder."""
    result = _checked(request, replace(settings_of(request.as_check), waivers=""))
    call, lang = _call(request, result), _language(request, result)

    def spent(file: WaiversFile) -> list[int]:
        gone = [one.waiver for one in standings_of(file, result.findings, result.judgements, call) if one.spent(call)]
        return [at for at, one in enumerate(file.waivers) if any(one is other for other in gone)]

    if request.dry_run:
        file = read_waivers(request.path)
        out = [file.waivers[at] for at in spent(file)]
    elif request.path.exists():
        file, out = changed(request.path, spent)
    else:
        file, out = WaiversFile(request.path), []
    _print_pruned(request, out, len(file.waivers) - (len(out) if request.dry_run else 0), lang)
    return 2 if result.unreadable or result.failures else 0


def _print_pruned(request: WaiveRequest, out: Sequence[Waiver], left: int, lang: str) -> None:
    for one in out:
        print_text(_entry(one, "", lang))
    where, verb = within_folder(str(request.path)), "would be" if request.dry_run else "were"
    if len(out) == 1 and not request.dry_run:
        verb = "was"
    en = f"{counted(len(out), 'waiver')} {verb} taken out of {where}, {left} left\n"
    zh = f"{'将' if request.dry_run else '已'}从{where}删去{len(out)}项豁免，余{left}项\n"
    print_text(Sentence(en, zh).in_(lang))
