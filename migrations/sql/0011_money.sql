-- Nothing is offered or agreed that cannot be paid: a price is as fine as its currency, whoever
-- writes by whatever way. `services/money.py` rounds and says the same.

-- Decimals of a currency, as Babel has them; a test compares the two for each one.
create function tradewind.currency_digits(currency text) returns integer
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when currency in (
      'ADP', 'AFN', 'ALL', 'BIF', 'BYR', 'CLP', 'DJF', 'ESP', 'GNF', 'IQD', 'IRR', 'ISK', 'ITL',
      'JPY', 'KMF', 'KPW', 'KRW', 'LAK', 'LBP', 'LUF', 'MGA', 'MGF', 'MMK', 'MRO', 'PYG', 'RSD',
      'RWF', 'SLL', 'SOS', 'STD', 'SYP', 'TMM', 'TRL', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF',
      'XPF', 'YER', 'ZMK', 'ZWD') then 0
    when currency in ('BHD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
    when currency in ('CLF', 'UYW') then 4
    else 2
  end
$$;

-- `JPY has no cents`, `EUR has two decimals`
create function tradewind.currency_fineness(currency text) returns text
language sql immutable set search_path = ''
as $$
  select currency || ' has ' || case tradewind.currency_digits(currency)
    when 0 then 'no cents' when 2 then 'two decimals' when 3 then 'three decimals'
    else 'four decimals' end
$$;

-- Definer: what a price may be does not depend on who may read the proposal.
create function tradewind.check_price() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  its_currency text;
  places integer;
begin
  select currency into its_currency from public.proposals where id = new.proposal_id;
  places := tradewind.currency_digits(its_currency);
  if its_currency is not null and new.price <> round(new.price, places) then
    raise exception using errcode = 'check_violation', column = 'price',
      message = tradewind.currency_fineness(its_currency) || case places
        when 0 then ': type a whole amount.' else '; this price has more.' end;
  end if;
  return new;
end $$;

-- The figures stay when the currency changes, so they have to be amounts of the new one too.
create function tradewind.check_currency() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  finer bigint;
begin
  select count(*) into finer from public.proposal_activities
  where proposal_id = new.id and deleted_at is null
    and price <> round(price, tradewind.currency_digits(new.currency));
  if finer > 0 then
    raise exception using errcode = 'check_violation', column = 'currency',
      message = format(
        '%s, and %s finer. Change %s first; the proposal stays in %s.',
        tradewind.currency_fineness(new.currency),
        case finer when 1 then 'one price here is' else finer || ' prices here are' end,
        case finer when 1 then 'it' else 'them' end, old.currency);
  end if;
  return new;
end $$;

-- Prices from before were shown rounded, so what is kept becomes what was shown.
update public.proposal_activities a
set price = round(a.price, tradewind.currency_digits(p.currency))
from public.proposals p
where p.id = a.proposal_id
  and a.price <> round(a.price, tradewind.currency_digits(p.currency));

-- What was taken out counts for nothing until it is brought back.
create trigger b_price before insert or update of price, proposal_id, deleted_at
  on public.proposal_activities
  for each row when (new.deleted_at is null) execute function tradewind.check_price();
create trigger b_currency before update of currency on public.proposals
  for each row when (new.currency is distinct from old.currency)
  execute function tradewind.check_currency();
revoke execute on function tradewind.check_price(), tradewind.check_currency() from public;

-- As in 0007, with each line as fine as its currency. As `services/proposals/versions.py` writes it.
create or replace function tradewind.keep_version(proposal uuid) returns void
language sql security definer set search_path = ''
as $$
  with priced as (
    select a as line, p.travellers,
      round(a.price, tradewind.currency_digits(p.currency)) as price
    from public.proposals p
    join public.proposal_activities a on a.proposal_id = p.id and a.deleted_at is null
    where p.id = proposal
  ), lines as (
    select coalesce(jsonb_agg(to_jsonb(line) || jsonb_build_object('price', price::text)
        order by (line).position, (line).id), '[]') as kept,
      coalesce(sum(price * case (line).price_unit when 'per_person' then travellers else 1 end)
        filter (where not (line).is_optional or (line).is_selected), 0) as total
    from priced
  ), days as (
    select coalesce(jsonb_agg(to_jsonb(d) order by d.position, d.id), '[]') as kept
    from public.proposal_days d
    where d.proposal_id = proposal and d.deleted_at is null
  )
  insert into public.proposal_versions (organization_id, proposal_id, number, total, snapshot)
  select p.organization_id, p.id, p.version, lines.total,
    jsonb_build_object('proposal', to_jsonb(p), 'days', days.kept, 'activities', lines.kept)
  from public.proposals p, lines, days
  where p.id = proposal
  on conflict (proposal_id, number)
    do update set total = excluded.total, snapshot = excluded.snapshot
$$;
