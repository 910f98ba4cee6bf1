-- What the dashboard counts is found by an index, however much there is beside it: contacts and
-- how many came on each day, proposals by how far they have come, questions of clients.
create index ix_contacts_created on public.contacts (organization_id, created_at, id)
  where deleted_at is null;
create index ix_proposals_status on public.proposals (organization_id, status, status_changed_at)
  where deleted_at is null and archived_at is null and not is_template;
create index ix_proposal_comments_asked on public.proposal_comments (organization_id, created_at, id)
  where author_kind = 'client' and not is_resolved and deleted_at is null;
