-- Two contacts that were one: which was kept, and what it takes to undo it.
create table public.contact_merges (
  id uuid not null default gen_random_uuid() constraint pk_contact_merges primary key,
  created_at timestamptz not null default now()
    constraint ck_contact_merges_created_at check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_contact_merges_updated_at check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1 constraint ck_contact_merges_revision check (revision > 0),
  updated_by uuid,
  organization_id uuid not null
    constraint fk_contact_merges_organization_id_organizations references public.organizations,
  kept_id uuid not null,
  merged_id uuid not null,
  data jsonb not null default '{}'
    constraint ck_contact_merges_data check (jsonb_typeof(data) = 'object'),
  merged_at timestamptz not null default now()
    constraint ck_contact_merges_merged_at check (tradewind.in_our_time(merged_at)),
  undone_at timestamptz
    constraint ck_contact_merges_undone_at check (tradewind.in_our_time(undone_at)),
  constraint ck_contact_merges_two check (kept_id <> merged_id),
  constraint fk_contact_merges_kept_id_organization_id_contacts
    foreign key (kept_id, organization_id) references public.contacts (id, organization_id)
    on delete cascade,
  constraint fk_contact_merges_merged_id_organization_id_contacts
    foreign key (merged_id, organization_id) references public.contacts (id, organization_id)
    on delete cascade
);
create index ix_contact_merges_organization_id on public.contact_merges (organization_id);
create index ix_contact_merges_kept_id on public.contact_merges (kept_id);
create index ix_contact_merges_merged_id on public.contact_merges (merged_id);
select tradewind.make_live('public.contact_merges');

create function tradewind.check_undo() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if old.undone_at is null and new.undone_at > old.merged_at + interval '30 days' then
    raise check_violation using message = 'A merge is undone within 30 days.';
  end if;
  return new;
end $$;
create trigger b_undo before update on public.contact_merges
  for each row execute function tradewind.check_undo();

create function tradewind.tell_of_merge() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform tradewind.add_event(new.organization_id, 'contacts_merged',
    (select full_name from public.contacts where id = new.kept_id), contact_id => new.kept_id,
    data => jsonb_build_object('merge_id', new.id, 'merged_id', new.merged_id,
      'name', (select full_name from public.contacts where id = new.merged_id)));
  return null;
end $$;
create trigger d_event after insert on public.contact_merges
  for each row execute function tradewind.tell_of_merge();

-- Two who look alike and are not the same; nobody is asked again.
create table public.contact_pairs (
  id uuid not null default gen_random_uuid() constraint pk_contact_pairs primary key,
  created_at timestamptz not null default now()
    constraint ck_contact_pairs_created_at check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_contact_pairs_updated_at check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1 constraint ck_contact_pairs_revision check (revision > 0),
  updated_by uuid,
  organization_id uuid not null
    constraint fk_contact_pairs_organization_id_organizations references public.organizations,
  one_id uuid not null,
  other_id uuid not null,
  deleted_at timestamptz
    constraint ck_contact_pairs_deleted_at check (tradewind.in_our_time(deleted_at)),
  constraint ck_contact_pairs_two check (one_id <> other_id),
  constraint fk_contact_pairs_one_id_organization_id_contacts
    foreign key (one_id, organization_id) references public.contacts (id, organization_id)
    on delete cascade,
  constraint fk_contact_pairs_other_id_organization_id_contacts
    foreign key (other_id, organization_id) references public.contacts (id, organization_id)
    on delete cascade
);
create index ix_contact_pairs_organization_id on public.contact_pairs (organization_id);
create index ix_contact_pairs_one_id on public.contact_pairs (one_id);
create index ix_contact_pairs_other_id on public.contact_pairs (other_id);
select tradewind.make_live('public.contact_pairs');

-- Every column of every table that says whose a row is, but for what is the contact's own.
create function tradewind.contact_references()
returns table (belongs regclass, by_column name)
language sql stable set search_path = ''
as $$
  select distinct a.attrelid::regclass, a.attname
  from pg_catalog.pg_attribute a
  join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
  where c.relnamespace = 'public'::regnamespace and not a.attisdropped and a.attnum > 0
    and c.relname not in ('contacts', 'contact_channels', 'contact_merges', 'contact_pairs')
    and a.atttypid = 'uuid'::regtype
    and (a.attname = 'contact_id' or exists (
      select from pg_catalog.pg_constraint f
      where f.contype = 'f' and f.conrelid = c.oid and f.confrelid = 'public.contacts'::regclass
        and f.conkey[array_position(f.confkey, (select id.attnum from pg_catalog.pg_attribute id
          where id.attrelid = 'public.contacts'::regclass and id.attname = 'id'))] = a.attnum))
$$;

-- Give rows of one contact to another one, all or those named: `{"proposals.client_id": ["…"]}`;
-- answers which. Definer: what happened and what concerns a colleague is in nobody's hand. Only
-- between two that are being merged or parted, by somebody who may write them.
create function tradewind.move_contact(from_id uuid, to_id uuid, chosen jsonb default null)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  place record;
  moved jsonb := '{}';
  ids uuid[];
begin
  if not exists (
    select from public.contacts one join public.contacts other
      on other.organization_id = one.organization_id
    where one.id = from_id and other.id = to_id
      and (one.merged_into_id = to_id or other.merged_into_id = from_id)
      and (not tradewind.is_person()
        or one.organization_id = tradewind.my_organization() and tradewind.may_write()))
  then
    raise insufficient_privilege using message = 'These are not yours to merge.';
  end if;
  for place in
    select belongs, by_column,
      (parse_ident(belongs::text))[array_upper(parse_ident(belongs::text), 1)] || '.' || by_column
        as name
    from tradewind.contact_references() order by 3
  loop
    execute 'with w as (update ' || place.belongs || ' set ' || quote_ident(place.by_column)
      || ' = $1 where ' || quote_ident(place.by_column) || ' = $2 and ($3 is null or id = any ($3))'
      || ' returning id) select array_agg(id) from w'
    into ids using to_id, from_id, case when chosen is not null then array(
      select jsonb_array_elements_text(coalesce(chosen -> place.name, '[]'))::uuid) end;
    if ids is not null then
      moved := moved || jsonb_build_object(place.name, to_jsonb(ids));
    end if;
  end loop;
  return moved;
end $$;
revoke execute on function tradewind.check_undo(), tradewind.tell_of_merge(),
  tradewind.contact_references(), tradewind.move_contact(uuid, uuid, jsonb) from public;
grant execute on function tradewind.move_contact(uuid, uuid, jsonb) to authenticated, service_role;

-- A settled proposal goes along with its client: that is no change of what was decided.
create or replace function tradewind.check_settled() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  free text[] := array['status', 'status_changed_at', 'sent_at', 'first_viewed_at',
    'client_activity', 'client_activity_at', 'archived_at', 'deleted_at',
    'revision', 'updated_at', 'updated_by'];
begin
  if not tradewind.is_person() or not tradewind.is_settled(old.status) then return null; end if;
  if not tradewind.is_settled(new.status) then free := free || array['version', 'valid_until']; end if;
  if new.client_id is distinct from old.client_id and exists (
    select from public.contacts
    where (id = old.client_id and merged_into_id = new.client_id)
      or (id = new.client_id and merged_into_id = old.client_id))
  then
    free := free || array['client_id'];
  end if;
  if to_jsonb(new) - free <> to_jsonb(old) - free then
    raise check_violation using message = 'This proposal is settled. Reopen it to change it.';
  end if;
  return null;
end $$;
