-- What is known of a contact, and the keys by which two are compared.
alter table public.organizations
  add column country varchar(2) not null default ''
    constraint ck_organizations_country check (country ~ '^([A-Z]{2})?$');

-- An e-mail address as it is compared. SQL knows no IDNA: a sign beyond ASCII gives none.
-- `services/contacts/keys.py` knows all of them, and phones too, of which SQL makes none.
create function tradewind.email_key(value text) returns text
language sql immutable parallel safe
return case when btrim(value) ~ '^[\u0021-\u003f\u0041-\u007e]+@[\u0021-\u003f\u0041-\u007e]+$'
  then lower(btrim(value) collate "C") else '' end;
grant execute on function tradewind.email_key(text) to anon, authenticated, service_role;

alter table public.contacts rename column note to notes;
alter table public.contacts rename constraint ck_contacts_note_text to ck_contacts_notes_text;
-- what a search looks in is made of more than before
alter table public.contacts drop column searched;
alter table public.contacts
  add column first_name varchar not null default ''
    constraint ck_contacts_first_name_text
    check (tradewind.is_clean_line(first_name) and length(first_name) <= 200),
  add column last_name varchar not null default ''
    constraint ck_contacts_last_name_text
    check (tradewind.is_clean_line(last_name) and length(last_name) <= 200),
  add column country varchar not null default ''
    constraint ck_contacts_country_text
    check (tradewind.is_clean_line(country) and length(country) <= 200),
  -- a day ahead of UTC it may be a birthday already; what is true of a day stays true
  add column birthday date
    constraint ck_contacts_birthday
    check (birthday between '1900-01-01' and (now() at time zone 'utc')::date + 1),
  add column mail_consent varchar(20) not null default 'unknown'
    constraint ck_contacts_mailconsent check (mail_consent in ('unknown', 'agreed', 'declined')),
  add column mail_consent_at timestamptz
    constraint ck_contacts_mail_consent_at check (tradewind.in_our_time(mail_consent_at)),
  add column last_activity_at timestamptz
    constraint ck_contacts_last_activity_at check (tradewind.in_our_time(last_activity_at)),
  add column merged_into_id uuid
    constraint ck_contacts_merged_elsewhere check (merged_into_id <> id),
  add column email_key varchar not null default ''
    constraint ck_contacts_email_key_text check (
      email_key !~ '[\u0001-\u0020\u007f-\u00a0]' and tradewind.is_clean_line(email_key)
      and length(email_key) <= 400),
  add column phone_key varchar not null default ''
    constraint ck_contacts_phone_key check (phone_key ~ '^(\+[1-9][0-9]{3,16})?$'),
  -- the values of further channels, so that a search finds them
  add column other_channels varchar not null default ''
    constraint ck_contacts_other_channels_text
    check (tradewind.is_clean_line(other_channels) and length(other_channels) <= 20000),
  add constraint ck_contacts_merged_is_deleted
    check (merged_into_id is null or deleted_at is not null),
  add constraint fk_contacts_merged_into_id_organization_id_contacts
    foreign key (merged_into_id, organization_id) references public.contacts (id, organization_id)
    on delete set null (merged_into_id);
alter table public.contacts
  add column searched text not null generated always as (tradewind.search_text(
    full_name || ' ' || first_name || ' ' || last_name || ' ' || email || ' ' || phone || ' '
    || phone_key || ' ' || city || ' ' || country || ' ' || company || ' ' || other_channels
  )) stored;

-- Doubles are found by these; who went into another one is asked for by the other.
create index ix_contacts_email_key on public.contacts (organization_id, email_key)
  where email_key <> '' and deleted_at is null;
create index ix_contacts_phone_key on public.contacts (organization_id, phone_key)
  where phone_key <> '' and deleted_at is null;
create index ix_contacts_merged_into_id on public.contacts (merged_into_id)
  where merged_into_id is not null;

-- Whoever names a key in an update has worked it out from the new value, also where it stays the
-- same; the sign before it says so to the trigger that follows.
create function tradewind.key_is_given() returns trigger
language plpgsql set search_path = ''
as $$
begin
  case tg_argv[0]
    when 'email_key' then new.email_key := '=' || new.email_key;
    when 'phone_key' then new.phone_key := '=' || new.phone_key;
  end case;
  return new;
end $$;
create trigger b_email_key before update of email_key on public.contacts
  for each row execute function tradewind.key_is_given('email_key');
create trigger b_phone_key before update of phone_key on public.contacts
  for each row execute function tradewind.key_is_given('phone_key');

-- What follows from other columns, whoever writes.
create function tradewind.fill_contact() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if coalesce(new.full_name, '') = '' then
    new.full_name := tradewind.cleaned_line(new.first_name || ' ' || new.last_name, 200);
  end if;
  if tg_op = 'INSERT' then
    if new.email_key = '' then new.email_key := tradewind.email_key(new.email); end if;
    if new.mail_consent <> 'unknown' then
      new.mail_consent_at := coalesce(new.mail_consent_at, new.created_at);
    end if;
    return new;
  end if;
  if left(new.email_key, 1) = '=' then
    new.email_key := substr(new.email_key, 2);
  elsif new.email is distinct from old.email then
    new.email_key := tradewind.email_key(new.email);
  end if;
  if left(new.phone_key, 1) = '=' then
    new.phone_key := substr(new.phone_key, 2);
  elsif new.phone is distinct from old.phone then
    new.phone_key := '';
  end if;
  if new.mail_consent <> old.mail_consent
    and new.mail_consent_at is not distinct from old.mail_consent_at
  then
    new.mail_consent_at := case when new.mail_consent <> 'unknown' then now() end;
  end if;
  return new;
end $$;
create trigger c_fill before insert or update on public.contacts
  for each row execute function tradewind.fill_contact();

update public.contacts set email_key = tradewind.email_key(email)
where email_key <> tradewind.email_key(email);
