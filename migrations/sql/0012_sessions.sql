-- A session that has ended writes no more, from whatever page of it; and who signs in or out, and
-- when, is nobody else's to hear.

-- The program names its own session among the claims (Auth's `session_id` is another thing).
create function tradewind.refuse_after_sign_out() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  named uuid := tradewind.uuid_claim('tradewind_session');
begin
  if named is not null and not exists (
    select from public.sessions where id = named and ended_at is null)
  then
    raise invalid_authorization_specification using message = 'This session has ended.';
  end if;
  return null;
end $$;
do $$
declare
  name text;
begin
  foreach name in array array['organizations', 'profiles', 'contacts', 'images', 'proposals',
    'proposal_days', 'proposal_activities', 'proposal_comments', 'share_links',
    'proposal_views', 'proposal_approvals', 'proposal_versions', 'proposal_transitions']
  loop
    execute format('create trigger a_session before insert or update or delete on public.%I
      for each statement execute function tradewind.refuse_after_sign_out()', name);
  end loop;
end $$;

-- A published table tells whoever has the anon key that something was written in it. So a session
-- that ends is told as a write to its member's profile that changes nothing: it is heard by
-- whoever may see the profile, and there is nothing new to see in it.
alter publication supabase_realtime drop table public.sessions;
create function tradewind.tell_of_end() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.profiles set user_id = user_id where user_id = old.user_id;
  return null;
end $$;
create trigger c_end after update of ended_at on public.sessions
  for each row when (old.ended_at is distinct from new.ended_at)
  execute function tradewind.tell_of_end();
create trigger c_gone after delete on public.sessions
  for each row when (old.ended_at is null) execute function tradewind.tell_of_end();
revoke execute on function tradewind.refuse_after_sign_out(), tradewind.tell_of_end() from public;
