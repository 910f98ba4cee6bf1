-- What was decided is kept by the database: from the app, from the API, from SQL under any claims.
-- The program itself (service_role) is held to decisions and versions, since it also loads whole
-- histories; only whoever owns the tables may repair.

-- The role that was taken on, whatever definer functions run in between.
create function tradewind.acting_role() returns text
language sql stable set search_path = ''
as $$ select coalesce(nullif(current_setting('role'), 'none'), session_user::text) $$;

-- A member or a client, rather than the program or the owner of the tables.
create function tradewind.is_person() returns boolean
language sql stable set search_path = ''
as $$ select tradewind.acting_role() in ('anon', 'authenticated') $$;

create function tradewind.is_held_to_rules() returns boolean
language sql stable set search_path = ''
as $$ select tradewind.acting_role() in ('anon', 'authenticated', 'service_role') $$;

-- Versions are written by the database alone, from the rows as they stand.
drop policy operator_adds on public.proposal_versions;
drop policy operator_changes on public.proposal_versions;
revoke insert, update on public.proposal_versions from authenticated;

-- Keep the version that stands, unless somebody has decided on it. Definer: nobody writes versions.
create function tradewind.record_version(proposal uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  stands public.proposals;
begin
  select * into stands from public.proposals p
  where p.id = proposal
    and (not tradewind.is_person()
      or (p.organization_id = tradewind.my_organization() and tradewind.may_write()))
  for no key update;
  if not found then
    raise insufficient_privilege using message = 'This proposal is not yours to keep a version of.';
  end if;
  if not exists (
    select from public.proposal_approvals a
    where a.proposal_id = stands.id and a.version = stands.version)
  then
    perform tradewind.keep_version(stands.id);
  end if;
end $$;

-- What was decided on, and the decision itself, goes only with its whole proposal (a cascade is a
-- trigger too, and so is keeping a version at its approval: both run one level down).
create function tradewind.keep_evidence() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and new is not distinct from old then return new; end if;
  if pg_trigger_depth() = 1 and tradewind.is_held_to_rules() and (
    tg_table_name = 'proposal_approvals' or exists (
      select from public.proposal_approvals a
      where a.proposal_id = old.proposal_id
        and a.version = (to_jsonb(old) ->> 'number')::integer))
  then
    raise check_violation using message = 'What was decided stays on record as it was.';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger b_keep before update or delete on public.proposal_approvals
  for each row execute function tradewind.keep_evidence();
create trigger b_keep before update or delete on public.proposal_versions
  for each row execute function tradewind.keep_evidence();

-- A decision holds the proposal, and its version, total and currency come from what stands then.
create function tradewind.hold_for_decision() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  stands public.proposals;
begin
  select * into stands from public.proposals where id = new.proposal_id for no key update;
  if tradewind.is_person() and not exists (
    select from public.proposal_approvals a
    where a.proposal_id = stands.id and a.version = stands.version and a.decision = 'approved')
  then
    perform tradewind.keep_version(stands.id);
  end if;
  new.currency := coalesce(new.currency, stands.currency);
  new.total := coalesce(new.total, (
    select total from public.proposal_versions
    where proposal_id = stands.id and number = stands.version));
  return new;
end $$;
create trigger b_hold before insert on public.proposal_approvals
  for each row execute function tradewind.hold_for_decision();

-- After the insert: who may not decide at all learns nothing of what stands.
create function tradewind.check_decision() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tradewind.is_held_to_rules() and not exists (
    select from public.proposals p
    left join public.proposal_versions v on v.proposal_id = p.id and v.number = p.version
    where p.id = new.proposal_id and p.version = new.version and p.currency = new.currency
      and coalesce(v.total, new.total) = new.total)
  then
    raise check_violation using
      message = 'A decision names the version, total and currency that stand.';
  end if;
  return null;
end $$;
create trigger b_facts after insert on public.proposal_approvals
  for each row execute function tradewind.check_decision();

create function tradewind.was_decided(proposal uuid, number integer, verdict text)
returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.proposal_approvals a
    where a.proposal_id = was_decided.proposal and a.version = number
      and a.decision = coalesce(verdict, a.decision))
$$;

create function tradewind.is_settled(status text) returns boolean
language sql immutable set search_path = ''
as $$ select status in ('approved', 'void', 'superseded') $$;

-- Versions count up by one, from one that was kept.
create function tradewind.check_version() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    if tradewind.is_person() and new.version <> 1 then
      raise check_violation using message = 'A proposal begins with version 1.';
    end if;
  elsif new.version <> old.version and tradewind.is_held_to_rules() and (
    new.version <> old.version + 1 or not exists (
      select from public.proposal_versions v
      where v.proposal_id = old.id and v.number = old.version))
  then
    raise check_violation using message = 'Versions count up by one, and each is kept first.';
  end if;
  return null;
end $$;

-- A status says what happened: decided where there is a decision, settled until it is reopened.
create function tradewind.check_status() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  was text := case tg_op when 'UPDATE' then old.status end;
begin
  if not tradewind.is_person() or new.status is not distinct from was then return null; end if;
  if new.status in ('approved', 'declined')
     and not tradewind.was_decided(new.id, new.version, new.status)
  then
    raise check_violation using message = 'Only a client''s decision says so.';
  end if;
  if (was not in ('draft', 'sent', 'viewed', 'commented')
      and new.status in ('draft', 'sent', 'viewed', 'commented')
      and tradewind.was_decided(new.id, new.version, null))
    or (was = 'approved' and new.status not in ('sent', 'void'))
    or (was = 'superseded' and new.status <> 'void')
    or was = 'void'
  then
    raise check_violation using
      message = 'What was decided is offered again as a new version only.';
  end if;
  return null;
end $$;

-- Of a settled proposal only what puts it away, or reopens it, may still change.
create function tradewind.check_settled() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  free text[] := array['status', 'status_changed_at', 'sent_at', 'first_viewed_at',
    'client_activity', 'client_activity_at', 'archived_at', 'deleted_at',
    'revision', 'updated_at', 'updated_by'];
begin
  if not tradewind.is_person() or not tradewind.is_settled(old.status) then return null; end if;
  if not tradewind.is_settled(new.status) then free := free || array['version', 'valid_until']; end if;
  if to_jsonb(new) - free <> to_jsonb(old) - free then
    raise check_violation using message = 'This proposal is settled. Reopen it to change it.';
  end if;
  return null;
end $$;
create trigger b_version after insert or update on public.proposals
  for each row execute function tradewind.check_version();
create trigger b_status_holds after insert or update on public.proposals
  for each row execute function tradewind.check_status();
create trigger b_settled after update on public.proposals
  for each row execute function tradewind.check_settled();

-- Whoever writes a part of a proposal holds the proposal, so a decision comes before or after.
-- The app holds it first. Postgres locks an updated row before any trigger, so a writer who did
-- not has to give way before an edit of the app that waits for this row is called a deadlock
-- (after 1 s).
create function tradewind.hold_for_part() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '900ms'
as $$
declare
  held text;
begin
  for held in
    select status from public.proposals
    where id in (
      case when tg_op <> 'INSERT' then old.proposal_id end,
      case when tg_op <> 'DELETE' then new.proposal_id end)
    order by id for no key update
  loop
    if tradewind.is_person() and tradewind.is_settled(held) then
      raise check_violation using message = 'This proposal is settled. Reopen it to change it.';
    end if;
  end loop;
  return null;
end $$;
create trigger b_hold after insert or update or delete on public.proposal_days
  for each row execute function tradewind.hold_for_part();
create trigger b_hold after insert or update or delete on public.proposal_activities
  for each row execute function tradewind.hold_for_part();

-- A client who chooses or decides holds the proposal and the link: an end of either waits, or has
-- come already, and then there is nothing to act on (false).
drop function tradewind.hold_proposal();
create function tradewind.hold_proposal() returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from public.proposals where id = tradewind.link_proposal('view') for no key update;
  perform from public.share_links where id = tradewind.uuid_claim('share_link_id') for share;
  return tradewind.link_proposal('view') is not null;
end $$;

revoke execute on function tradewind.acting_role(), tradewind.is_person(),
  tradewind.is_held_to_rules(), tradewind.record_version(uuid), tradewind.keep_evidence(),
  tradewind.hold_for_decision(), tradewind.check_decision(),
  tradewind.was_decided(uuid, integer, text), tradewind.is_settled(text),
  tradewind.check_version(), tradewind.check_status(), tradewind.check_settled(),
  tradewind.hold_for_part(), tradewind.hold_proposal() from public;
grant execute on function tradewind.record_version(uuid) to authenticated, service_role;
grant execute on function tradewind.hold_proposal() to anon, authenticated, service_role;
