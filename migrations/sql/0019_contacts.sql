-- What people sort contacts by: `models.text.Tags`.
create function tradewind.are_tags(tags text[]) returns boolean
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return cardinality(tags) = 0 or (
    array_ndims(tags) = 1 and cardinality(tags) <= 20
    and not exists (
      select from unnest(tags) tag
      where tag is null or length(tag) > 40 or not tradewind.is_visible_name(tag))
    and cardinality(tags) = (select count(distinct tag collate "C") from unnest(tags) tag));
end $$;
grant execute on function tradewind.are_tags(text[]) to anon, authenticated, service_role;

-- Contacts are searched and put in order by what is folded when they are written: folding fifty
-- thousand at each key that somebody presses would take seconds, and under row security an index on
-- a function of ours is of no use to a condition. Neither shown nor published.
alter table public.contacts
  add column company varchar not null default ''
    constraint ck_contacts_company_text
    check (tradewind.is_clean_line(company) and length(company) <= 200),
  add column language varchar not null default ''
    constraint ck_contacts_language_text
    check (tradewind.is_clean_line(language) and length(language) <= 200),
  add column travels_with varchar not null default ''
    constraint ck_contacts_travels_with_text
    check (tradewind.is_clean_line(travels_with) and length(travels_with) <= 200),
  add column source varchar not null default ''
    constraint ck_contacts_source_text
    check (tradewind.is_clean_line(source) and length(source) <= 200),
  add column stage varchar(20) not null default 'lead'
    constraint ck_contacts_contactstage
    check (stage in ('lead', 'in_conversation', 'client', 'customer')),
  add column tags text[] not null default '{}'
    constraint ck_contacts_tags_text check (tradewind.are_tags(tags)),
  add column note varchar not null default ''
    constraint ck_contacts_note_text check (tradewind.is_clean_text(note) and length(note) <= 20000),
  add column owner_id uuid,
  add column folded_name text collate "C" not null
    generated always as (tradewind.folded(full_name)) stored,
  add column searched text not null generated always as (tradewind.search_text(
    full_name || ' ' || email || ' ' || phone || ' ' || city || ' ' || company)) stored,
  add constraint fk_contacts_owner_id_organization_id_profiles
    foreign key (owner_id, organization_id) references public.profiles (id, organization_id)
    on delete set null (owner_id);

-- The list by name and by what was touched last, of all and of one stage, and how many of each.
create index ix_contacts_name on public.contacts (organization_id, folded_name, id)
  where deleted_at is null;
create index ix_contacts_latest on public.contacts (organization_id, updated_at desc, id)
  where deleted_at is null;
create index ix_contacts_stage on public.contacts (organization_id, stage, updated_at desc, id)
  where deleted_at is null;
