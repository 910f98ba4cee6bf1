"""The rooms of the house: nobody imports in a circle. Their order is in `pyproject.toml`."""

from graphlib import CycleError, TopologicalSorter

import grimp


def test_nothing_imports_itself_by_any_way_round() -> None:
    graph = grimp.build_graph('models', 'services', 'components', 'pages', cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        raise AssertionError(' -> '.join(error.args[1])) from None
