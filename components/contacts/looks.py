"""What stages and tags of contacts look like, on every screen. Pure; line in, step 6."""

from components.records.looks import Look, Looks, Members, Words
from models import ContactStage
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
