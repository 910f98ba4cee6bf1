"""What follows from where Tradewind runs."""

from types import SimpleNamespace

from services.settings import Settings

HOME = SimpleNamespace(
    supabase_url='http://127.0.0.1:1',
    anon_key='anon',
    service_role_key='service',
    database_url='postgresql://none',
)


def test_only_a_server_that_drops_changes_makes_us_read_again() -> None:
    assert Settings(supabase_url='https://project.supabase.co').reread_s == 60
    assert Settings().at(HOME).reread_s == 0
