"""What screens read of contacts. Step 5 of the line in."""

from uuid import UUID

from models import Contact
from services.folding import by_name
from services.realtime.live import Label, Query, SharedBy, rows_of


def contacts(organization_id: UUID) -> Query[Contact]:
    """The organization's contacts by name, those too that were removed."""
    return rows_of(
        Contact,
        organization_id,
        sort=by_name,
        label=Label('Contacts', 'users'),
        shared_by=SharedBy.ORGANIZATION,
    )
