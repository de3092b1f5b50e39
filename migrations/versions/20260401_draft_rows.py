"""Drafts have rows of their own; the tasks of drafts that are under review become such rows"""

import sqlalchemy as sa
from alembic import op

revision = "20260401"
down_revision = "20260323"
branch_labels = None
depends_on = None

STEP = 1000


def upgrade() -> None:
    _create()
    _add_publisher()
    bind = op.get_bind()
    meta = sa.MetaData()
    meta.reflect(bind)
    tables = meta.tables
    for plan_id in bind.scalars(sa.select(tables["plan"].c.id).where(tables["plan"].c.state == "draft")).all():
        _convert(bind, tables, plan_id)


def _create() -> None:
    op.create_table(
        "draft",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_draft_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_draft")),
    )
    op.create_table(
        "paper_line",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("table_number", sa.Integer(), nullable=True),
        sa.Column("table_row", sa.Integer(), nullable=True),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_paper_line_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", "number", name=op.f("pk_paper_line")),
    )
    op.create_table(
        "draft_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("appendix", sa.String(length=200), nullable=False),
        sa.Column("appendix_title", sa.Text(), nullable=False),
        sa.Column("group_number", sa.String(), nullable=False),
        sa.Column("group_title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("read", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("origin", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("paper_from", sa.Integer(), nullable=True),
        sa.Column("paper_to", sa.Integer(), nullable=True),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("lacks", sa.String(), nullable=False),
        sa.Column("is_deleted", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_draft_row_plan_id")),
        sa.ForeignKeyConstraint(["updated_by_id"], ["user.id"], name=op.f("fk_draft_row_updated_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_row")),
    )
    op.create_index(op.f("ix_draft_row_plan_id_position"), "draft_row", ["plan_id", "position"], unique=False)
    op.create_table(
        "draft_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_draft_change_actor_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_draft_change_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_change")),
    )
    op.create_index(op.f("ix_draft_change_plan_id_id"), "draft_change", ["plan_id", "id"], unique=False)


def _add_publisher() -> None:
    """SQLite takes a column with a reference only in this form; building the table anew would break what refers to
    it."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "ALTER TABLE plan ADD COLUMN published_by_id INTEGER "
            'CONSTRAINT fk_plan_published_by_id REFERENCES "user" (id)'
        )
        return
    op.add_column("plan", sa.Column("published_by_id", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f("fk_plan_published_by_id"), "plan", "user", ["published_by_id"], ["id"])


def _convert(bind, tables, plan_id) -> None:
    """Everything a draft held as tasks and indicators, word for word, in the order of the paper."""
    appendices = {row.id: row for row in _rows(bind, tables["appendix"], plan_id=plan_id)}
    groups = {row.id: row for id_ in appendices for row in _rows(bind, tables["task_group"], appendix_id=id_)}
    found = [_heading(row, groups, appendices) for row in groups.values() if row.source]
    found += [
        _task(row, _agencies(bind, tables, "task_agency", row.id), groups, appendices)
        for row in _rows(bind, tables["task"], plan_id=plan_id)
    ]
    for row in _rows(bind, tables["indicator"], plan_id=plan_id):
        targets = _rows(bind, tables["target"], indicator_id=row.id)
        agencies = _agencies(bind, tables, "indicator_agency", row.id)
        found.append(_indicator(row, targets, agencies, groups, appendices))
    found.sort(key=lambda row: row["position"])
    found += [_obligation(row) for row in _rows(bind, tables["report_obligation"], plan_id=plan_id)]
    for number, row in enumerate(found, 1):
        row["plan_id"], row["position"] = plan_id, number * STEP
        row["origin"] = {
            **{name: row[name] for name in ("kind", "appendix", "appendix_title", "group_title", "number", "parent")},
            **{name: row[name] for name in ("cells", "read", "problems")},
            "group": row["group_number"],
        }
    if found:
        bind.execute(tables["draft_row"].insert(), found)
    bind.execute(tables["draft"].insert().values(plan_id=plan_id, places=[], names=[]))
    _empty(bind, tables, plan_id, list(appendices))


def _rows(bind, table, **wanted):
    conditions = [table.c[name] == value for name, value in wanted.items()]
    return bind.execute(sa.select(table).where(*conditions).order_by(table.c.id)).all()


def _agencies(bind, tables, link_name, row_id):
    link, agency = tables[link_name], tables["agency"]
    owner = link.c.task_id if "task_id" in link.c else link.c.indicator_id
    query = sa.select(link, agency.c.name, agency.c.kind).join(agency, agency.c.id == link.c.agency_id)
    return bind.execute(query.where(owner == row_id).order_by(link.c.id)).all()


def _row(kind, appendix, position, number, cells, read, problems, source, chain):
    """`chain`: the groups the row stands in, the nearest first."""
    pillar = next((group for group in chain if not group.source), None)
    heading = next((group for group in chain[:1] if group.source), None)
    columns = " ".join(dict.fromkeys(problem["column"] or "dong" for problem in problems))
    return {
        "kind": kind,
        "appendix": appendix.number if appendix else "",
        "appendix_title": appendix.title if appendix else "",
        "group_number": pillar.number if pillar else "",
        "group_title": pillar.title if pillar else "",
        "number": number,
        "parent": heading.number if heading else "",
        "cells": {name: words for name, words in cells.items() if words},
        "read": read,
        "chosen": {},
        "marks": {},
        "problems": problems,
        "source": source or {},
        "paper_from": None,
        "paper_to": None,
        "doubts": len(problems),
        "columns": f" {columns} " if columns else "",
        "lacks": _lacks(cells, read) if kind == "task" else "",
        "is_deleted": False,
        "version": 1,
        "updated_at": None,
        "updated_by_id": None,
        "position": position,
    }


def _lacks(cells, read) -> str:
    found = [
        word
        for word, is_clear in (
            ("nguoi", cells["responsible_head"]),
            ("viec", cells["title"]),
            ("trach-nhiem", any(one["kind"] != "vague" for one in read["lead"])),
            ("tham-quyen", cells["authority"]),
            ("thoi-gian", read["deadline"].get("kind", "none") not in ("none", "unclear")),
            ("ket-qua", cells["deliverable"]),
        )
        if not is_clear
    ]
    return f" {' '.join(found)} " if found else ""


def _chain(group_id, groups):
    chain = []
    while group_id in groups and groups[group_id] not in chain:
        chain.append(groups[group_id])
        group_id = groups[group_id].parent_id
    return chain


def _heading(row, groups, appendices):
    columns = (row.source or {}).get("columns", {})
    source = {name: value for name, value in row.source.items() if name != "columns"}
    cells = {"title": row.title, "note": row.note, **columns}
    chain = _chain(row.parent_id, groups)
    read = {"lead": [], "coordinating": [], "deadline": _no_deadline(columns.get("deadline", ""))}
    return _row("heading", appendices[row.appendix_id], row.position, row.number, cells, read, [], source, chain)


def _no_deadline(raw):
    return {"raw": raw, "kind": "unclear" if raw else "none", "start": None, "due": None, "milestones": []}


def _task(row, agencies, groups, appendices):
    cells = {
        "title": row.title,
        "responsible_head": row.responsible_head,
        "lead": row.lead_text,
        "coordinating": row.coordinating_text,
        "deliverable": row.deliverable,
        "deadline": row.deadline_text,
        "authority": row.authority,
        "note": row.note,
    }
    read = {part: [_named(one, one.raw) for one in agencies if one.part == part] for part in ("lead", "coordinating")}
    read["deadline"] = row.deadline or _no_deadline(row.deadline_text)
    chain = _chain(row.group_id, groups)
    return _row(
        "task", appendices[row.appendix_id], row.position, row.number, cells, read, row.problems, row.source, chain
    )


def _named(agency, raw):
    return {"name": agency.name, "kind": agency.kind, "raw": raw, "how": "known"}


def _indicator(row, targets, agencies, groups, appendices):
    cells = {"title": row.title, "unit": row.unit, "lead": row.lead_text}
    values = []
    for place, target in enumerate(targets, 1):
        cells[f"target:{target.year if target.year is not None else -place}"] = target.raw
        values.append(
            {
                "year": target.year,
                "raw": target.raw,
                "comparator": target.comparator,
                "min": target.minimum,
                "max": target.maximum,
                "unit": target.unit,
            }
        )
    read = {"lead": [_named(one, one.name) for one in agencies], "target": values}
    chain = _chain(row.group_id, groups)
    return _row(
        "indicator",
        appendices[row.appendix_id],
        row.position,
        row.number,
        cells,
        read,
        row.problems,
        row.source,
        chain,
    )


def _obligation(row):
    cells = {"title": row.text, "lead": "; ".join(row.who), "recipient": row.recipient, "through": row.through}
    cells["deadline"] = (row.deadline or {}).get("raw", "")
    read = {
        "lead": [{"name": name, "kind": "other", "raw": name, "how": "known"} for name in row.who],
        "recipient": _alone(row.recipient),
        "through": _alone(row.through),
        "deadline": row.deadline or _no_deadline(""),
    }
    return _row("obligation", None, 0, "", cells, read, [], row.source, [])


def _alone(name):
    return [{"name": name, "kind": "other", "raw": name, "how": "known"}] if name else []


def _empty(bind, tables, plan_id, appendix_ids) -> None:
    """Take out what is now a row of the draft, children first."""
    tasks = sa.select(tables["task"].c.id).where(tables["task"].c.plan_id == plan_id)
    indicators = sa.select(tables["indicator"].c.id).where(tables["indicator"].c.plan_id == plan_id)
    for name, column, ids in (
        ("milestone", "task_id", tasks),
        ("task_agency", "task_id", tasks),
        ("task", "plan_id", [plan_id]),
        ("target", "indicator_id", indicators),
        ("indicator_agency", "indicator_id", indicators),
        ("indicator", "plan_id", [plan_id]),
        ("task_group", "appendix_id", appendix_ids),
        ("appendix", "plan_id", [plan_id]),
        ("report_obligation", "plan_id", [plan_id]),
    ):
        bind.execute(tables[name].delete().where(tables[name].c[column].in_(ids)))


def downgrade() -> None:
    """Drafts are lost: tell people to publish or export them first."""
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f("fk_plan_published_by_id"), "plan", type_="foreignkey")
        op.drop_column("plan", "published_by_id")
    else:
        op.execute("ALTER TABLE plan DROP COLUMN published_by_id")
    for table in ("draft_change", "draft_row", "paper_line", "draft"):
        op.drop_table(table)
