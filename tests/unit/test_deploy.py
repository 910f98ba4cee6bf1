"""What is shipped for several processes names real settings, and the same ports everywhere."""

import re
from pathlib import Path

from services.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
UNIT = (ROOT / 'deploy' / 'tradewind@.service').read_text()
NGINX = (ROOT / 'deploy' / 'nginx.conf').read_text()


def test_the_unit_sets_settings_that_exist() -> None:
    known = {f'TRADEWIND_{name.upper()}' for name in Settings.model_fields}
    assert set(re.findall(r'\b(TRADEWIND_[A-Z]+)=', UNIT)) <= known


def test_every_process_stands_at_each_place() -> None:
    ports = set(re.findall(r'tradewind@(\d+)', UNIT))
    for port in ports:
        marked = [line for line in NGINX.splitlines() if '# port' in line and port in line]
        assert len(marked) == 4, marked
    assert set(re.findall(r'127\.0\.0\.1:(\d+)', NGINX)) == ports


def test_no_log_names_a_share_link() -> None:
    logged = NGINX[NGINX.index('log_format') : NGINX.index('limit_req_zone')]
    for variable in ('$request ', '$request_uri', '$uri', '$http_referer', '$args'):
        assert variable not in f'{logged} '
    assert re.search(r'error_log \S+ crit;', NGINX)
