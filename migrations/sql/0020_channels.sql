-- Every address and number of a contact. `contacts.email` and `contacts.phone` are the primary ones
-- of each kind: whichever of the two is written, the other follows.
create table public.contact_channels (
  id uuid not null default gen_random_uuid() constraint pk_contact_channels primary key,
  created_at timestamptz not null default now()
    constraint ck_contact_channels_created_at check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_contact_channels_updated_at check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1 constraint ck_contact_channels_revision check (revision > 0),
  updated_by uuid,
  organization_id uuid not null
    constraint fk_contact_channels_organization_id_organizations references public.organizations,
  contact_id uuid not null,
  kind varchar(20) not null constraint ck_contact_channels_channelkind
    check (kind in ('email', 'phone')),
  value varchar not null constraint ck_contact_channels_value_text check (
    value <> '' and tradewind.is_clean_line(value) and length(value) <= 200),
  key varchar not null default '' constraint ck_contact_channels_key check (
    case kind when 'phone' then key ~ '^(\+[1-9][0-9]{3,16})?$'
    else key !~ '[\u0001-\u0020\u007f-\u00a0]' and tradewind.is_clean_line(key)
      and length(key) <= 400 end),
  is_primary boolean not null default false,
  deleted_at timestamptz
    constraint ck_contact_channels_deleted_at check (tradewind.in_our_time(deleted_at)),
  constraint fk_contact_channels_contact_id_organization_id_contacts
    foreign key (contact_id, organization_id) references public.contacts (id, organization_id)
    on delete cascade
);
create index ix_contact_channels_organization_id on public.contact_channels (organization_id);
create index ix_contact_channels_contact_id on public.contact_channels (contact_id);
create index ix_contact_channels_key on public.contact_channels (organization_id, key)
  where key <> '' and deleted_at is null;
create unique index ix_contact_channels_primary on public.contact_channels (contact_id, kind)
  where is_primary and deleted_at is null;
select tradewind.make_live('public.contact_channels');

create function tradewind.channel_key_is_given() returns trigger
language plpgsql set search_path = ''
as $$ begin new.key := '=' || new.key; return new; end $$;
create trigger b_key before update of key on public.contact_channels
  for each row execute function tradewind.channel_key_is_given();

create function tradewind.fill_channel() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and left(new.key, 1) = '=' then
    new.key := substr(new.key, 2);
  elsif tg_op = 'UPDATE' and new.value <> old.value or tg_op = 'INSERT' and new.key = '' then
    new.key := case new.kind when 'email' then tradewind.email_key(new.value) else '' end;
  end if;
  return new;
end $$;
create trigger c_fill before insert or update on public.contact_channels
  for each row execute function tradewind.fill_channel();

-- From the contact to its channels. New contacts come by the thousand, so theirs come together.
create function tradewind.channels_of_new() returns trigger
language plpgsql set search_path = ''
as $$
begin
  insert into public.contact_channels (organization_id, contact_id, kind, value, key, is_primary,
    created_at)
  select organization_id, id, 'email', email, email_key, true, created_at
  from made where email <> ''
  union all
  select organization_id, id, 'phone', phone, phone_key, true, created_at
  from made where phone <> '';
  return null;
end $$;
create trigger m_channels after insert on public.contacts referencing new table as made
  for each statement execute function tradewind.channels_of_new();

-- The new primary one takes the place of the old; where it was a further one, the two change places.
create function tradewind.set_primary(
  contact public.contacts, channel_kind text, wanted text, wanted_key text)
returns void
language plpgsql set search_path = ''
as $$
declare
  primary_one public.contact_channels;
  further uuid;
begin
  select * into primary_one from public.contact_channels
  where contact_id = contact.id and kind = channel_kind and is_primary and deleted_at is null;
  if primary_one.value = wanted and primary_one.key = wanted_key then
    return;
  end if;
  if wanted = '' then
    update public.contact_channels set deleted_at = now() where id = primary_one.id;
    return;
  end if;
  select id into further from public.contact_channels
  where contact_id = contact.id and kind = channel_kind and not is_primary and deleted_at is null
    and (value = wanted or key = wanted_key and key <> '')
  order by value = wanted desc, created_at limit 1;
  if further is not null then
    update public.contact_channels set is_primary = false where id = primary_one.id;
    update public.contact_channels set is_primary = true, value = wanted, key = wanted_key
    where id = further;
  elsif primary_one.id is not null then
    update public.contact_channels set value = wanted, key = wanted_key where id = primary_one.id;
  else
    insert into public.contact_channels (organization_id, contact_id, kind, value, key, is_primary)
    values (contact.organization_id, contact.id, channel_kind, wanted, wanted_key, true);
  end if;
end $$;
grant execute on function tradewind.set_primary(public.contacts, text, text, text)
  to authenticated, service_role;

create function tradewind.channels_follow() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if (new.email, new.email_key) <> (old.email, old.email_key) then
    perform tradewind.set_primary(new, 'email', new.email, new.email_key);
  end if;
  if (new.phone, new.phone_key) <> (old.phone, old.phone_key) then
    perform tradewind.set_primary(new, 'phone', new.phone, new.phone_key);
  end if;
  return null;
end $$;
create trigger m_channels_follow
  after update of email, phone, email_key, phone_key on public.contacts
  for each row execute function tradewind.channels_follow();

-- From channels to the contact: what a person or a script wrote of them, not what followed already.
create function tradewind.contact_follows() returns trigger
language plpgsql set search_path = ''
as $$
declare
  was_primary boolean :=
    tg_op = 'UPDATE' and old.is_primary and old.deleted_at is null;
begin
  if new.is_primary and new.deleted_at is null then
    if new.kind = 'email' then
      update public.contacts set email = new.value, email_key = new.key
      where id = new.contact_id and (email, email_key) <> (new.value, new.key);
    else
      update public.contacts set phone = new.value, phone_key = new.key
      where id = new.contact_id and (phone, phone_key) <> (new.value, new.key);
    end if;
  elsif was_primary then
    if new.kind = 'email' then
      update public.contacts set email = '', email_key = ''
      where id = new.contact_id and email = old.value;
    else
      update public.contacts set phone = '', phone_key = ''
      where id = new.contact_id and phone = old.value;
    end if;
  end if;
  return null;
end $$;
create trigger m_contact_follows after insert or update on public.contact_channels
  for each row when (pg_trigger_depth() = 0) execute function tradewind.contact_follows();

-- Further ones are found by a search too.
create function tradewind.other_channels(contact uuid) returns text
language sql stable set search_path = ''
as $$
  select tradewind.cleaned_line(coalesce(string_agg(
    value || case when kind = 'phone' then ' ' || key else '' end, ' ' order by created_at, id),
    ''), 20000)
  from public.contact_channels
  where contact_id = contact and not is_primary and deleted_at is null
$$;
grant execute on function tradewind.other_channels(uuid) to authenticated, service_role;

create function tradewind.search_new_channels() returns trigger
language plpgsql set search_path = ''
as $$
begin
  update public.contacts c set other_channels = tradewind.other_channels(c.id)
  where c.id in (select contact_id from made where not is_primary);
  return null;
end $$;
create trigger n_search after insert on public.contact_channels referencing new table as made
  for each statement execute function tradewind.search_new_channels();

create function tradewind.search_channels() returns trigger
language plpgsql set search_path = ''
as $$
begin
  update public.contacts c set other_channels = tradewind.other_channels(c.id)
  where c.id in (select contact_id from now_is union select contact_id from was)
    and c.other_channels <> tradewind.other_channels(c.id);
  return null;
end $$;
create trigger n_search_changed after update on public.contact_channels
  referencing old table as was new table as now_is
  for each statement execute function tradewind.search_channels();

insert into public.contact_channels (organization_id, contact_id, kind, value, key, is_primary,
  created_at)
select organization_id, id, 'email', email, email_key, true, created_at
from public.contacts where email <> ''
union all
select organization_id, id, 'phone', phone, phone_key, true, created_at
from public.contacts where phone <> '';
