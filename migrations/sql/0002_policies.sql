-- Row-level security: the one authority on who sees and who changes a row.
do $$
declare
  name text;
begin
  foreach name in array array['organizations', 'profiles', 'contacts', 'images', 'proposals',
    'proposal_days', 'proposal_activities', 'proposal_comments', 'share_links',
    'proposal_views', 'proposal_approvals', 'proposal_versions', 'proposal_transitions']
  loop
    execute format('alter table public.%I enable row level security', name);
    execute format('alter table public.%I force row level security', name);
    execute format('revoke all on public.%I from public, anon, authenticated', name);
    execute format('grant select on public.%I to anon, authenticated', name);
    execute format('grant select, insert, update, delete on public.%I to service_role', name);
    -- An operator sees their own organization, and nothing of any other.
    execute format('create policy operator_reads on public.%I for select to authenticated
      using (organization_id = (select tradewind.my_organization()))', name);
  end loop;

  -- What owners and members work on. Histories, visits and decisions are not among it.
  foreach name in array array['contacts', 'images', 'proposals', 'proposal_days',
    'proposal_activities', 'proposal_comments', 'share_links']
  loop
    execute format('grant insert, update, delete on public.%I to authenticated', name);
    execute format('create policy operator_adds on public.%I for insert to authenticated
      with check (organization_id = (select tradewind.my_organization())
        and (select tradewind.may_write()))', name);
    execute format('create policy operator_changes on public.%I for update to authenticated
      using (organization_id = (select tradewind.my_organization())
        and (select tradewind.may_write()))
      with check (organization_id = (select tradewind.my_organization()))', name);
    execute format('create policy operator_deletes on public.%I for delete to authenticated
      using (organization_id = (select tradewind.my_organization())
        and (select tradewind.may_write()))', name);
  end loop;
end $$;

grant insert on public.proposal_versions to authenticated;
grant update on public.proposal_versions to authenticated;
create policy operator_adds on public.proposal_versions for insert to authenticated
  with check (organization_id = (select tradewind.my_organization())
    and (select tradewind.may_write()));
create policy operator_changes on public.proposal_versions for update to authenticated
  using (organization_id = (select tradewind.my_organization())
    and (select tradewind.may_write()))
  with check (organization_id = (select tradewind.my_organization()));

-- Owners run the organization and its members; everyone keeps their own name and address.
grant update on public.organizations to authenticated;
create policy owner_changes on public.organizations for update to authenticated
  using (id = (select tradewind.my_organization())
    and (select tradewind.my_role()) = 'owner');
grant insert, update, delete on public.profiles to authenticated;
create policy owner_adds on public.profiles for insert to authenticated
  with check (organization_id = (select tradewind.my_organization())
    and (select tradewind.my_role()) = 'owner');
-- The check asks for the role again: checks of several policies are joined by OR, so a weaker
-- one here would let members promote themselves past self_changes.
create policy owner_changes on public.profiles for update to authenticated
  using (organization_id = (select tradewind.my_organization())
    and (select tradewind.my_role()) = 'owner')
  with check (organization_id = (select tradewind.my_organization())
    and (select tradewind.my_role()) = 'owner');
create policy owner_deletes on public.profiles for delete to authenticated
  using (organization_id = (select tradewind.my_organization())
    and (select tradewind.my_role()) = 'owner' and user_id <> (select auth.uid()));
create policy self_changes on public.profiles for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid())
    and organization_id = (select tradewind.my_organization())
    and role = (select tradewind.my_role()));

-- A link holder sees exactly the proposal of the presented link, and who made it.
create policy link_reads on public.proposals for select to anon
  using (id = (select tradewind.link_proposal('view')));
create policy link_reads on public.proposal_days for select to anon
  using (proposal_id = (select tradewind.link_proposal('view')) and deleted_at is null);
create policy link_reads on public.proposal_activities for select to anon
  using (proposal_id = (select tradewind.link_proposal('view')) and deleted_at is null);
create policy link_reads on public.proposal_comments for select to anon
  using (proposal_id = (select tradewind.link_proposal('view')) and deleted_at is null);
create policy link_reads on public.share_links for select to anon
  using (id = (select (tradewind.live_link()).id));
create policy link_reads on public.proposal_views for select to anon
  using (proposal_id = (select tradewind.link_proposal('view'))
    and share_link_id = (select (tradewind.live_link()).id));
create policy link_reads on public.proposal_approvals for select to anon
  using (proposal_id = (select tradewind.link_proposal('view')));
create policy link_reads on public.organizations for select to anon
  using (id = (select tradewind.link_organization()));
create policy link_reads on public.profiles for select to anon
  using (id = (select tradewind.link_owner()));

-- What its scope allows: choose options, comment, decide; and be counted as a visit.
revoke select on public.proposal_approvals from anon;
grant select (id, organization_id, proposal_id, share_link_id, decision, name, consent, reason,
    version, total, currency, created_at, updated_at, revision, updated_by)
  on public.proposal_approvals to anon;
grant update (is_selected) on public.proposal_activities to anon;
create policy link_chooses on public.proposal_activities for update to anon
  using (proposal_id = (select tradewind.link_proposal('choose')) and is_optional
    and deleted_at is null)
  with check (proposal_id = (select tradewind.link_proposal('choose')) and is_optional);
grant insert on public.proposal_comments to anon;
create policy link_comments on public.proposal_comments for insert to anon
  with check (proposal_id = (select tradewind.link_proposal('comment')));
grant insert on public.proposal_approvals to anon;
create policy link_decides on public.proposal_approvals for insert to anon
  with check (proposal_id = (select tradewind.link_proposal('decide')));
grant insert on public.proposal_views to anon;
grant update (ended_at) on public.proposal_views to anon;
create policy link_visits on public.proposal_views for insert to anon
  with check (proposal_id = (select tradewind.link_proposal('view'))
    and share_link_id = (select (tradewind.live_link()).id) and verdict <> 'staff');
create policy link_leaves on public.proposal_views for update to anon
  using (share_link_id = (select (tradewind.live_link()).id));

grant execute on all functions in schema tradewind to anon, authenticated, service_role;
revoke execute on function tradewind.note_client_act(uuid, text, text, text[])
  from public, anon, authenticated;

-- Alembic's own table is nobody's business.
alter table public.alembic_version enable row level security;
revoke all on public.alembic_version from public, anon, authenticated;
