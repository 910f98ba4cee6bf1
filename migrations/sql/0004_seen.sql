-- What the holder of a link saw last, so that they can be told what changed since.

-- A visit is of the version that stands; nobody has seen a later one.
-- Definer: what a link may see of the proposal is no matter here.
create function tradewind.fill_view() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  stands integer := (select version from public.proposals where id = new.proposal_id);
begin
  if tg_op = 'INSERT' then
    new.version := stands;
    new.acknowledged := null;
  else
    new.version := old.version;
    new.acknowledged := least(new.acknowledged, stands);
  end if;
  return new;
end $$;
create trigger b_fill before insert or update on public.proposal_views
  for each row execute function tradewind.fill_view();
grant update (acknowledged) on public.proposal_views to anon;

-- To acknowledge is an act like any other: what is edited from here on is a new version, so the
-- one acknowledged stays on record as it was seen.
create function tradewind.after_acknowledgement() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.acknowledged is distinct from old.acknowledged then
    perform tradewind.note_client_act(
      new.proposal_id, 'Read what changed', 'viewed', array['sent']);
  end if;
  return null;
end $$;
create trigger c_read after update on public.proposal_views
  for each row execute function tradewind.after_acknowledgement();

-- The version that the presented link's holder saw last, and when: what they acknowledged, or what
-- stood at an earlier sitting. Visits within half an hour are one sitting; a reload ends none.
create function tradewind.last_seen(out number integer, out seen_at timestamptz)
language sql stable security definer set search_path = ''
as $$
  with visits as (
    select * from public.proposal_views
    where share_link_id = (select (tradewind.live_link()).id)
      and verdict = 'human' and version is not null
  )
  select seen.number, seen.at from (
    (select acknowledged as number, updated_at as at from visits
     where acknowledged is not null order by acknowledged desc limit 1)
    union all
    (select version, coalesce(ended_at, created_at) from visits
     where created_at < now() - interval '30 minutes' order by created_at desc limit 1)
    union all
    (select version, created_at from visits order by created_at limit 1)
  ) seen
  order by seen.number desc, seen.at limit 1
$$;

-- A version as it was kept, for a link that has shown it. Definer: clients do not read versions.
create function tradewind.shown_version(wanted integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select kept.snapshot
  from public.proposal_versions kept
  where kept.proposal_id = (select tradewind.link_proposal('view'))
    and kept.number = wanted
    and exists (
      select from public.proposal_views
      where share_link_id = (select (tradewind.live_link()).id) and version <= wanted
    )
$$;
revoke execute on function tradewind.fill_view(), tradewind.after_acknowledgement()
  from public, anon, authenticated;
grant execute on function tradewind.last_seen(), tradewind.shown_version(integer)
  to anon, authenticated, service_role;
