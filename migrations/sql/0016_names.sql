-- Who speaks is known by the claims; a name that somebody typed says nothing about their side.

-- What a comment's link was called when it was written. Other holders may not read the link itself.
-- The trigger below keeps `link_label` from everybody's hand.
create or replace function tradewind.fill_comment() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tradewind.uuid_claim('share_link_id') is not null then
    new.author_kind := 'client';
    new.author_id := tradewind.uuid_claim('share_link_id');
    new.link_label := coalesce((tradewind.live_link()).label, '');
    new.is_resolved := false;
  elsif tradewind.uuid_claim('sub') is not null then
    new.author_kind := 'operator';
    new.author_id := tradewind.uuid_claim('sub');
    new.link_label := '';
    new.author_name := tradewind.actor_name();
  end if;
  return new;
end $$;

create or replace function tradewind.keep_comment() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not tradewind.is_trusted() then
    new.author_kind := old.author_kind;
    new.author_id := old.author_id;
    new.author_name := old.author_name;
    new.link_label := old.link_label;
    new.body := old.body;
    new.proposal_id := old.proposal_id;
  end if;
  return new;
end $$;

-- Name to write into histories: the member, else what the presented link is called. A link need not
-- be the client's own, so it does not lend the client's name.
create or replace function tradewind.actor_name() returns text
language sql stable security definer set search_path = ''
as $$
  select coalesce(
    (select full_name from public.profiles where user_id = tradewind.uuid_claim('sub')),
    (select coalesce(nullif(label, ''), 'A guest')
     from public.share_links where id = tradewind.uuid_claim('share_link_id')),
    '')
$$;

-- Names that a link's holder may not take: the members' and the organization's. Definer: who reads
-- by a link sees no member but the proposal's own.
create function tradewind.host_names() returns setof text
language sql stable security definer set search_path = ''
as $$
  select full_name from public.profiles
  where organization_id = tradewind.link_organization()
  union all
  select name from public.organizations where id = tradewind.link_organization()
$$;
revoke execute on function tradewind.host_names() from public;
grant execute on function tradewind.host_names() to anon;

-- What was said before: the label that the link has now.
update public.proposal_comments c set link_label = l.label
from public.share_links l
where c.author_kind = 'client' and l.id = c.author_id;
