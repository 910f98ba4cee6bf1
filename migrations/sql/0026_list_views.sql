-- Lists of contacts begin with what happened last, by whatever event; of all, and of one stage.
drop index public.ix_contacts_latest;
drop index public.ix_contacts_stage;
create index ix_contacts_latest on public.contacts
  (organization_id, (coalesce(last_activity_at, created_at)) desc, id) where deleted_at is null;
create index ix_contacts_stage on public.contacts
  (organization_id, stage, (coalesce(last_activity_at, created_at)) desc, id)
  where deleted_at is null;
