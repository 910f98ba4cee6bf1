-- What the program can read: it knows no day without end, and no year past 9999.

-- Their names are bound here, whatever the search path; so they cost a write no calls.
create function tradewind.in_our_time(value date) returns boolean
language sql immutable parallel safe
return value between date '2000-01-01' and date '2199-12-31';

create function tradewind.in_our_time(value timestamptz) returns boolean
language sql immutable parallel safe
return value >= timestamptz '2000-01-01 00:00:00+00'
  and value < timestamptz '2200-01-01 00:00:00+00';

-- One kept row of a proposal: its words as its columns take them, its days in our time.
create function tradewind.is_kept_row(item jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
  select jsonb_typeof(item) = 'object' and coalesce(bool_and(case
    when key in ('title', 'subtitle', 'departs_from', 'cover', 'picture', 'client_activity', 'icon',
      'note') then jsonb_typeof(value) = 'string'
        and tradewind.is_clean_line(value #>> '{}') and length(value #>> '{}') <= 200
    when key in ('intro', 'terms', 'body', 'description') then jsonb_typeof(value) = 'string'
      and tradewind.is_clean_text(value #>> '{}') and length(value #>> '{}') <= 20000
    when key ~ '_(at|on|until)$' then value = 'null' or value #>> '{}' ~ '^2[01]\d\d-[01]\d-[0-3]\d'
    else true end), true)
  from jsonb_each(case jsonb_typeof(item) when 'object' then item else '{}' end)
$$;

-- Several of them; none at all is none that cannot be read.
create function tradewind.are_kept_rows(items jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
  select items is null or (jsonb_typeof(items) = 'array' and coalesce((
    select bool_and(tradewind.is_kept_row(item))
    from jsonb_array_elements(case jsonb_typeof(items) when 'array' then items else '[]' end) item
  ), true))
$$;

create function tradewind.is_snapshot(kept jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
  select jsonb_typeof(kept) = 'object'
    and (kept -> 'proposal' is null or tradewind.is_kept_row(kept -> 'proposal'))
    and tradewind.are_kept_rows(kept -> 'days') and tradewind.are_kept_rows(kept -> 'activities')
$$;

-- What was chosen, by the id of its line.
create function tradewind.is_selection(chosen jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
  select jsonb_typeof(chosen) = 'object' and coalesce((
    select bool_and(tradewind.is_kept_row(value))
    from jsonb_each(case jsonb_typeof(chosen) when 'object' then chosen else '{}' end)
  ), true)
$$;
grant execute on function tradewind.in_our_time(date), tradewind.in_our_time(timestamptz),
  tradewind.is_kept_row(jsonb), tradewind.are_kept_rows(jsonb), tradewind.is_snapshot(jsonb),
  tradewind.is_selection(jsonb) to anon, authenticated, service_role;

-- Rows that are older than the checks.
create function pg_temp.mended_row(item jsonb) returns jsonb
language sql immutable
as $$
  select coalesce(jsonb_object_agg(key, case
    when key in ('title', 'subtitle', 'departs_from', 'cover', 'picture', 'client_activity', 'icon',
      'note') then to_jsonb(tradewind.cleaned_line(coalesce(value #>> '{}', ''), 200))
    when key in ('intro', 'terms', 'body', 'description')
      then to_jsonb(tradewind.cleaned_text(coalesce(value #>> '{}', ''), 20000))
    when key ~ '_(at|on|until)$'
      and not coalesce(value #>> '{}' ~ '^2[01]\d\d-[01]\d-[0-3]\d', true) then 'null'
    else value end), '{}')
  from jsonb_each(case jsonb_typeof(item) when 'object' then item else '{}' end)
$$;

create function pg_temp.mended_rows(items jsonb) returns jsonb
language sql immutable
as $$
  select coalesce(jsonb_agg(pg_temp.mended_row(item) order by place), '[]')
  from jsonb_array_elements(case jsonb_typeof(items) when 'array' then items else '[]' end)
    with ordinality as each(item, place)
$$;

create function pg_temp.mended_snapshot(kept jsonb) returns jsonb
language sql immutable
as $$
  select jsonb_build_object('proposal', pg_temp.mended_row(kept -> 'proposal'),
    'days', pg_temp.mended_rows(kept -> 'days'),
    'activities', pg_temp.mended_rows(kept -> 'activities'))
$$;

create function pg_temp.mended_selection(chosen jsonb) returns jsonb
language sql immutable
as $$
  select coalesce(jsonb_object_agg(key, pg_temp.mended_row(value)), '{}')
  from jsonb_each(case jsonb_typeof(chosen) when 'object' then chosen else '{}' end)
$$;
