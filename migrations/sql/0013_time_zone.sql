-- One rule for "last day": it is over when it is over where the organization is.
-- As `services/time_zones.py` says it in Python.

-- A name that Postgres and Python both know, spelled as the IANA database spells it. Postgres alone
-- would take `Foo/Bar+3` and `europe/zurich` too.
create function tradewind.check_time_zone() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.time_zone !~ '^(UTC|[A-Z][A-Za-z_]*(/[A-Za-z0-9_+-]+)+)$' or not exists (
    select from pg_catalog.pg_timezone_names where name = new.time_zone)
  then
    raise check_violation using message = 'no such time zone: ' || new.time_zone;
  end if;
  return new;
end $$;
-- not for the default: looking through all zones takes 50 ms
create trigger b_zone before insert on public.organizations
  for each row when (new.time_zone <> 'Etc/GMT+12')
  execute function tradewind.check_time_zone();
create trigger b_zone_changed before update on public.organizations
  for each row when (new.time_zone is distinct from old.time_zone)
  execute function tradewind.check_time_zone();

create function tradewind.day_at(moment timestamptz, time_zone text) returns date
language sql immutable set search_path = ''
as $$ select (moment at time zone time_zone)::date $$;

-- The first moment of the next day. Where clocks go back over midnight it comes twice; the first one.
create function tradewind.end_of(day date, time_zone text) returns timestamptz
language sql immutable set search_path = ''
as $$
  select case
    when tradewind.day_at(midnight.at - interval '1 hour', time_zone) > day
      then midnight.at - interval '1 hour'
    else midnight.at
  end
  from (select (day + 1)::timestamp at time zone time_zone as at) midnight
$$;

-- Definer: a link holder may be told what day it is, whatever they may see of the organization.
create function tradewind.today(organization uuid) returns date
language sql stable security definer set search_path = ''
as $$ select tradewind.day_at(now(), time_zone) from public.organizations where id = organization $$;

-- Whether a last day is over; never for none.
create function tradewind.is_past(day date, organization uuid) returns boolean
language sql stable set search_path = ''
as $$ select coalesce(day < tradewind.today(organization), false) $$;

create or replace function tradewind.link_proposal(needs text) returns uuid
language sql stable security definer set search_path = ''
as $$
  select l.proposal_id
  from tradewind.live_link() l
  join public.proposals p on p.id = l.proposal_id
  where case needs
    when 'view' then true
    when 'comment' then l.scope in ('interact', 'approve')
    when 'choose' then l.scope in ('interact', 'approve')
      and p.status in ('draft', 'sent', 'viewed', 'commented')
      and not tradewind.is_past(p.valid_until, p.organization_id)
    when 'decide' then l.scope = 'approve'
      and p.status in ('draft', 'sent', 'viewed', 'commented')
      and not tradewind.is_past(p.valid_until, p.organization_id)
    else false
  end
$$;

-- A link that ends with a day still ends with that day where the organization is now.
-- Definer: an owner may change the zone, and with it ends that others have set.
create function tradewind.keep_last_days() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.share_links link
  set expires_at = tradewind.end_of(ends.on, new.time_zone)
  from (
    select id, tradewind.day_at(expires_at - interval '1 microsecond', old.time_zone) as on
    from public.share_links
    where organization_id = new.id and expires_at > now() and isfinite(expires_at)
  ) ends
  where link.id = ends.id and link.expires_at = tradewind.end_of(ends.on, old.time_zone);
  return null;
end $$;
create trigger c_last_days after update on public.organizations
  for each row when (new.time_zone is distinct from old.time_zone)
  execute function tradewind.keep_last_days();

-- Last days of links so far: a second before midnight by the server's clock, which ran in UTC.
update public.share_links
set expires_at = tradewind.end_of(tradewind.day_at(expires_at, 'UTC'), 'Etc/GMT+12')
where expires_at > now() and isfinite(expires_at)
  and (expires_at at time zone 'UTC')::time = '23:59:59';

-- One rule for "visit": what one browser does with a link, with no gap of half an hour.
create function tradewind.last_sign(visit public.proposal_views) returns timestamptz
language sql immutable set search_path = ''
as $$ select greatest(visit.created_at, coalesce(visit.ended_at, visit.updated_at)) $$;

-- Whoever comes back within the gap goes on with their visit: no other row is made. `tradewind.visit`
-- names the row in either case. With the writer's own rights, which the row that is not made would
-- have been checked for.
create function tradewind.join_visit() returns trigger
language plpgsql set search_path = ''
as $$
declare
  joined uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended(new.share_link_id::text || new.browser, 0));
  update public.proposal_views set ended_at = null
  where id = (
    select v.id from public.proposal_views v
    where v.share_link_id = new.share_link_id and v.browser = new.browser
      and v.device = new.device and v.verdict = new.verdict
      and v.created_at <= new.created_at
      and tradewind.last_sign(v) > new.created_at - interval '30 minutes'
    order by v.created_at desc limit 1)
  returning id into joined;
  perform set_config('tradewind.visit', coalesce(joined, new.id)::text, true);
  return case when joined is null then new end;
end $$;
-- after z_stamp, which says when
create trigger z_visit before insert on public.proposal_views
  for each row execute function tradewind.join_visit();

-- To come back is a look like any other: what is edited from here on is a new version.
create trigger c_again after update on public.proposal_views
  for each row when (new.ended_at is null and new.acknowledged is not distinct from old.acknowledged)
  execute function tradewind.after_view();

create or replace function tradewind.last_seen(out number integer, out seen_at timestamptz)
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
    (select version, coalesce(ended_at, created_at) from public.proposal_views v
     where v.id in (select id from visits)
       and tradewind.last_sign(v) < now() - interval '30 minutes'
     order by created_at desc limit 1)
    union all
    (select version, created_at from visits order by created_at limit 1)
  ) seen
  order by seen.number desc, seen.at limit 1
$$;

grant execute on function tradewind.day_at(timestamptz, text), tradewind.end_of(date, text),
    tradewind.today(uuid), tradewind.is_past(date, uuid), tradewind.last_sign(public.proposal_views)
  to anon, authenticated, service_role;
revoke execute on function tradewind.check_time_zone(), tradewind.keep_last_days(),
  tradewind.join_visit() from public, anon, authenticated;
