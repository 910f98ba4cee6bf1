create table public.trips (
  id uuid not null default gen_random_uuid() constraint pk_trips primary key,
  created_at timestamptz not null default now() check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now() check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1 check (revision >= 1),
  updated_by uuid,
  organization_id uuid not null
    constraint fk_trips_organization_id_organizations references public.organizations (id),
  title varchar not null
    constraint ck_trips_title_text check (tradewind.is_visible_name(title) and length(title) <= 200),
  contact_id uuid,
  proposal_id uuid,
  starts_on date constraint ck_trips_starts_on_time check (tradewind.in_our_time(starts_on)),
  ends_on date constraint ck_trips_ends_on_time check (tradewind.in_our_time(ends_on)),
  state varchar(20) not null default 'planned' constraint ck_trips_tripstate
    check (state in ('planned', 'ready', 'under_way', 'done', 'cancelled')),
  travellers integer not null default 2
    constraint ck_trips_travellers check (travellers between 1 and 500),
  notes varchar not null default ''
    constraint ck_trips_notes_text
    check (tradewind.is_clean_text(notes) and length(notes) <= 20000),
  owner_id uuid,
  deleted_at timestamptz check (tradewind.in_our_time(deleted_at)),
  folded_name text collate "C" not null
    generated always as (tradewind.folded(title)) stored,
  searched text not null generated always as (tradewind.search_text(title || ' ' || notes)) stored,
  constraint uq_trips_id_organization_id unique (id, organization_id),
  constraint ck_trips_dates_in_order check (ends_on is null or starts_on <= ends_on),
  constraint fk_trips_contact_id_organization_id_contacts
    foreign key (contact_id, organization_id) references public.contacts (id, organization_id),
  constraint fk_trips_proposal_id_organization_id_proposals
    foreign key (proposal_id, organization_id) references public.proposals (id, organization_id),
  constraint fk_trips_owner_id_organization_id_profiles
    foreign key (owner_id, organization_id) references public.profiles (id, organization_id)
    on delete set null (owner_id)
);
create index ix_trips_organization_id on public.trips (organization_id);
create index ix_trips_contact_id on public.trips (contact_id);
create index ix_trips_start on public.trips (organization_id, starts_on, id)
  where deleted_at is null;
create index ix_trips_state on public.trips (organization_id, state, starts_on, id)
  where deleted_at is null;
-- Of one proposal there is one trip, however many start it at once.
create unique index uq_trips_proposal_id on public.trips (proposal_id) where deleted_at is null;

create table public.trip_items (
  id uuid not null default gen_random_uuid() constraint pk_trip_items primary key,
  created_at timestamptz not null default now() check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now() check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1 check (revision >= 1),
  updated_by uuid,
  organization_id uuid not null,
  trip_id uuid not null,
  title varchar not null default ''
    constraint ck_trip_items_title_text
    check (tradewind.is_clean_line(title) and length(title) <= 200),
  supplier varchar not null default ''
    constraint ck_trip_items_supplier_text
    check (tradewind.is_clean_line(supplier) and length(supplier) <= 200),
  is_confirmed boolean not null default false,
  due_on date constraint ck_trip_items_due_on_time check (tradewind.in_our_time(due_on)),
  position double precision not null default 0
    constraint ck_trip_items_position_finite
    check (position > '-infinity' and position < 'infinity'),
  deleted_at timestamptz check (tradewind.in_our_time(deleted_at)),
  constraint fk_trip_items_trip_id_organization_id_trips
    foreign key (trip_id, organization_id) references public.trips (id, organization_id)
    on delete cascade
);
create index ix_trip_items_organization_id on public.trip_items (organization_id);
create index ix_trip_items_trip_id on public.trip_items (trip_id);

select tradewind.make_live('public.trips');
select tradewind.make_live('public.trip_items');

-- An item without a place comes last.
create function tradewind.fill_trip_item() returns trigger
language plpgsql security invoker set search_path = ''
as $$
begin
  if new.position = 0 then
    select coalesce(max(position), 0) + 1 into new.position
    from public.trip_items where trip_id = new.trip_id;
  end if;
  return new;
end $$;
create trigger b_fill before insert on public.trip_items
  for each row execute function tradewind.fill_trip_item();

-- What happened with trips, for the feed. What is erased for good takes along what was told of it.
alter table public.activity_events
  add constraint fk_activity_events_trip_id_organization_id_trips
    foreign key (trip_id, organization_id)
    references public.trips (id, organization_id) on delete cascade;
create index ix_activity_events_trip
  on public.activity_events (trip_id, occurred_at desc, id) where trip_id is not null;

create function tradewind.tell_of_trip() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kind text := 'trip_changed';
  fields text[];
  said jsonb := '{}';
begin
  if tradewind.in_bulk() then return null; end if;
  if tg_op = 'INSERT' then
    kind := 'trip_made';
  elsif new.created_at = now() then
    return null;  -- still being made
  elsif new.state = 'done' and old.state <> 'done' then
    kind := 'trip_done';
  else
    fields := case
      when (old.deleted_at is null) = (new.deleted_at is null)
        then tradewind.changed_fields(to_jsonb(old), to_jsonb(new))
      when new.deleted_at is null then '{restored}'
      else '{removed}' end;
    if fields = '{}' then return null; end if;
    said := jsonb_build_object('fields', fields, 'count', cardinality(fields));
    if new.state <> old.state then said := said || jsonb_build_object('state', new.state); end if;
  end if;
  perform tradewind.add_event(new.organization_id, kind, new.title, contact_id => new.contact_id,
    proposal_id => new.proposal_id, trip_id => new.id, data => said);
  return null;
end $$;

create function tradewind.tell_of_trip_item() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  trip public.trips;
  kind text := 'trip_changed';
  fields text[] := '{added}';
  said jsonb;
begin
  if tradewind.in_bulk() then return null; end if;
  select * into trip from public.trips where id = new.trip_id;
  if trip.created_at = now() then return null; end if;  -- told with it
  said := jsonb_build_object('part', 'item', 'item_id', new.id, 'title', new.title);
  if tg_op = 'UPDATE' and new.is_confirmed and not old.is_confirmed then
    kind := 'trip_item_confirmed';
  else
    if tg_op = 'UPDATE' then
      fields := case
        when (old.deleted_at is null) = (new.deleted_at is null)
          then tradewind.changed_fields(to_jsonb(old), to_jsonb(new))
        when new.deleted_at is null then '{restored}'
        else '{removed}' end;
    end if;
    if fields = '{}' then return null; end if;
    said := said || jsonb_build_object('fields', fields, 'count', cardinality(fields));
  end if;
  perform tradewind.add_event(trip.organization_id, kind, trip.title,
    contact_id => trip.contact_id, proposal_id => trip.proposal_id, trip_id => trip.id,
    data => said);
  return null;
end $$;

create trigger d_event after insert or update on public.trips
  for each row execute function tradewind.tell_of_trip();
create trigger d_event after insert or update on public.trip_items
  for each row execute function tradewind.tell_of_trip_item();
revoke execute on function tradewind.tell_of_trip(), tradewind.tell_of_trip_item() from public;
