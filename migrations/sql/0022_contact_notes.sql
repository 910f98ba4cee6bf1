-- What members write of a contact, each with its author and moment.
create table public.contact_notes (
  id uuid not null default gen_random_uuid() constraint pk_contact_notes primary key,
  created_at timestamptz not null default now()
    constraint ck_contact_notes_created_at check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_contact_notes_updated_at check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1 constraint ck_contact_notes_revision check (revision > 0),
  updated_by uuid,
  organization_id uuid not null
    constraint fk_contact_notes_organization_id_organizations references public.organizations,
  contact_id uuid not null,
  author_id uuid,
  text varchar not null constraint ck_contact_notes_text_text
    check (text <> '' and tradewind.is_clean_text(text) and length(text) <= 20000),
  deleted_at timestamptz
    constraint ck_contact_notes_deleted_at check (tradewind.in_our_time(deleted_at)),
  constraint fk_contact_notes_contact_id_organization_id_contacts
    foreign key (contact_id, organization_id) references public.contacts (id, organization_id)
    on delete cascade,
  constraint fk_contact_notes_author_id_organization_id_profiles
    foreign key (author_id, organization_id) references public.profiles (id, organization_id)
    on delete set null (author_id)
);
create index ix_contact_notes_organization_id on public.contact_notes (organization_id);
create index ix_contact_notes_contact_id on public.contact_notes (contact_id, created_at desc, id);
select tradewind.make_live('public.contact_notes');

-- Who speaks is known by the claims, and nobody puts words into a colleague's mouth.
create function tradewind.fill_note() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  member uuid;
begin
  if not tradewind.is_person() then return new; end if;
  select id into member from public.profiles where user_id = tradewind.uuid_claim('sub');
  if tg_op = 'INSERT' then
    new.author_id := member;
  else
    new.author_id := old.author_id;
    if new.text <> old.text and old.author_id is distinct from member then
      raise check_violation using message = 'A note is changed by whoever wrote it.';
    end if;
  end if;
  return new;
end $$;
create trigger b_author before insert or update on public.contact_notes
  for each row execute function tradewind.fill_note();

create function tradewind.tell_of_note() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tradewind.in_bulk() then return null; end if;
  perform tradewind.add_event(new.organization_id, 'contact_noted',
    (select full_name from public.contacts where id = new.contact_id),
    contact_id => new.contact_id,
    data => jsonb_build_object('note_id', new.id, 'text', left(
      regexp_replace(new.text, '@\[([^]]*)\]\(member:[^)]*\)', '\1', 'g'), 400)));
  return null;
end $$;
create trigger d_event after insert on public.contact_notes
  for each row execute function tradewind.tell_of_note();
revoke execute on function tradewind.fill_note(), tradewind.tell_of_note() from public;
