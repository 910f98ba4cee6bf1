-- Stamps, defaults that depend on other rows, and facts that follow from what a client does.
-- They hold whoever writes: a page, the API, a script, SQL.

create function tradewind.is_trusted() returns boolean
language sql stable set search_path = ''
as $$ select current_user not in ('anon', 'authenticated') $$;

-- Revision, stamps and identity; an update that changes nothing keeps its revision.
create function tradewind.stamp() returns trigger
language plpgsql set search_path = ''
as $$
declare
  actor uuid := coalesce(tradewind.uuid_claim('share_link_id'), tradewind.uuid_claim('sub'));
begin
  if tg_op = 'INSERT' then
    new.revision := 1;
    if not tradewind.is_trusted() then new.created_at := now(); end if;
    new.updated_at := new.created_at;
    new.updated_by := coalesce(actor, case when tradewind.is_trusted() then new.updated_by end);
    return new;
  end if;
  new.id := old.id;
  new.organization_id := old.organization_id;
  new.created_at := old.created_at;
  new.revision := old.revision;
  new.updated_at := old.updated_at;
  new.updated_by := old.updated_by;
  if new is distinct from old then
    new.revision := old.revision + 1;
    new.updated_at := clock_timestamp();
    new.updated_by := actor;
  end if;
  return new;
end $$;

create function tradewind.own_organization() returns trigger
language plpgsql set search_path = ''
as $$ begin new.organization_id := new.id; return new; end $$;

-- A row of a proposal belongs to the proposal's organization.
create function tradewind.fill_from_proposal() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.organization_id is null then
    select organization_id into new.organization_id
    from public.proposals where id = new.proposal_id;
  end if;
  return new;
end $$;

create function tradewind.fill_day() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.position = 0 then
    select coalesce(max(position), 0) + 1 into new.position
    from public.proposal_days where proposal_id = new.proposal_id;
  end if;
  return new;
end $$;

create function tradewind.fill_activity() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.day_id is null then
    select id into new.day_id from public.proposal_days
    where proposal_id = new.proposal_id and deleted_at is null
    order by position desc limit 1;
  end if;
  if new.position = 0 then
    select coalesce(max(position), 0) + 1 into new.position
    from public.proposal_activities where day_id = new.day_id;
  end if;
  return new;
end $$;

-- Nobody writes as somebody else: the author follows from the claims.
create function tradewind.fill_comment() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tradewind.uuid_claim('share_link_id') is not null then
    new.author_kind := 'client';
    new.author_id := tradewind.uuid_claim('share_link_id');
    new.is_resolved := false;
  elsif tradewind.uuid_claim('sub') is not null then
    new.author_kind := 'operator';
    new.author_id := tradewind.uuid_claim('sub');
    new.author_name := tradewind.actor_name();
  end if;
  if new.author_name = '' then new.author_name := tradewind.actor_name(); end if;
  return new;
end $$;

-- What was said stays said: only its standing changes.
create function tradewind.keep_comment() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not tradewind.is_trusted() then
    new.author_kind := old.author_kind;
    new.author_id := old.author_id;
    new.author_name := old.author_name;
    new.body := old.body;
    new.proposal_id := old.proposal_id;
  end if;
  return new;
end $$;

-- The decision names the version that stands, and only the presented link decides.
create function tradewind.fill_approval() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tradewind.uuid_claim('share_link_id') is not null then
    new.share_link_id := tradewind.uuid_claim('share_link_id');
  end if;
  if new.version is null then
    select version into new.version from public.proposals where id = new.proposal_id;
  end if;
  return new;
end $$;

create function tradewind.stamp_status() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    new.status_changed_at := coalesce(new.status_changed_at, new.created_at);
  elsif new.status is distinct from old.status then
    new.status_changed_at := now();
    if new.status = 'sent' and new.sent_at is null then new.sent_at := now(); end if;
    if new.status = 'viewed' and new.first_viewed_at is null then
      new.first_viewed_at := now();
    end if;
  end if;
  return new;
end $$;

-- A stamp for every transition. Definer: histories are written by nobody's hand.
create function tradewind.record_transition() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and new.status is not distinct from old.status then return null; end if;
  insert into public.proposal_transitions
    (organization_id, proposal_id, from_status, to_status, actor_name, reason)
  values
    (new.organization_id, new.id, case when tg_op = 'UPDATE' then old.status end, new.status,
     tradewind.actor_name(), coalesce(current_setting('tradewind.reason', true), ''));
  return null;
end $$;

-- What a client does moves the proposal on. Definer: a link holder may not write proposals.
create function tradewind.note_client_act(proposal uuid, words text, moves_to text, moves_from text[])
returns void
language sql security definer set search_path = ''
as $$
  update public.proposals
  set client_activity = left(words, 200),
      client_activity_at = now(),
      status = case when status = any (moves_from) then moves_to else status end
  where id = proposal
$$;
revoke execute on function tradewind.note_client_act(uuid, text, text, text[]) from public;

-- A client who chooses or decides holds the proposal first, as an edit does: what they were shown
-- stays so until they are done. Definer: a link holder may not lock what they cannot change.
create function tradewind.hold_proposal() returns void
language sql volatile security definer set search_path = ''
as $$
  select from public.proposals where id = tradewind.link_proposal('view') for no key update
$$;

create function tradewind.after_comment() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  about text;
begin
  if new.author_kind = 'client' then
    select title into about from public.proposal_activities where id = new.activity_id;
    perform tradewind.note_client_act(
      new.proposal_id, 'Asked about ' || coalesce(nullif(about, ''), 'the trip'),
      'commented', array['sent', 'viewed']);
  end if;
  return null;
end $$;

create function tradewind.after_view() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  visits bigint;
begin
  if new.verdict = 'human' then
    select count(*) into visits from public.proposal_views
    where proposal_id = new.proposal_id and verdict = 'human';
    perform tradewind.note_client_act(
      new.proposal_id,
      case visits when 1 then 'Opened it' when 2 then 'Opened it again'
        else 'Opened it, visit ' || visits end,
      'viewed', array['sent']);
  end if;
  return null;
end $$;

create function tradewind.after_choice() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.is_selected is distinct from old.is_selected
     and tradewind.uuid_claim('share_link_id') is not null then
    perform tradewind.note_client_act(
      new.proposal_id, case when new.is_selected then 'Added ' else 'Removed ' end || new.title,
      'viewed', array['sent']);
  end if;
  return null;
end $$;

create function tradewind.after_decision() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform set_config('tradewind.reason', new.reason, true);
  perform tradewind.note_client_act(
    new.proposal_id,
    case new.decision when 'approved' then 'Approved version ' || new.version
      else coalesce('Declined: ' || nullif(new.reason, ''), 'Declined') end,
    new.decision, array['draft', 'sent', 'viewed', 'commented']);
  perform set_config('tradewind.reason', '', true);
  return null;
end $$;

-- Names decide the order of triggers of one kind: a_ fills, b_ checks, z_ stamps.
create trigger a_own before insert on public.organizations
  for each row execute function tradewind.own_organization();
do $$
declare
  name text;
begin
  foreach name in array array['proposal_days', 'proposal_activities', 'proposal_comments',
    'share_links', 'proposal_views', 'proposal_approvals', 'proposal_versions',
    'proposal_transitions']
  loop
    execute format('create trigger a_fill before insert on public.%I for each row
      execute function tradewind.fill_from_proposal()', name);
  end loop;
  foreach name in array array['organizations', 'profiles', 'contacts', 'images', 'proposals',
    'proposal_days', 'proposal_activities', 'proposal_comments', 'share_links',
    'proposal_views', 'proposal_approvals', 'proposal_versions', 'proposal_transitions']
  loop
    execute format('create trigger z_stamp before insert or update on public.%I for each row
      execute function tradewind.stamp()', name);
  end loop;
end $$;
create trigger b_fill before insert on public.proposal_days
  for each row execute function tradewind.fill_day();
create trigger b_fill before insert on public.proposal_activities
  for each row execute function tradewind.fill_activity();
create trigger b_fill before insert on public.proposal_comments
  for each row execute function tradewind.fill_comment();
create trigger b_keep before update on public.proposal_comments
  for each row execute function tradewind.keep_comment();
create trigger b_fill before insert on public.proposal_approvals
  for each row execute function tradewind.fill_approval();
create trigger b_status before insert or update on public.proposals
  for each row execute function tradewind.stamp_status();
create trigger c_transition after insert or update on public.proposals
  for each row execute function tradewind.record_transition();
create trigger c_act after insert on public.proposal_comments
  for each row execute function tradewind.after_comment();
create trigger c_act after insert on public.proposal_views
  for each row execute function tradewind.after_view();
create trigger c_act after update on public.proposal_activities
  for each row execute function tradewind.after_choice();
create trigger c_act after insert on public.proposal_approvals
  for each row execute function tradewind.after_decision();
