"""A file of contacts, from the drop to the way back, while a colleague has the list open."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.steps import assert_kept, keep
from tests.eventually import S

PATIENCE_MS = 45_000 * S
"""A process begins, reads its program, and then the file."""

FILE = """Name,Mail,Tel.,Ort,Stand
Orla Quist-Import,orla@quist.example,+44 7700 900811,Hull,A 12
Pim Quist-Import,pim(at)quist.example,,Bath,A 12
Rue Quist-Import,rue@quist.example,,York,A 12
,,,Bodø,A 12
Orla Quist-Import,orla@quist.example,,Hull,A 12
"""
DROP = """([zone, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], 'autumn fair.csv', { type: 'text/csv' }));
  for (const name of ['dragover', 'drop']) {
    zone.dispatchEvent(new DragEvent(name, { dataTransfer: carried, bubbles: true }));
  }
}"""


def drop(page: Page, text: str) -> None:
    zone = page.get_by_test_id('import-drop')
    expect(zone).to_be_visible()
    page.evaluate(DROP, [zone.element_handle(), text])
    page.wait_for_url(re.compile('/contacts/import/[0-9a-f-]{36}$'))


def test_a_file_is_dropped_checked_imported_and_taken_back(sign_in: Open) -> None:
    anna, ben = sign_in(path='/contacts'), sign_in('ben@skyline.example', path='/contacts')
    keep(ben)
    anna.get_by_role('link', name='Import').first.click()

    # what is no file of contacts is refused in a sentence
    drop(anna, '')
    problem = anna.get_by_test_id('import-problem')
    expect(problem).to_contain_text('empty', timeout=PATIENCE_MS)
    anna.get_by_role('link', name='Replace').click()

    # columns are guessed, and chosen by a person
    drop(anna, FILE)
    wizard = anna.get_by_test_id('import')
    expect(wizard).to_have_attribute('data-state', 'ready', timeout=PATIENCE_MS)
    rows = anna.get_by_test_id('import-rows')
    expect(rows.locator('[data-verdict]')).to_have_count(5)
    expect(rows.locator('[data-verdict="refused"]')).to_have_count(2)
    stand = anna.get_by_role('button', name='Stand becomes')
    stand.click()
    anna.get_by_role('menuitemcheckbox', name='Tags').click()
    expect(stand).to_contain_text('Tags', timeout=PATIENCE_MS)
    expect(wizard).to_have_attribute('data-state', 'ready', timeout=PATIENCE_MS)

    # a broken cell is mended where it stands
    anna.get_by_role('tab', name='Refused').click()
    expect(rows.locator('[data-verdict]')).to_have_count(2)
    rows.get_by_role('button', name='Fix').first.click()
    cell = anna.get_by_label('Mended value')
    expect(cell).to_be_focused()
    cell.fill('pim@quist.example')
    cell.press('Enter')
    expect(rows.locator('[data-verdict]')).to_have_count(1)

    # all come in; whoever has the list open sees it, and nothing is rebuilt
    go = anna.get_by_test_id('import-go')
    expect(go).to_have_text('Import 4 rows')
    go.click()
    report = anna.get_by_test_id('import-report')
    expect(report).to_contain_text('4 people are in', timeout=PATIENCE_MS)
    expect(report).to_contain_text('1 row was refused')
    theirs = ben.get_by_role('link', name=re.compile('Quist-Import'))
    expect(theirs).to_have_count(3)
    with anna.expect_download() as download:
        anna.get_by_test_id('import-refused').click()
    said = download.value.path().read_text('utf-8-sig')
    assert said.splitlines()[0] == 'Name,Mail,Tel.,Ort,Stand,Reason'
    assert 'Bodø,A 12,' in said

    # and out again
    anna.get_by_test_id('import-undo').click()
    expect(wizard).to_have_attribute('data-state', 'undone', timeout=PATIENCE_MS)
    expect(theirs).to_have_count(0)
    assert_kept(ben)
