-- Makes a table with `organization_id` live, as `contacts` is: members see their organization's
-- rows, owners and members write them, nobody deletes for good, every change is stamped and
-- published. A migration that adds a table calls it once:
--   select tradewind.make_live('public.notes');
create function tradewind.make_live(live regclass) returns void
language plpgsql security invoker set search_path = ''
as $$
declare
  mine constant text := 'organization_id = (select tradewind.my_organization())';
  writes constant text := '(select tradewind.may_write())';
  statement text;
begin
  foreach statement in array array[
    'alter table %1$s enable row level security',
    'alter table %1$s force row level security',
    'revoke all on %1$s from public, anon, authenticated',
    'grant select on %1$s to anon',
    'grant select, insert, update on %1$s to authenticated',
    'grant select, insert, update, delete on %1$s to service_role',
    'create policy operator_reads on %1$s for select to authenticated using (%2$s)',
    'create policy operator_adds on %1$s for insert to authenticated
      with check (%2$s and %3$s)',
    'create policy operator_changes on %1$s for update to authenticated
      using (%2$s and %3$s) with check (%2$s)',
    'create trigger a_session before insert or update or delete on %1$s
      for each statement execute function tradewind.refuse_after_sign_out()',
    'create trigger z_stamp before insert or update on %1$s
      for each row execute function tradewind.stamp()']
  loop
    execute format(statement, live, mine, writes);
  end loop;
  if exists (select from pg_catalog.pg_publication where pubname = 'supabase_realtime') then
    execute format('alter publication supabase_realtime add table %s', live);
  end if;
end $$;
revoke execute on function tradewind.make_live(regclass) from public;
