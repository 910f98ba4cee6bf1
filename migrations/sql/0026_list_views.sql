-- Lists of contacts begin with what happened last, by whatever event; of all, and of one stage.
drop index public.ix_contacts_latest;
drop index public.ix_contacts_stage;
create index ix_contacts_latest on public.contacts
  (organization_id, (coalesce(last_activity_at, created_at)) desc, id) where deleted_at is null;
create index ix_contacts_stage on public.contacts
  (organization_id, stage, (coalesce(last_activity_at, created_at)) desc, id)
  where deleted_at is null;

-- What people chose to keep of lists: a view, which is a tab with a name, or how somebody likes a
-- list to look. `state` says it in the list's own words and is looked at when it is read.
create table public.list_views (
  id uuid not null default gen_random_uuid() constraint pk_list_views primary key,
  created_at timestamptz not null default now()
    constraint ck_list_views_created_at_range check (tradewind.in_our_time(created_at)),
  updated_at timestamptz not null default now()
    constraint ck_list_views_updated_at_range check (tradewind.in_our_time(updated_at)),
  revision integer not null default 1
    constraint ck_list_views_revision_range check (revision >= 1),
  updated_by uuid,
  organization_id uuid not null
    constraint fk_list_views_organization_id_organizations
    references public.organizations (id) on delete cascade,
  profile_id uuid,
  list varchar not null constraint ck_list_views_list check (list ~ '^[a-z][a-z_]{1,39}$'),
  kind varchar(20) not null default 'view'
    constraint ck_list_views_viewkind check (kind in ('view', 'look')),
  name varchar not null
    constraint ck_list_views_name_text
    check (tradewind.is_visible_name(name) and length(name) <= 200),
  state jsonb not null default '{}' constraint ck_list_views_state
    check (jsonb_typeof(state) = 'object' and pg_column_size(state) <= 16000),
  position integer not null default 0
    constraint ck_list_views_position check (position between 0 and 1000),
  deleted_at timestamptz
    constraint ck_list_views_deleted_at_range check (tradewind.in_our_time(deleted_at)),
  constraint fk_list_views_profile_id_organization_id_profiles
    foreign key (profile_id, organization_id)
    references public.profiles (id, organization_id) on delete cascade
);
create index ix_list_views_organization_id on public.list_views (organization_id);

-- Shared with the organization, or one's own: nobody else sees those, nor keeps any for others.
select tradewind.make_live('public.list_views');
create policy own_or_shared on public.list_views as restrictive for all to authenticated
  using (profile_id is null or profile_id = (select tradewind.my_profile()))
  with check (profile_id is null or profile_id = (select tradewind.my_profile()));
