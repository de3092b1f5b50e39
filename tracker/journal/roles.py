"""The rights of the role by which the application uses PostgreSQL: it may add to the history, and no more."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from tracker.errors import DomainError

ONLY_ADDED_TO = ("task_event", "audit_event", "sign_in_event")
"""The application reads these and adds to them."""
NEVER_SHORTENED = ("event_chain",)
ONLY_READ = ("alembic_version",)


def statements(connection: Connection, name: str, password: str) -> Iterator[str]:
    """What makes the role, or brings its rights up to date after a migration."""
    is_super = connection.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = :name"), {"name": name})
    here = connection.execute(text("SELECT current_user, current_database(), current_schema()"))
    owner, database, schema = here.one()
    if name == owner or is_super:
        raise DomainError(f"Vai trò {name} có toàn quyền trên cơ sở dữ liệu: hãy đặt tên khác cho vai trò ứng dụng.")
    quote = connection.dialect.identifier_preparer.quote_identifier
    role, schema = quote(name), quote(schema)
    if is_super is None:
        yield f"CREATE ROLE {role} LOGIN"
    if password:
        yield f"ALTER ROLE {role} PASSWORD {_literal(password)}"
    yield f"GRANT CONNECT ON DATABASE {quote(database)} TO {role}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {role}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}"
    for tables, rights in (
        (ONLY_ADDED_TO, "UPDATE, DELETE"),
        (NEVER_SHORTENED, "DELETE"),
        (ONLY_READ, "INSERT, UPDATE, DELETE"),
    ):
        yield f"REVOKE {rights} ON {', '.join(f'{schema}.{quote(table)}' for table in tables)} FROM {role}"


def _literal(words: str) -> str:
    if "\x00" in words:
        raise DomainError("Mật khẩu không được chứa ký tự rỗng.")
    doubled = words.replace("\\", "\\\\").replace("'", "''")
    return f"E'{doubled}'"
