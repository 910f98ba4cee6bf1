-- One folding of names and words, for search and for order, equal to `services/folding.py`; a test
-- compares the two. Neither the database's locale nor the collation of a column has a say in it.

-- Without a search path of its own, which would cost more than the work: all names are the
-- catalogue's. What is plain ASCII takes the short way.
create function tradewind.folded(value text) returns text
language plpgsql immutable strict parallel safe
as $f$
begin
  if octet_length(value) = char_length(value) then
    value := translate(lower(value collate "C"),
      E' -_.,;:/\\|()[]{}<>"!?&@*#\t\n\u000b\u000c\r\u001c\u001d\u001e\u001f''`',
      repeat(' ', 34));
  else
    value := lower(normalize(value, nfkd) collate "C");
    if value ~ '[^\u0001-\u007f\u0300-\u0344\u0346-\u036f]' then
      value := replace(replace(value, 'ß', 'ss'), 'ẞ', 'ss');
      if value ~ '[{european capitals}]' then
        value := translate(value, '{european capitals}', '{european small}');
      end if;
      if value ~ '[{other capitals}]' then
        value := translate(value, '{other capitals}', '{other small}');
      end if;
      value := regexp_replace(value,
        '([a-z\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff])[\u0300-\u036f]+', '\1', 'g');
      value := normalize(value, nfc);
      value := replace(replace(replace(replace(
        value, 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ŋ', 'ng');
    else
      value := normalize(regexp_replace(value, '([a-z])[\u0300-\u036f]+', '\1', 'g'), nfc);
    end if;
    value := translate(value,
      -- letters for letters, a blank for each sign between words, nothing for the rest
      E'øłđðıħŧĸſςё -‐‑‒–—―_.,;:/\\|()[]{}<>"“”„«»!?¡¿&@*#…•'
        '\t\n\u000b\u000c\r\u001c\u001d\u001e\u001f\u0085\u00a0\u1680\u2028\u2029'
        '''’‘ʼʻʹ`´·\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff',
      'olddihtksσе' || repeat(' ', 54));
  end if;
  if strpos(value, '  ') > 0 then
    value := regexp_replace(value, '  +', ' ', 'g');
  end if;
  return btrim(value);
end $f$;

-- In what searches look: the folded words, and once more with ä, ö, ü, ø and å spelled out.
create function tradewind.search_text(value text) returns text
language plpgsql immutable strict parallel safe
as $f$
declare
  plain constant text := tradewind.folded(value);
begin
  if octet_length(value) = char_length(value) then
    return plain;
  end if;
  value := normalize(value, nfc);
  if value !~ '[äöüøåÄÖÜØÅ]' then
    return plain;
  end if;
  value := replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    value, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ø', 'oe'), 'å', 'aa'),
    'Ä', 'ae'), 'Ö', 'oe'), 'Ü', 'ue'), 'Ø', 'oe'), 'Å', 'aa');
  return plain || ' ' || tradewind.folded(value);
end $f$;

grant execute on function tradewind.folded(text), tradewind.search_text(text)
  to anon, authenticated, service_role;
