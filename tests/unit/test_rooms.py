"""The rooms of the house: nobody imports in a circle. Their order is in `pyproject.toml`."""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp


def test_nothing_imports_itself_by_any_way_round() -> None:
    graph = grimp.build_graph('models', 'services', 'components', 'pages', cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        raise AssertionError(' -> '.join(error.args[1])) from None


def test_every_component_has_its_script() -> None:
    components = Path(__file__).resolve().parents[2] / 'components'
    named = [
        path.with_name(script)
        for path in components.rglob('*.py')
        for script in re.findall(r"component='(\w+\.js)'", path.read_text('utf-8'))
    ]
    assert named
    assert [str(script) for script in named if not script.is_file()] == []
