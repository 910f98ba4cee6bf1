"""What screens read of an organization and its members. Step 5 of the line in."""

from uuid import UUID

from models import Organization, Profile
from services.folding import by_name
from services.realtime.live import Label, Query, SharedBy, rows_of


def profiles(organization_id: UUID) -> Query[Profile]:
    """The members a viewer may see: all colleagues, or the face behind a link."""
    return rows_of(
        Profile,
        organization_id,
        sort=by_name,
        label=Label('Colleagues', 'smile'),
        shared_by=SharedBy.ORGANIZATION,
    )


def organization(organization_id: UUID) -> Query[Organization]:
    return rows_of(
        Organization,
        organization_id,
        label=Label('Workspace', 'layout-dashboard'),
        shared_by=SharedBy.ORGANIZATION,
    )
