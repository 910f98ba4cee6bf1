-- What concerns a member personally. Nobody else sees it, and no hand writes it: triggers do, in the
-- transaction of the act. A member only marks what is their own.
create table public.notifications (
  id uuid not null default gen_random_uuid() constraint pk_notifications primary key,
  created_at timestamptz not null default now()
    constraint ck_notifications_created_at_range check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_notifications_updated_at_range check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1
    constraint ck_notifications_revision_range check (revision >= 1),
  updated_by uuid,
  organization_id uuid not null,
  profile_id uuid not null,
  kind varchar(20) not null constraint ck_notifications_notificationkind check (kind in (
    'client_opened', 'client_commented', 'client_approved', 'client_declined', 'mention',
    'import_finished', 'draft_ready', 'task_failed', 'message', 'payment')),
  actor_kind varchar(20) not null default 'system' constraint ck_notifications_actorkind
    check (actor_kind in ('member', 'client', 'agent', 'system')),
  actor_id uuid,
  actor_name varchar not null default '' constraint ck_notifications_actor_name_text
    check (tradewind.is_clean_line(actor_name) and length(actor_name) <= 200),
  contact_id uuid,
  proposal_id uuid,
  trip_id uuid,
  event_id uuid constraint fk_notifications_event_id_activity_events
    references public.activity_events (id) on delete set null,
  subject varchar not null default '' constraint ck_notifications_subject_text
    check (tradewind.is_clean_line(subject) and length(subject) <= 200),
  data jsonb not null default '{}' constraint ck_notifications_data_object
    check (jsonb_typeof(data) = 'object'),
  link varchar not null default '/' constraint ck_notifications_link_text
    check (tradewind.is_clean_line(link) and length(link) <= 200)
    constraint ck_notifications_link_within check (link ~ '^/($|[^/])'),
  in_app boolean not null default true,
  browser boolean not null default false,
  arrived_at timestamptz not null default now()
    constraint ck_notifications_arrived_at_range check (tradewind.in_our_time(arrived_at)),
  read_at timestamptz
    constraint ck_notifications_read_at_range check (tradewind.in_our_time(read_at)),
  snoozed_until timestamptz
    constraint ck_notifications_snoozed_until_range check (tradewind.in_our_time(snoozed_until)),
  constraint fk_notifications_profile_id_organization_id_profiles
    foreign key (profile_id, organization_id)
    references public.profiles (id, organization_id) on delete cascade,
  constraint fk_notifications_proposal_id_organization_id_proposals
    foreign key (proposal_id, organization_id)
    references public.proposals (id, organization_id) on delete cascade,
  constraint fk_notifications_contact_id_organization_id_contacts
    foreign key (contact_id, organization_id)
    references public.contacts (id, organization_id) on delete cascade,
  constraint fk_notifications_trip_id_organization_id_trips
    foreign key (trip_id, organization_id)
    references public.trips (id, organization_id) on delete cascade
);
create index ix_notifications_event_id on public.notifications (event_id);
create index ix_notifications_organization_id on public.notifications (organization_id);
create index ix_notifications_latest on public.notifications (profile_id, arrived_at desc, id);
create index ix_notifications_proposal_id on public.notifications (proposal_id);
create index ix_notifications_unread on public.notifications (profile_id) where read_at is null;
create index ix_notifications_snoozed on public.notifications (snoozed_until)
  where snoozed_until is not null;

create table public.notification_preferences (
  id uuid not null default gen_random_uuid() constraint pk_notification_preferences primary key,
  created_at timestamptz not null default now()
    constraint ck_notification_preferences_created_at_range
    check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_notification_preferences_updated_at_range
    check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1
    constraint ck_notification_preferences_revision_range check (revision >= 1),
  updated_by uuid,
  organization_id uuid not null,
  profile_id uuid not null,
  kind varchar(20) not null constraint ck_notification_preferences_notificationkind check (kind in (
    'client_opened', 'client_commented', 'client_approved', 'client_declined', 'mention',
    'import_finished', 'draft_ready', 'task_failed', 'message', 'payment')),
  in_app boolean not null default true,
  browser boolean not null default false,
  digest boolean not null default false,
  constraint uq_notification_preferences_profile_id_kind unique (profile_id, kind),
  -- what was decided is never missed
  constraint ck_notification_preferences_decisions_in_app
    check (in_app or kind not in ('client_approved', 'client_declined')),
  constraint fk_notification_preferences_profile_id_organization_id_profiles
    foreign key (profile_id, organization_id)
    references public.profiles (id, organization_id) on delete cascade
);
create index ix_notification_preferences_organization_id
  on public.notification_preferences (organization_id);

create table public.muted_proposals (
  id uuid not null default gen_random_uuid() constraint pk_muted_proposals primary key,
  created_at timestamptz not null default now()
    constraint ck_muted_proposals_created_at_range check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_muted_proposals_updated_at_range check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1
    constraint ck_muted_proposals_revision_range check (revision >= 1),
  updated_by uuid,
  organization_id uuid not null,
  profile_id uuid not null,
  proposal_id uuid not null,
  deleted_at timestamptz
    constraint ck_muted_proposals_deleted_at_range check (tradewind.in_our_time(deleted_at)),
  constraint uq_muted_proposals_profile_id_proposal_id unique (profile_id, proposal_id),
  constraint fk_muted_proposals_profile_id_organization_id_profiles
    foreign key (profile_id, organization_id)
    references public.profiles (id, organization_id) on delete cascade,
  constraint fk_muted_proposals_proposal_id_organization_id_proposals
    foreign key (proposal_id, organization_id)
    references public.proposals (id, organization_id) on delete cascade
);
create index ix_muted_proposals_organization_id on public.muted_proposals (organization_id);

create table public.system_notices (
  id uuid not null default gen_random_uuid() constraint pk_system_notices primary key,
  created_at timestamptz not null default now()
    constraint ck_system_notices_created_at_range check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_system_notices_updated_at_range check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1
    constraint ck_system_notices_revision_range check (revision >= 1),
  updated_by uuid,
  organization_id uuid not null
    constraint fk_system_notices_organization_id_organizations
    references public.organizations (id) on delete cascade,
  sentence varchar not null constraint ck_system_notices_sentence_text
    check (tradewind.is_clean_text(sentence) and length(sentence) <= 20000),
  ends_at timestamptz
    constraint ck_system_notices_ends_at_range check (tradewind.in_our_time(ends_at)),
  deleted_at timestamptz
    constraint ck_system_notices_deleted_at_range check (tradewind.in_our_time(deleted_at))
);
create index ix_system_notices_organization_id on public.system_notices (organization_id);

-- The profile of whoever asks. Definer: as `my_organization`.
create or replace function tradewind.my_profile() returns uuid
language sql stable security definer set search_path = ''
as $$ select id from public.profiles where user_id = tradewind.uuid_claim('sub') $$;
grant execute on function tradewind.my_profile() to anon, authenticated, service_role;

-- Live as every table is, but each row for one person.
do $$
declare
  name text;
begin
  foreach name in array array['notifications', 'notification_preferences', 'muted_proposals']
  loop
    perform tradewind.make_live(format('public.%I', name));
    execute format('drop policy operator_reads on public.%I', name);
    execute format('drop policy operator_adds on public.%I', name);
    execute format('drop policy operator_changes on public.%I', name);
    execute format('create policy person_reads on public.%I for select to authenticated
      using (profile_id = (select tradewind.my_profile()))', name);
    execute format('create policy person_changes on public.%I for update to authenticated
      using (profile_id = (select tradewind.my_profile()))
      with check (profile_id = (select tradewind.my_profile()))', name);
  end loop;
  foreach name in array array['notification_preferences', 'muted_proposals']
  loop
    execute format('create policy person_adds on public.%I for insert to authenticated
      with check (profile_id = (select tradewind.my_profile()))', name);
  end loop;
end $$;
revoke insert, update on public.notifications from authenticated;
grant update (read_at, snoozed_until) on public.notifications to authenticated;

-- Notices are read by all members and written by the program.
select tradewind.make_live('public.system_notices');
drop policy operator_adds on public.system_notices;
drop policy operator_changes on public.system_notices;
revoke insert, update on public.system_notices from authenticated;

-- Where a kind reaches a member: as they chose, else as is usual (`models`, `services` alike).
create function tradewind.reaches(profile uuid, kind text, out in_app boolean, out browser boolean)
language sql stable security definer set search_path = ''
as $$
  select coalesce(p.in_app, true),
    coalesce(p.browser, reaches.kind not in ('client_opened', 'import_finished', 'payment'))
  from (select) usual
  left join public.notification_preferences p
    on p.profile_id = reaches.profile and p.kind = reaches.kind
$$;
revoke execute on function tradewind.reaches(uuid, text) from public;

-- Tells one fact to some members, as `given` has it; who muted its proposal hears decisions only.
create function tradewind.tell_members(given public.notifications, members uuid[]) returns void
language sql security definer set search_path = ''
as $$
  insert into public.notifications (organization_id, profile_id, kind, actor_kind, actor_id,
    actor_name, contact_id, proposal_id, trip_id, event_id, subject, data, link, in_app, browser,
    created_at, arrived_at)
  select given.organization_id, p.id, given.kind, given.actor_kind, given.actor_id,
    tradewind.cleaned_line(coalesce(given.actor_name, ''), 200), given.contact_id,
    given.proposal_id, given.trip_id, given.event_id,
    tradewind.cleaned_line(coalesce(given.subject, ''), 200), coalesce(given.data, '{}'),
    coalesce(given.link, '/'), r.in_app, r.browser, given.created_at, given.created_at
  from public.profiles p
  cross join lateral tradewind.reaches(p.id, given.kind) r
  where p.organization_id = given.organization_id
    and p.id = any (members)
    and (r.in_app or r.browser)
    and (given.kind in ('client_approved', 'client_declined') or not exists (
      select from public.muted_proposals m
      where m.profile_id = p.id and m.proposal_id = given.proposal_id and m.deleted_at is null))
$$;
revoke execute on function tradewind.tell_members(public.notifications, uuid[]) from public;

-- Whom it concerns: who looks after the proposal or its client, everybody where nobody does; never
-- the one who acted.
create function tradewind.concerned(
  organization uuid, proposal uuid, contact uuid, actor uuid
) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  with owners as (
    select owner_id from public.proposals where id = proposal and owner_id is not null
    union
    select owner_id from public.contacts where id = contact and owner_id is not null
  )
  select coalesce(array_agg(p.id), '{}')
  from public.profiles p
  where p.organization_id = organization
    and p.id is distinct from actor
    and (p.id in (select owner_id from owners) or not exists (select from owners))
$$;
revoke execute on function tradewind.concerned(uuid, uuid, uuid, uuid) from public;

-- Of what happened, what somebody has to know. What is told of longer ago is history being loaded.
create function tradewind.notify_of_event() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  told public.notifications;
  client public.contacts;
  last_act timestamptz;
begin
  if new.occurred_at < now() - interval '1 day' then return null; end if;
  told.organization_id := new.organization_id;
  told.actor_kind := 'client';
  told.actor_id := new.contact_id;
  told.contact_id := new.contact_id;
  told.proposal_id := new.proposal_id;
  told.trip_id := new.trip_id;
  told.event_id := new.id;
  told.subject := new.subject;
  told.data := new.data;
  told.created_at := new.occurred_at;
  if new.kind = 'contacts_imported' then
    -- it goes on while they do something else, so this one is told to whoever acted
    if new.actor_kind <> 'member' then return null; end if;
    told.kind := 'import_finished';
    told.actor_kind := 'member';
    told.actor_id := new.actor_id;
    told.link := case when new.data ->> 'link' ~ '^/[^/]' then new.data ->> 'link'
      else '/contacts' end;
    perform tradewind.tell_members(told, array[new.actor_id]);
    return null;
  end if;
  told.kind := case new.kind when 'proposal_viewed' then 'client_opened'
    when 'comment_added' then 'client_commented' when 'proposal_approved' then 'client_approved'
    else 'client_declined' end;
  told.link := '/proposals/' || new.proposal_id;
  if new.kind = 'comment_added' then
    if not exists (
      select from public.proposal_comments c
      where c.id::text = new.data ->> 'comment_id' and c.author_kind = 'client')
    then
      return null;
    end if;
    told.link := told.link || '#comment-' || (new.data ->> 'comment_id');
  elsif new.kind = 'proposal_viewed' then
    select max(e.occurred_at) into last_act from public.activity_events e
    where e.proposal_id = new.proposal_id and e.id <> new.id and e.occurred_at <= new.occurred_at
      and (e.actor_kind = 'client'
        or e.kind in ('proposal_viewed', 'proposal_approved', 'proposal_declined'));
    if last_act > new.occurred_at - interval '7 days' then return null; end if;
    told.data := told.data || jsonb_strip_nulls(jsonb_build_object(
      'silent_days', extract(day from new.occurred_at - last_act)::integer));
  end if;
  select * into client from public.contacts where id = new.contact_id;
  -- a link does not lend the client's name: it is called what its label says
  told.actor_name := coalesce(
    nullif(case when tradewind.uuid_claim('share_link_id') is not null
      then tradewind.actor_name() end, ''), new.data ->> 'by', client.full_name, '');
  told.data := told.data || jsonb_strip_nulls(jsonb_build_object(
    'portrait', client.portrait, 'color', client.color));
  perform tradewind.tell_members(told, tradewind.concerned(new.organization_id, new.proposal_id,
    new.contact_id, case new.actor_kind when 'member' then new.actor_id end));
  return null;
end $$;
create trigger e_notify after insert on public.activity_events
  for each row when (new.kind in ('proposal_viewed', 'comment_added', 'proposal_approved',
    'proposal_declined', 'contacts_imported'))
  execute function tradewind.notify_of_event();

-- Who is mentioned in a text: `@[Ben](member:<profile id>)`.
create function tradewind.mentioned(said text) returns uuid[]
language sql immutable set search_path = ''
as $$
  select coalesce(array_agg(distinct found[1]::uuid), '{}')
  from regexp_matches(said, '\]\(member:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)', 'g') found
$$;
create function tradewind.notify_of_note() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  told public.notifications;
  author public.profiles;
  members uuid[] := tradewind.mentioned(new.text);
begin
  if tg_op = 'UPDATE' then
    members := array(select unnest(members) except select unnest(tradewind.mentioned(old.text)));
  end if;
  select * into author from public.profiles where user_id = tradewind.uuid_claim('sub');
  if not found then
    select * into author from public.profiles where id = new.author_id;
  end if;
  members := array_remove(members, author.id);
  if members = '{}' then return null; end if;
  told.organization_id := new.organization_id;
  told.kind := 'mention';
  told.actor_kind := case when author.id is null then 'system' else 'member' end;
  told.actor_id := author.id;
  told.actor_name := author.full_name;
  told.contact_id := new.contact_id;
  told.subject := (select full_name from public.contacts where id = new.contact_id);
  told.link := '/contacts/' || new.contact_id || '#note-' || new.id;
  told.created_at := now();
  -- a mention reads as the name alone
  told.data := jsonb_strip_nulls(jsonb_build_object('note_id', new.id, 'portrait', author.portrait,
    'color', author.color,
    'text', left(regexp_replace(new.text, '@\[([^]]*)\]\(member:[^)]*\)', '\1', 'g'), 400)));
  perform tradewind.tell_members(told, members);
  return null;
end $$;
create trigger e_notify after insert or update of text on public.contact_notes
  for each row when (new.deleted_at is null and new.text like '%](member:%')
  execute function tradewind.notify_of_note();
revoke execute on function tradewind.notify_of_event(), tradewind.notify_of_note(),
  tradewind.mentioned(text) from public;
