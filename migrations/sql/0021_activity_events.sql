-- What happened, for the feed, timelines and notifications: one row for each act, written in its
-- transaction, whoever acts by whatever way. `models/activity_event.py` says what `data` holds.
create table public.activity_events (
  id uuid not null default gen_random_uuid() constraint pk_activity_events primary key,
  created_at timestamptz not null default now()
    constraint ck_activity_events_created_at_range check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_activity_events_updated_at_range check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1
    constraint ck_activity_events_revision_range check (revision >= 1),
  updated_by uuid,
  organization_id uuid not null
    constraint fk_activity_events_organization_id_organizations
    references public.organizations (id) on delete cascade,
  -- any word: a part that comes later tells its own without a change here
  kind varchar not null
    constraint ck_activity_events_kind check (kind ~ '^[a-z][a-z_]{1,39}$'),
  actor_kind varchar(20) not null default 'system'
    constraint ck_activity_events_actorkind
    check (actor_kind in ('member', 'client', 'agent', 'system')),
  actor_id uuid,
  contact_id uuid,
  proposal_id uuid,
  trip_id uuid,
  subject varchar not null default ''
    constraint ck_activity_events_subject_text
    check (tradewind.is_clean_line(subject) and length(subject) <= 200),
  data jsonb not null default '{}'
    constraint ck_activity_events_data
    check (jsonb_typeof(data) = 'object' and pg_column_size(data) <= 16000),
  occurred_at timestamptz not null default now()
    constraint ck_activity_events_occurred_at_range check (tradewind.in_our_time(occurred_at)),
  constraint fk_activity_events_contact_id_organization_id_contacts
    foreign key (contact_id, organization_id)
    references public.contacts (id, organization_id) on delete cascade,
  constraint fk_activity_events_proposal_id_organization_id_proposals
    foreign key (proposal_id, organization_id)
    references public.proposals (id, organization_id) on delete cascade
);
create index ix_activity_events_latest
  on public.activity_events (organization_id, occurred_at desc, id);
create index ix_activity_events_kind
  on public.activity_events (organization_id, kind, occurred_at desc, id);
create index ix_activity_events_contact
  on public.activity_events (contact_id, occurred_at desc, id) where contact_id is not null;
create index ix_activity_events_proposal
  on public.activity_events (proposal_id, occurred_at desc, id) where proposal_id is not null;

-- Members read it; nobody writes it by hand, and what was told stays as it was told.
select tradewind.make_live('public.activity_events');
drop policy operator_adds on public.activity_events;
drop policy operator_changes on public.activity_events;
revoke insert, update on public.activity_events from authenticated;
revoke update on public.activity_events from service_role;

-- Up to when somebody has seen the feed.
alter table public.profiles
  add column feed_seen_at timestamptz
    constraint ck_profiles_feed_seen_at_range check (tradewind.in_our_time(feed_seen_at));

-- Where many rows are written at once, their writer tells of all of them in one event.
create function tradewind.in_bulk() returns boolean
language sql stable set search_path = ''
as $$ select coalesce(current_setting('tradewind.bulk', true), '') = 'on' $$;

-- Names of the columns that differ, but for those that say nothing to people.
create function tradewind.changed_fields(before jsonb, after jsonb) returns text[]
language sql immutable set search_path = ''
as $$
  select coalesce(array_agg(key order by key), '{}')
  from jsonb_each(after)
  where value is distinct from before -> key
    and key not in ('created_at', 'updated_at', 'updated_by', 'revision', 'deleted_at',
      'last_activity_at', 'merged_into_id', 'email_key', 'phone_key', 'folded_name', 'searched',
      'mail_consent_at', 'position', 'day_id')
$$;

-- When something last happened with a contact, to the minute: a client who tries ten options is no
-- ten changes of the contact. Whoever writes the contact now says so themselves; nobody waits.
create function tradewind.touch_contact(contact uuid, at timestamptz) returns void
language sql security definer set search_path = ''
as $$
  update public.contacts set last_activity_at = at
  where id = (
    select c.id from public.contacts c
    where c.id = contact
      and (c.last_activity_at is null or c.last_activity_at < at - interval '1 minute')
    for no key update skip locked)
$$;
create function tradewind.stamp_activity() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tradewind.in_bulk() then return new; end if;
  if tg_op = 'INSERT' then
    new.last_activity_at := coalesce(new.last_activity_at, now());
  elsif tradewind.changed_fields(to_jsonb(old), to_jsonb(new)) <> '{}'
    or (old.deleted_at is null) <> (new.deleted_at is null)
  then
    new.last_activity_at := greatest(new.last_activity_at, now());
  end if;
  return new;
end $$;
create trigger c_activity before insert or update on public.contacts
  for each row execute function tradewind.stamp_activity();
revoke execute on function tradewind.stamp_activity() from public;

-- Tell what happened. Who did it follows from the claims. From a trigger anything may be told; a
-- member may tell directly of what they did to many rows, and nobody else may tell at all.
create function tradewind.add_event(
  organization_id uuid, kind text, subject text, contact_id uuid default null,
  proposal_id uuid default null, trip_id uuid default null, data jsonb default '{}',
  occurred_at timestamptz default now()
) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  link constant uuid := tradewind.uuid_claim('share_link_id');
  member constant uuid := tradewind.uuid_claim('sub');
  told constant uuid := gen_random_uuid();
  actor_kind text := 'system';
  actor uuid;
begin
  if pg_trigger_depth() = 0 and tradewind.is_person() and not (
    add_event.organization_id = tradewind.my_organization() and tradewind.may_write()
    and add_event.kind in ('contacts_imported', 'contacts_changed', 'contacts_merged'))
  then
    raise insufficient_privilege using message = 'This is not yours to tell.';
  end if;
  if link is not null then
    actor_kind := 'client';
    -- a link is the client's own where it bears their name; else it is called what its label says
    select c.id into actor
    from public.share_links l
    join public.proposals p on p.id = l.proposal_id
    join public.contacts c on c.id = p.client_id
    where l.id = link and l.label <> ''
      and tradewind.folded(l.label) = tradewind.folded(c.full_name);
    if actor is null then data := data || jsonb_build_object('by', tradewind.actor_name()); end if;
  elsif member is not null then
    actor_kind := 'member';
    select p.id into actor from public.profiles p where p.user_id = member;
  end if;
  if length(subject) > 200 or not tradewind.is_clean_line(subject) then
    subject := tradewind.cleaned_line(subject, 200);
  end if;
  if tradewind.is_person() then occurred_at := now(); end if;
  insert into public.activity_events
    (id, organization_id, kind, actor_kind, actor_id, contact_id, proposal_id, trip_id, subject,
     data, occurred_at)
  values
    (told, organization_id, kind, actor_kind, actor, contact_id, proposal_id, trip_id,
     coalesce(subject, ''), data, occurred_at);
  if contact_id is not null then
    perform tradewind.touch_contact(contact_id, occurred_at);
  end if;
  return told;
end $$;

create function tradewind.tell_of_contact() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kind text;
  fields text[];
  said jsonb := '{}';
begin
  if tradewind.in_bulk() then return null; end if;
  if tg_op = 'INSERT' then
    kind := 'contact_added';
  elsif new.created_at = now() then
    return null;  -- still being made
  elsif (old.deleted_at is null) <> (new.deleted_at is null) then
    kind := case when new.deleted_at is null then 'contact_restored' else 'contact_deleted' end;
  else
    fields := tradewind.changed_fields(to_jsonb(old), to_jsonb(new));
    if fields = '{}' then return null; end if;
    kind := 'contact_changed';
    said := jsonb_build_object('fields', fields, 'count', cardinality(fields));
    if new.stage <> old.stage then said := said || jsonb_build_object('stage', new.stage); end if;
  end if;
  perform tradewind.add_event(
    new.organization_id, kind, new.full_name, contact_id => new.id, data => said);
  return null;
end $$;

create function tradewind.tell_of_proposal() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kind text := 'proposal_changed';
  fields text[];
  said jsonb := '{}';
begin
  if tradewind.in_bulk() or new.is_template then return null; end if;
  if tg_op = 'INSERT' then
    kind := 'proposal_created';
  elsif (old.deleted_at is null) <> (new.deleted_at is null) then
    kind := case when new.deleted_at is null then 'proposal_restored' else 'proposal_deleted' end;
  elsif new.created_at = now() then
    return null;  -- still being made
  else
    fields := tradewind.changed_fields(to_jsonb(old) - array['version', 'status', 'client_activity',
        'client_activity_at', 'status_changed_at', 'sent_at', 'first_viewed_at', 'archived_at'],
      to_jsonb(new) - array['version', 'status', 'client_activity',
        'client_activity_at', 'status_changed_at', 'sent_at', 'first_viewed_at', 'archived_at']);
    if fields = '{}' then return null; end if;
    said := jsonb_build_object('fields', fields, 'count', cardinality(fields));
  end if;
  perform tradewind.add_event(new.organization_id, kind, new.title, contact_id => new.client_id,
    proposal_id => new.id, data => said);
  return null;
end $$;

-- Tell something of a proposal, with its title and client.
create function tradewind.tell_of(proposal uuid, kind text, said jsonb) returns void
language sql security definer set search_path = ''
as $$
  select tradewind.add_event(p.organization_id, kind, p.title, contact_id => p.client_id,
    proposal_id => p.id, data => jsonb_strip_nulls(said))
  from public.proposals p
  where p.id = proposal and not p.is_template
$$;

-- What a client would pay for what stands: as `keep_version` adds it up.
create function tradewind.standing_total(proposal uuid) returns numeric
language sql stable security definer set search_path = ''
as $$
  select coalesce(sum(round(a.price, tradewind.currency_digits(p.currency))
    * case a.price_unit when 'per_person' then p.travellers else 1 end), 0)
  from public.proposals p
  join public.proposal_activities a on a.proposal_id = p.id and a.deleted_at is null
  where p.id = proposal and (not a.is_optional or a.is_selected)
$$;

-- An option that a client adds or takes out, and edits of days and activities.
create function tradewind.tell_of_part() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  part constant text := case tg_table_name when 'proposal_days' then 'day' else 'activity' end;
  whole public.proposals;
  fields text[] := '{added}';
begin
  if tradewind.in_bulk() then return null; end if;
  if tg_op = 'UPDATE' then
    if part = 'activity' and tradewind.uuid_claim('share_link_id') is not null then
      if new.is_selected is distinct from old.is_selected then
        perform tradewind.tell_of(new.proposal_id,
          case when new.is_selected then 'option_added' else 'option_removed' end,
          jsonb_build_object('activity_id', new.id, 'title', new.title,
            'total', tradewind.standing_total(new.proposal_id)::text,
            'currency', (select currency from public.proposals where id = new.proposal_id)));
      end if;
      return null;
    end if;
    fields := case
      when (old.deleted_at is null) = (new.deleted_at is null)
        then tradewind.changed_fields(to_jsonb(old), to_jsonb(new))
      when new.deleted_at is null then '{restored}'
      else '{removed}' end;
    if fields = '{}' then return null; end if;
  end if;
  select * into whole from public.proposals where id = new.proposal_id;
  if whole.created_at = now() or whole.is_template then return null; end if;
  -- a day that comes or goes with all it holds is one act
  if cardinality(fields) = 1 and fields[1] in ('added', 'removed', 'restored') then
    if current_setting('tradewind.told_of', true) = new.proposal_id::text then return null; end if;
    perform set_config('tradewind.told_of', new.proposal_id::text, true);
  end if;
  perform tradewind.add_event(whole.organization_id, 'proposal_changed', whole.title,
    contact_id => whole.client_id, proposal_id => whole.id, data => jsonb_build_object(
      'fields', fields, 'count', cardinality(fields), 'part', part, 'title', new.title));
  return null;
end $$;

-- Of what moves a proposal on: what clients do is told where they do it.
create function tradewind.tell_of_transition() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tradewind.in_bulk() or new.from_status is null then return null; end if;
  perform tradewind.tell_of(new.proposal_id,
    case new.to_status when 'sent' then 'proposal_sent' when 'void' then 'proposal_voided'
      else 'proposal_expired' end,
    jsonb_build_object('reason', nullif(left(new.reason, 400), ''), 'version',
      (select version from public.proposals where id = new.proposal_id)));
  return null;
end $$;

create function tradewind.tell_of_comment() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kind text := 'comment_added';
  about text;
begin
  if tradewind.in_bulk() then return null; end if;
  if tg_op = 'UPDATE' then
    kind := 'comment_resolved';
  elsif new.parent_id is not null and new.author_kind = 'operator' then
    kind := 'comment_answered';
  end if;
  select title into about from public.proposal_activities where id = new.activity_id;
  if about is null and new.day_id is not null then
    select title into about from public.proposal_days where id = new.day_id;
  end if;
  perform tradewind.tell_of(new.proposal_id, kind, jsonb_build_object(
    'comment_id', new.id, 'thread_id', new.parent_id, 'text', left(new.body, 400),
    'about', nullif(about, '')));
  return null;
end $$;

create function tradewind.tell_of_decision() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tradewind.in_bulk() then return null; end if;
  perform tradewind.tell_of(new.proposal_id, 'proposal_' || new.decision, jsonb_build_object(
    'version', new.version, 'total', new.total::text, 'currency', new.currency, 'name', new.name,
    'reason', nullif(left(new.reason, 400), '')));
  return null;
end $$;

create function tradewind.tell_of_view() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tradewind.in_bulk() then return null; end if;
  perform tradewind.tell_of(new.proposal_id, 'proposal_viewed', jsonb_build_object(
    'visit', (select count(*) from public.proposal_views
      where proposal_id = new.proposal_id and verdict = 'human'),
    'device', nullif(new.device, ''), 'version', new.version));
  return null;
end $$;

create function tradewind.tell_of_link() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tradewind.in_bulk() then return null; end if;
  perform tradewind.tell_of(new.proposal_id,
    case tg_op when 'INSERT' then 'link_created' else 'link_revoked' end,
    jsonb_build_object('label', nullif(new.label, ''), 'scope', new.scope));
  return null;
end $$;

-- Conditions stand at the triggers, so that what is not told costs no call.
create trigger d_event after insert or update on public.contacts
  for each row execute function tradewind.tell_of_contact();
create trigger d_event_new after insert on public.proposals
  for each row execute function tradewind.tell_of_proposal();
create trigger d_event after update of title, subtitle, client_id, owner_id, intro, terms, cover,
    travellers, starts_on, ends_on, departs_from, valid_until, currency, is_template, deleted_at
  on public.proposals
  for each row execute function tradewind.tell_of_proposal();
create trigger d_event after insert or update on public.proposal_days
  for each row execute function tradewind.tell_of_part();
create trigger d_event after insert or update on public.proposal_activities
  for each row execute function tradewind.tell_of_part();
create trigger d_event after insert on public.proposal_transitions
  for each row when (new.to_status in ('sent', 'void', 'expired'))
  execute function tradewind.tell_of_transition();
create trigger d_event_new after insert on public.proposal_comments
  for each row execute function tradewind.tell_of_comment();
create trigger d_event after update of is_resolved on public.proposal_comments
  for each row when (new.is_resolved and not old.is_resolved)
  execute function tradewind.tell_of_comment();
create trigger d_event after insert on public.proposal_approvals
  for each row execute function tradewind.tell_of_decision();
create trigger d_event_new after insert on public.proposal_views
  for each row when (new.verdict = 'human') execute function tradewind.tell_of_view();
create trigger d_event after update of verdict on public.proposal_views
  for each row when (new.verdict = 'human' and old.verdict <> 'human')
  execute function tradewind.tell_of_view();
create trigger d_event_new after insert on public.share_links
  for each row execute function tradewind.tell_of_link();
create trigger d_event after update of revoked_at on public.share_links
  for each row when (new.revoked_at is not null and old.revoked_at is null)
  execute function tradewind.tell_of_link();

-- Erase some of what happened before; how many. What somebody holds is left for the next time, so
-- it waits for nobody. Definer: nobody but this changes what was told.
create function tradewind.forget_events(older_than timestamptz, most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  erased integer;
begin
  delete from public.activity_events where id in (
    select id from public.activity_events where occurred_at < older_than
    order by occurred_at limit most for update skip locked);
  get diagnostics erased = row_count;
  return erased;
end $$;
revoke execute on function tradewind.forget_events(timestamptz, integer) from public;
grant execute on function tradewind.forget_events(timestamptz, integer) to service_role;

revoke execute on function tradewind.in_bulk(), tradewind.changed_fields(jsonb, jsonb),
  tradewind.touch_contact(uuid, timestamptz),
  tradewind.add_event(uuid, text, text, uuid, uuid, uuid, jsonb, timestamptz),
  tradewind.tell_of(uuid, text, jsonb), tradewind.standing_total(uuid),
  tradewind.tell_of_contact(), tradewind.tell_of_proposal(), tradewind.tell_of_part(),
  tradewind.tell_of_transition(), tradewind.tell_of_comment(), tradewind.tell_of_decision(),
  tradewind.tell_of_view(), tradewind.tell_of_link() from public;
grant execute on function tradewind.in_bulk(), tradewind.changed_fields(jsonb, jsonb)
  to anon, authenticated, service_role;
grant execute on function
  tradewind.add_event(uuid, text, text, uuid, uuid, uuid, jsonb, timestamptz)
  to authenticated, service_role;
