"""The review of a draft: its rows beside the paper, and every act on them."""

from collections.abc import Container

from flask import render_template, request
from flask.typing import ResponseReturnValue

from tracker.db import db
from tracker.imports import queries, words
from tracker.imports.models import RowKind
from tracker.imports.queries import CURSOR, Wanted
from tracker.imports.rules import Clarity
from tracker.plans.models import Plan
from tracker.tasks.keyset import read_cursor


def draft_page(plan: Plan) -> ResponseReturnValue:
    """The plan's page while it is a draft."""
    found = queries.overview(db.session, plan)
    wanted = read_wanted(found.doubts.by_column)
    page = queries.page(db.session, plan, read_cursor(request.args, CURSOR), wanted)
    return render_template(
        "plans/draft.html",
        plan=plan,
        overview=found,
        doubts=found.doubts,
        wanted=wanted,
        page=page,
        paper=queries.paper_beside(db.session, plan, page.rows),
        columns=words.columns(),
        words=words,
        RowKind=RowKind,
    )


def read_wanted(columns: Container[str]) -> Wanted:
    """The filter of the address; what makes no sense, or has nothing left in it, filters nothing."""
    args = request.args
    column = args.get("cot")
    return Wanted(
        appendix=args.get("phu-luc"),
        kind=next((kind for kind in RowKind if kind.value == args.get("loai")), None),
        doubtful=args.get("xem") == "can-xem-lai",
        column=column if column in columns else None,
        lacks=next((one for one in Clarity if one.value == args.get("chua-ro")), None),
        deleted=args.get("xem") == "da-xoa",
    )
