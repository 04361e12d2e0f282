"""Whether values do something: each that a scenario sets must change what is rendered, and each that there is must be set by one."""

import copy
import tempfile

import yaml
from manifests import CHART, load, render


def defaults():
    return load((CHART / "values.yaml").read_text(encoding="utf-8"))[0]


def leaves(values, path=()):
    """(path, value) of what is no mapping, or an empty one."""
    for key, value in values.items():
        if isinstance(value, dict) and value:
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


def merged(values, over):
    """Values with others put over them, as helm does."""
    result = copy.copy(values)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = merged(result[key], value) if both else value
    return result


def without(values, path):
    result = copy.deepcopy(values)
    parent = result
    for key in path[:-1]:
        parent = parent[key]
    del parent[path[-1]]
    return result


def effect_faults(values):
    """A scenario without one of its values must be refused or rendered otherwise, unless the value is the default."""
    usual = dict(leaves(defaults()))
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:

        def rendered(some):
            file.seek(0)
            file.truncate()
            yaml.safe_dump(some, file)
            file.flush()
            return render(file.name)

        whole = rendered(values)
        for path, value in leaves(values):
            if usual.get(path, "none") != value and rendered(without(values, path)) == whole:
                yield f"{'.'.join(path)} does nothing"


def unset_faults(scenarios):
    """Values that no scenario sets to another than the default."""
    usual = dict(leaves(defaults()))
    changed = {path[:length] for values in scenarios for path, value in leaves(values) if usual.get(path, "none") != value for length in range(1, len(path) + 1)}
    return [f"no scenario sets {'.'.join(path)}" for path in usual if path not in changed]
