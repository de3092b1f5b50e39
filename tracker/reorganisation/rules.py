"""When agencies are merged or split. Pure."""

from collections.abc import Collection, Mapping


def heirs(assignments: Collection[int], chosen: Mapping[int, int], default: int) -> dict[int, int]:
    """Who takes over each assignment: the agency chosen for it, else the first successor."""
    return {id_: chosen.get(id_, default) for id_ in assignments}
