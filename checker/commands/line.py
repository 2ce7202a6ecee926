"""The commands and their options: `checker validate`, `checker show`, `checker rule`, `checker waive` and others."""

from __future__ import annotations

from typing import Annotated

import typer

from checker import __version__
from checker.commands.lean import parser_of
from checker.errors import InputError

USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="checker",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    add_help_option=False,
    help="Cross-checks the figures of a report before it is submitted. `checker FILE` is `checker validate FILE`.",
    epilog="Exit codes: 0 all that can be checked holds, 1 open findings, 2 could not do the job, 3 nothing checked.",
)

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATHS", show_default=False, help="Files, folders, patterns; - is standard input."),
]
Words = list[str] | None
Word = str | None
Format = Annotated[
    str,
    typer.Option(
        "--output-format",
        "-f",
        metavar="FORMAT",
        help="full, concise, json, jsonl, markdown, junit, sarif, github or gitlab.",
    ),
]
OutputFile = Annotated[
    Word, typer.Option("--output-file", "-o", metavar="FILE", help="Write the output to FILE, whole or not at all.")
]
Select = Annotated[
    Words,
    typer.Option(
        "--select", metavar="RULES", help="Only these rules: codes, beginnings of codes, names; commas between."
    ),
]
Ignore = Annotated[Words, typer.Option("--ignore", metavar="RULES", help="All but these rules.")]
FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on", metavar="LEVEL", help="The lowest level that makes the exit code 1: error, query, note or never."
    ),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Leave with 0 even if there are findings.")]
Statistics = Annotated[bool, typer.Option("--statistics", help="Count the relations of every rule.")]
Lang = Annotated[str, typer.Option("--lang", metavar="LANG", help="en, zh, or auto for the language of the report.")]
Color = Annotated[str, typer.Option("--color", metavar="WHEN", help="auto, always or never; NO_COLOR is honoured.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Findings only, no summary.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="List every undecided relation, show details of our own errors.")
]
Config = Annotated[Word, typer.Option("--config", metavar="FILE", help="Use this configuration file.")]
Isolated = Annotated[bool, typer.Option("--isolated", help="Use no configuration file.")]
Encoding = Annotated[
    Word, typer.Option("--encoding", metavar="NAME", help="The encoding of text files, such as gb18030.")
]
Delimiter = Annotated[
    Word, typer.Option("--delimiter", metavar="TEXT", help="The delimiter of text files; tab or \\t for tabs.")
]
Sheet = Annotated[Word, typer.Option("--sheet", metavar="SHEET", help="Only the sheet of this name or number.")]
StdinFilename = Annotated[Word, typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input.")]
Waivers = Annotated[
    Word,
    typer.Option(
        "--waivers", metavar="FILE", help="Accepted findings; by default checker-waivers.toml beside the configuration."
    ),
]
NoWaivers = Annotated[bool, typer.Option("--no-waivers", help="Accept nothing: tell all findings.")]
Baseline = Annotated[
    Word,
    typer.Option(
        "--baseline", metavar="FILE", help="JSON output of an earlier run; only what is new since then fails."
    ),
]
MaxFindings = Annotated[Word, typer.Option("--max-findings", metavar="N", help="Print at most so many findings.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"checker {__version__}")
        raise typer.Exit


def _print_help(context: typer.Context, wanted: bool) -> None:
    if wanted:
        typer.echo(context.get_help())
        raise typer.Exit


Help = Annotated[
    bool,
    typer.Option("--help", "-h", callback=_print_help, is_eager=True, expose_value=False, help="Show this message."),
]
Version = Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")]


@app.callback()
def _checker(version: Version = False, helped: Help = False) -> None:
    pass


@app.command(add_help_option=False)
def validate(
    context: typer.Context,
    paths: Paths = None,
    output_format: Format = "full",
    output_file: OutputFile = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: FailOn = "error",
    exit_zero: ExitZero = False,
    statistics: Statistics = False,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
    config: Config = None,
    isolated: Isolated = False,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    stdin_filename: StdinFilename = None,
    max_findings: MaxFindings = None,
    waivers: Waivers = None,
    no_waivers: NoWaivers = False,
    baseline: Baseline = None,
    helped: Help = False,
) -> None:
    """Find what contradicts itself in reports."""
    from checker.commands.check import Request, run

    raise typer.Exit(run(Request(**context.params)))


@app.command(add_help_option=False)
def show(
    context: typer.Context,
    paths: Paths = None,
    output_format: Format = "full",
    output_file: OutputFile = None,
    select: Select = None,
    ignore: Ignore = None,
    statistics: Statistics = False,
    lang: Lang = "auto",
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
    config: Config = None,
    isolated: Isolated = False,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    stdin_filename: StdinFilename = None,
    helped: Help = False,
) -> None:
    """Show what was read: tables, roles, units, figures, relations with their verdicts, coverage."""
    from checker.commands.check import Request, run

    raise typer.Exit(run(Request(show=True, **context.params)))


@app.command("rule", add_help_option=False)
def rule_command(
    names: Annotated[Words, typer.Argument(metavar="[CODE | NAME | REPORTS]", show_default=False)] = None,
    every: Annotated[bool, typer.Option("--all", help="List all rules.")] = False,
    syntax: Annotated[bool, typer.Option("--syntax", help="Print the manual of formulas, for [[relations]].")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Check the relations of checker.toml, against the REPORTS if any are named.")
    ] = False,
    config: Config = None,
    lang: Lang = "auto",
    helped: Help = False,
) -> None:
    """Print the manual page of a rule, or list all rules; with --check, find mistakes in those of checker.toml."""
    if check:
        from checker.commands.rule_check import run as run_check

        raise typer.Exit(run_check(names or [], config))
    from checker.commands.manual import run, run_syntax

    raise typer.Exit(run_syntax(lang) if syntax else run(names or [], every, lang, config))


@app.command("init", add_help_option=False)
def init_command(
    paths: Paths = None,
    output: Annotated[
        Word, typer.Option("--output", "-o", metavar="FILE", help="Where to write; checker.toml by default, - prints.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
    helped: Help = False,
) -> None:
    """Write a checker.toml with the relations found in reports, to be edited and kept."""
    from checker.commands.init import run

    raise typer.Exit(run(paths or [], output, force))


@app.command("waive", add_help_option=False)
def waive_command(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of a finding as printed, or its beginning.")],
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATHS]", help="The reports; else those below the working folder.")
    ] = None,
    reason: Annotated[Word, typer.Option("--reason", metavar="TEXT", help="Why it is accepted; mandatory.")] = None,
    by: Annotated[Word, typer.Option("--by", metavar="NAME", help="Who accepts it; mandatory.")] = None,
    until: Annotated[Word, typer.Option("--until", metavar="DATE", help="The last day, such as 2026-12-31.")] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="explained (default), false-alarm or accepted.")
    ] = "explained",
    waivers: Waivers = None,
    lang: Lang = "auto",
    config: Config = None,
    isolated: Isolated = False,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    stdin_filename: StdinFilename = None,
    helped: Help = False,
) -> None:
    """Accept a finding with a reason; it is open again when one of its figures changes."""
    from checker.commands.waive import WaiveRequest, waive

    raise typer.Exit(waive(WaiveRequest(**context.params)))


@app.command("waivers", add_help_option=False)
def waivers_command(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="list|prune", help="List waivers, or take out the spent ones.")],
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATHS]", help="The reports that tell what became of waivers.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what prune would take out.")] = False,
    waivers: Waivers = None,
    lang: Lang = "auto",
    config: Config = None,
    isolated: Isolated = False,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    helped: Help = False,
) -> None:
    """List the waivers, or prune those that no longer accept anything."""
    from checker.commands.waive import WaiveRequest
    from checker.commands.waive import waivers as run

    options = {name: value for name, value in context.params.items() if name != "action"}
    raise typer.Exit(run(action, WaiveRequest(**options)))


def run_line(arguments: list[str]) -> int:
    """Parse and run a command line. Raises InputError, with the nearest known word, for one that is wrong."""
    try:
        parse = parser_of(app, arguments[0] if arguments else "")
        return int(parse(args=arguments, prog_name="checker", standalone_mode=False) or 0)
    except USAGE_ERROR as error:
        context = getattr(error, "ctx", None)
        message = error.format_message() if hasattr(error, "format_message") else str(error)
        command = context.command_path if context else "checker"
        raise InputError(message.rstrip("."), hint=f"try {command} --help") from error
    except typer.Abort as error:
        raise KeyboardInterrupt from error
