-- What a person's words are like wherever they are kept; `models/text.py` makes them so.
do $$
declare
  blanks constant text := '\t\n \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000';
  -- nobody sees these; within words some of them matter, at the ends none does
  fillers constant text := '\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u206f\u2800\u3164'
    '\ufeff\uffa0';
  -- the same, but they change how the sign before them looks: the end of a flag
  selectors constant text := '\u034f\u17b4\u17b5\u180b-\u180d\u180f\ufe00-\ufe0f\ufff0-\ufffb'
    '\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff';
  -- control signs, line ends of other systems, directions that reach beyond their word
  forbidden text := '\u0001-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e'
    '\u2066-\u2069\ufdd0-\ufdef';
  ends text;
begin
  -- and the noncharacters of each plane
  select forbidden || string_agg(format('\U%1$sfffe\U%1$sffff', lpad(to_hex(plane), 4, '0')), '')
  into forbidden from generate_series(0, 16) plane;
  ends := format('^[%1$s%2$s]|[%1$s%2$s]$', blanks, fillers);

  execute format('create function tradewind.is_clean_text(value text) returns boolean
    language plpgsql immutable parallel safe set search_path = %L
    as $f$ begin
      return value = %1$L or (value !~ %L and value ~ %L and value is nfc normalized);
    end $f$',
    '', format('[%s]|%s', forbidden, ends), format('[^%s%s%s]', blanks, fillers, selectors));

  execute format('create function tradewind.is_clean_line(value text) returns boolean
    language plpgsql immutable parallel safe set search_path = %L
    as $f$ begin
      return value = %1$L or (value !~ %L and value ~ %L and value is nfc normalized);
    end $f$',
    '', format('  |[%s%s]|%s', forbidden, replace(blanks, ' ', ''), ends),
    format('[^%s%s%s]', blanks, fillers, selectors));

  -- for rows that are older than the checks, and for words that triggers put together
  execute format('create function tradewind.cleaned_text(value text, longest integer)
    returns text language plpgsql immutable parallel safe set search_path = %L
    as $f$
    begin
      value := regexp_replace(value, %L, chr(10), %L);
      value := normalize(regexp_replace(value, %L, %1$L, %3$L), nfc);
      value := left(regexp_replace(value, %5$L, %1$L, %3$L), longest);
      value := regexp_replace(value, %5$L, %1$L, %3$L);
      return case when value ~ %6$L then value else %1$L end;
    end $f$',
    '', '\r\n|[\r\u000b\u000c\u0085\u2028\u2029]', 'g', format('[%s]', forbidden),
    format('^[%1$s%2$s]+|[%1$s%2$s]+$', blanks, fillers),
    format('[^%s%s%s]', blanks, fillers, selectors));

  execute format('create function tradewind.cleaned_line(value text, longest integer)
    returns text language sql immutable parallel safe set search_path = %L
    as $f$
      select tradewind.cleaned_text(
        regexp_replace(tradewind.cleaned_text(value, length(value)), %L, %L, %L), longest)
    $f$',
    '', format('[%s]+', blanks), ' ', 'g');

  -- A name has a letter or a digit: those that were known when this was installed.
  execute format('create function tradewind.is_visible_name(value text) returns boolean
    language plpgsql immutable parallel safe set search_path = %L
    as $f$ begin
      return value ~ %L and tradewind.is_clean_line(value);
    end $f$', '', '[{letters}]');
end $$;
grant execute on function tradewind.is_clean_text(text), tradewind.is_clean_line(text),
  tradewind.is_visible_name(text), tradewind.cleaned_text(text, integer),
  tradewind.cleaned_line(text, integer) to anon, authenticated, service_role;

-- What stands in a client's last act was typed by somebody, or cut where it was too long.
create or replace function tradewind.note_client_act(
  proposal uuid, words text, moves_to text, moves_from text[])
returns void
language sql security definer set search_path = ''
as $$
  update public.proposals
  set client_activity = tradewind.cleaned_line(words, 200),
      client_activity_at = now(),
      status = case when status = any (moves_from) then moves_to else status end
  where id = proposal
$$;
