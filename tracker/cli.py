"""The `tracker` command. Subcommands are imported when they are called, so `parse` and `deadline` start fast."""

import importlib
import logging
import sys

import click

from tracker.errors import DomainError

COMMANDS = {
    "run": "tracker.serving:run",
    "web": "tracker.serving:web",
    "scheduler": "tracker.serving:scheduler",
    "demo": "tracker.demo.commands:demo",
    "load": "tracker.demo.commands:load",
    "parse": "tracker.imports.commands:parse",
    "import": "tracker.imports.saving_commands:import_plan",
    "deadline": "tracker.deadlines.commands:deadline",
    "job": "jobs.commands:job",
    "user": "tracker.users.commands:user",
    "verify-files": "tracker.tasks.commands:verify_files",
    "migrate": "tracker.serving:migrate",
    "verify-history": "tracker.journal.commands:verify_history",
    "database-role": "tracker.journal.commands:database_role",
}


class LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Đúng Hạn: giữ nhiệm vụ của kế hoạch hành động và báo đúng người, đúng lúc."""


def main() -> None:
    """Run a command; a refusal is one sentence on standard error and exit code 1. Programs that keep running set up
    a log; of others nobody asked for one."""
    logging.getLogger("tracker").addHandler(logging.NullHandler())
    try:
        cli()
    except DomainError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
