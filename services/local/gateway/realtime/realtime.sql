-- What the gateway needs in the database it watches; run at each of its starts.

create schema if not exists realtime;

-- Which of the rows with these keys each viewer may see: one array of positions per viewer.
-- `probe` reads a viewer's keys from $1, one array literal for each column of the primary key;
-- `keys` holds those of all viewers, one after the other.
create or replace function realtime.visible_rows(
  probe text, keys text[], roles text[], claims text[]
) returns setof int[] language plpgsql volatile as $$
declare
  width constant int := cardinality(keys) / cardinality(roles);
  positions int[];
begin
  for i in 1 .. cardinality(roles) loop
    begin
      perform set_config('request.jwt.claims', claims[i], true);
      perform set_config('role', roles[i], true);
      execute probe into positions using keys[(i - 1) * width + 1 : i * width];
    exception when others then
      -- a policy that fails shows nothing
      positions := '{}';
    end;
    perform set_config('role', 'none', true);
    return next coalesce(positions, '{}');
  end loop;
end
$$;
revoke all on function realtime.visible_rows from public;

-- A changed schema announces itself in the stream, in its place among the rows.
create or replace function realtime.announce_ddl() returns event_trigger language plpgsql as $$
begin
  perform pg_catalog.pg_logical_emit_message(true, 'realtime', 'ddl');
end
$$;

do $$
begin
  if not exists (select from pg_event_trigger where evtname = 'realtime_announce_ddl') then
    create event trigger realtime_announce_ddl on ddl_command_end
      execute function realtime.announce_ddl();
  end if;
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
end
$$;
