-- Who is asking: functions the policies stand on. Read once per statement (`(select …)` in policies).
create schema if not exists tradewind;
revoke all on schema tradewind from public;
grant usage on schema tradewind to anon, authenticated, service_role;

-- Claims of this transaction, empty when there are none.
create function tradewind.claims() returns jsonb
language sql stable set search_path = ''
as $$ select coalesce(nullif(current_setting('request.jwt.claims', true), '')::jsonb, '{}') $$;

-- A claim that is not a uuid is no claim.
create function tradewind.uuid_claim(name text) returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  return nullif(tradewind.claims() ->> name, '')::uuid;
exception when invalid_text_representation then
  return null;
end $$;

-- Definer rights: a policy on profiles may not ask profiles under its own policy.
create function tradewind.my_organization() returns uuid
language sql stable security definer set search_path = ''
as $$ select organization_id from public.profiles where user_id = tradewind.uuid_claim('sub') $$;

create function tradewind.my_role() returns text
language sql stable security definer set search_path = ''
as $$ select role from public.profiles where user_id = tradewind.uuid_claim('sub') $$;

create function tradewind.may_write() returns boolean
language sql stable set search_path = ''
as $$ select coalesce(tradewind.my_role() in ('owner', 'member'), false) $$;

-- The presented link, when it is of a living proposal, not revoked, not expired.
create function tradewind.live_link() returns public.share_links
language sql stable security definer set search_path = ''
as $$
  select l
  from public.share_links l
  join public.proposals p on p.id = l.proposal_id
  where l.id = tradewind.uuid_claim('share_link_id')
    and l.revoked_at is null
    and (l.expires_at is null or l.expires_at > now())
    and p.deleted_at is null
    and not p.is_template
    and p.status <> 'void'
$$;

-- Proposal that the presented link lets its holder do this with; null for no.
-- needs: view < interact (comment) < approve; choose and decide also need an open proposal.
create function tradewind.link_proposal(needs text) returns uuid
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
      and (p.valid_until is null or p.valid_until >= current_date)
    when 'decide' then l.scope = 'approve'
      and p.status in ('draft', 'sent', 'viewed', 'commented')
      and (p.valid_until is null or p.valid_until >= current_date)
    else false
  end
$$;

create function tradewind.link_organization() returns uuid
language sql stable set search_path = ''
as $$ select (tradewind.live_link()).organization_id $$;

-- The member whose face the client sees.
create function tradewind.link_owner() returns uuid
language sql stable security definer set search_path = ''
as $$ select owner_id from public.proposals where id = tradewind.link_proposal('view') $$;

-- Name to write into histories: the member, else the client behind the presented link.
create function tradewind.actor_name() returns text
language sql stable security definer set search_path = ''
as $$
  select coalesce(
    (select full_name from public.profiles where user_id = tradewind.uuid_claim('sub')),
    (select coalesce(nullif(c.full_name, ''), nullif(l.label, ''), 'The client')
     from public.share_links l
     join public.proposals p on p.id = l.proposal_id
     left join public.contacts c on c.id = p.client_id
     where l.id = tradewind.uuid_claim('share_link_id')),
    '')
$$;

-- Lets the app ask, without rights on Alembic's table, whether the schema is the one it needs.
create function tradewind.schema_revision() returns text
language sql stable security definer set search_path = ''
as $$ select version_num from public.alembic_version $$;
