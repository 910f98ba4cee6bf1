-- Imports of contacts: what was sent, where it stands, and row by row what became of it, so that
-- the whole can be taken back.
create table public.imports (
  id uuid constraint pk_imports primary key default gen_random_uuid(),
  created_at timestamptz not null default now()
    constraint ck_imports_created_at check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_imports_updated_at check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1 constraint ck_imports_revision check (revision >= 1),
  updated_by uuid,
  organization_id uuid not null
    constraint fk_imports_organization_id_organizations references public.organizations (id),
  file_name varchar not null default ''
    constraint ck_imports_file_name_text
    check (tradewind.is_clean_line(file_name) and length(file_name) <= 200),
  size_bytes integer not null default 0
    constraint ck_imports_size_bytes check (size_bytes between 0 and 52428800),
  state varchar(20) not null default 'reading' constraint ck_imports_importstate
    check (state in
      ('reading', 'ready', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  policy varchar(20) not null default 'fill' constraint ck_imports_importpolicy
    check (policy in ('fill', 'overwrite', 'leave', 'twice')),
  options jsonb not null default '{}',
  guess jsonb not null default '{}',
  header_key varchar not null default ''
    constraint ck_imports_header_key_text
    check (tradewind.is_clean_line(header_key) and length(header_key) <= 200),
  problem varchar not null default ''
    constraint ck_imports_problem_text
    check (tradewind.is_clean_line(problem) and length(problem) <= 200),
  total integer not null default 0 constraint ck_imports_total check (total >= 0),
  done integer not null default 0 constraint ck_imports_done check (done >= 0),
  counts jsonb not null default '{}',
  started_by uuid,
  started_at timestamptz
    constraint ck_imports_started_at check (tradewind.in_our_time(started_at)),
  ended_at timestamptz
    constraint ck_imports_ended_at check (tradewind.in_our_time(ended_at)),
  beat_at timestamptz
    constraint ck_imports_beat_at check (tradewind.in_our_time(beat_at)),
  constraint uq_imports_id_organization_id unique (id, organization_id),
  constraint fk_imports_started_by_organization_id_profiles
    foreign key (started_by, organization_id) references public.profiles (id, organization_id)
    on delete set null (started_by)
);
create index ix_imports_organization_id on public.imports (organization_id, created_at desc);
-- Two at once would each find people that the other is about to add.
create unique index uq_imports_running on public.imports (organization_id)
  where state in ('running', 'undoing');
select tradewind.make_live('public.imports');

-- One line of a file, with what came of it. A screen asks for some of them; a broadcast of each
-- would drown what people look at.
create table public.import_rows (
  id uuid constraint pk_import_rows primary key default gen_random_uuid(),
  created_at timestamptz not null default now()
    constraint ck_import_rows_created_at check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_import_rows_updated_at check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1 constraint ck_import_rows_revision check (revision >= 1),
  updated_by uuid,
  organization_id uuid not null,
  import_id uuid not null,
  line integer not null constraint ck_import_rows_line check (line >= 0),
  cells jsonb not null default '[]',
  draft jsonb not null default '{}',
  verdict varchar(20) not null default 'new' constraint ck_import_rows_verdict
    check (verdict in ('new', 'update', 'twice', 'refused', 'skip')),
  reason varchar not null default ''
    constraint ck_import_rows_reason_text
    check (tradewind.is_clean_line(reason) and length(reason) <= 200),
  contact_id uuid,
  other_id uuid,
  is_done boolean not null default false,
  before jsonb,
  left_at integer constraint ck_import_rows_left_at check (left_at >= 0),
  constraint fk_import_rows_import_id_organization_id_imports
    foreign key (import_id, organization_id) references public.imports (id, organization_id)
    on delete cascade
);
create index ix_import_rows_line on public.import_rows (import_id, line);
create index ix_import_rows_verdict on public.import_rows (import_id, verdict, line);
create index ix_import_rows_contact on public.import_rows (import_id, contact_id)
  where contact_id is not null;
select tradewind.make_live('public.import_rows');
-- They are written by the ten thousand, and nobody asks when.
drop trigger z_stamp on public.import_rows;

-- The file itself in parts, until the import has ended. Only the program reads it.
create table public.import_parts (
  id uuid constraint pk_import_parts primary key default gen_random_uuid(),
  created_at timestamptz not null default now()
    constraint ck_import_parts_created_at check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_import_parts_updated_at check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1 constraint ck_import_parts_revision check (revision >= 1),
  updated_by uuid,
  organization_id uuid not null,
  import_id uuid not null,
  number integer not null constraint ck_import_parts_number check (number >= 0),
  content bytea not null
    constraint ck_import_parts_content check (octet_length(content) between 1 and 1048576),
  constraint fk_import_parts_import_id_organization_id_imports
    foreign key (import_id, organization_id) references public.imports (id, organization_id)
    on delete cascade,
  constraint uq_import_parts_import_id_number unique (import_id, number)
);
alter table public.import_parts alter column content set storage external;
alter table public.import_parts enable row level security;
alter table public.import_parts force row level security;
revoke all on public.import_parts from public, anon, authenticated;
grant select, insert, update, delete on public.import_parts to service_role;

do $$
begin
  if exists (select from pg_catalog.pg_publication where pubname = 'supabase_realtime') then
    alter publication supabase_realtime drop table public.import_rows;
  end if;
end $$;
