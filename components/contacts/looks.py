"""What stages and tags of contacts look like, on every screen. Pure; line in, step 6."""

from components.records.looks import Asked, Look, Looks, Members, Words
from models import ContactStage, MailConsent
from services.contacts import queries

STAGE = Looks(
    queries.STAGE,
    'Stage',
    {
        ContactStage.LEAD: Look('Lead', 'circle-dashed', many='Leads'),
        ContactStage.IN_CONVERSATION: Look('In conversation', 'message-circle', 'info'),
        ContactStage.CLIENT: Look('Client', 'file-text', 'sea', 'Clients'),
        ContactStage.CUSTOMER: Look('Customer', 'star', 'ok', 'Customers'),
    },
)
TAGS = Words(queries.TAGS, 'Tag', 'tag')
OWNER = Members(queries.OWNER, 'Owner')
SOURCE = Words(queries.SOURCE, 'Source', 'link')
CONSENT = Looks(
    queries.CONSENT,
    'Mails',
    {
        MailConsent.UNKNOWN: Look('Not asked', 'mail'),
        MailConsent.AGREED: Look('Agreed', 'mail', 'ok'),
        MailConsent.DECLINED: Look('Declined', 'mail-x', 'bad'),
    },
)
OPEN = Asked(queries.OPEN, 'Has open proposal', 'file-text', {'yes': 'Has open proposal'})
QUIET = Asked(
    queries.QUIET, 'Quiet', 'moon', {days: f'For {days} days' for days in queries.QUIET.cases}
)
