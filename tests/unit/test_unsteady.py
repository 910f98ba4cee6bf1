"""A browser or chaos test that fails runs once more; a few may, and all are listed."""

import pytest

FLICKERS = """
from pathlib import Path

import pytest


@pytest.fixture(scope='module')
def counted():
    return []


@pytest.mark.parametrize('number', range({tests}))
def test_flickers(number, counted, tmp_path_factory):
    counted.append(number)
    seen = Path(__file__).with_name(f'seen_{{number}}')
    if not seen.exists():
        seen.touch()
        print('what was written before')
        raise AssertionError('the browser blinked')
"""
FAILS = """
def test_fails():
    print('tried')
    raise AssertionError('it is broken')
"""
PLUGINS = ('-p', 'tests.levels', '-p', 'tests.unsteady', '-p', 'no:cacheprovider')
SETTINGS = ('-o', 'asyncio_default_fixture_loop_scope=function')
BY_A_WORKER = ('-n', '1')


def run(pytester: pytest.Pytester, level: str, text: str, *options: str) -> pytest.RunResult:
    folder = pytester.path / 'tests' / level
    folder.mkdir(parents=True)
    (folder / 'test_sample.py').write_text(text)
    return pytester.runpytest_inprocess(*PLUGINS, *SETTINGS, *options)


@pytest.mark.parametrize(
    ('level', 'options'), [('browser', ()), ('browser', BY_A_WORKER), ('chaos', ())]
)
def test_who_passes_the_second_time_is_listed_with_the_first_failure(
    pytester: pytest.Pytester, level: str, options: tuple[str, ...]
) -> None:
    result = run(pytester, level, FLICKERS.format(tests=1), *options)
    assert result.ret == pytest.ExitCode.OK
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        [
            '*unsteady tests*',
            '*the browser blinked*',
            '*what was written before*',
            f'UNSTEADY tests/{level}/test_sample.py::test_flickers*',
            '*1 passed*',
        ]
    )


@pytest.mark.parametrize(
    ('tests', 'ends', 'options'), [(3, 0, ()), (4, 1, ()), (4, 1, BY_A_WORKER)]
)
def test_more_than_three_fail_the_run(
    pytester: pytest.Pytester, tests: int, ends: int, options: tuple[str, ...]
) -> None:
    result = run(pytester, 'browser', FLICKERS.format(tests=tests), *options)
    result.assert_outcomes(passed=tests)
    assert result.ret == ends
    assert ('more than 3 fail a run' in result.stdout.str()) == bool(ends)


def test_who_fails_twice_fails(pytester: pytest.Pytester) -> None:
    result = run(pytester, 'chaos', FAILS)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(failed=1)
    assert 'UNSTEADY' not in result.stdout.str()


@pytest.mark.parametrize('level', ['unit', 'integration', 'ui'])
def test_other_tests_have_one_try(pytester: pytest.Pytester, level: str) -> None:
    result = run(pytester, level, FLICKERS.format(tests=1))
    result.assert_outcomes(failed=1)
    assert 'UNSTEADY' not in result.stdout.str()


def test_fixtures_of_the_test_are_made_anew(pytester: pytest.Pytester) -> None:
    text = """
import pytest
made = []


@pytest.fixture
def page():
    made.append('page')
    yield len(made)
    made.append('closed')


def test_it(page):
    assert made == ['page', 'closed', 'page']
"""
    run(pytester, 'browser', text).assert_outcomes(passed=1)


def test_the_end_names_slow_tests_and_the_time_of_each_level(pytester: pytest.Pytester) -> None:
    text = 'import pytest\n@pytest.mark.parametrize("n", range(12))\ndef test_it(n): pass\n'
    result = run(pytester, 'unit', text, *BY_A_WORKER)
    shown = ['*slowest tests*', '*::test_it*', '*unit: 12 tests', '*12 passed*']
    result.stdout.fnmatch_lines(shown)
