-- No policy at all: only the program itself sees or changes a session.
alter table public.sessions enable row level security;
alter table public.sessions force row level security;
revoke all on public.sessions from public, anon, authenticated;
grant select, insert, update, delete on public.sessions to service_role;
create trigger z_stamp before insert or update on public.sessions
  for each row execute function tradewind.stamp();
-- An end has to reach every process that shows something to the session.
alter publication supabase_realtime add table public.sessions;
