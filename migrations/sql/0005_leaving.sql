-- Leaving a page, or touching its visit in any other way, is no "Got it".

create or replace function tradewind.fill_view() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  stands integer := (select version from public.proposals where id = new.proposal_id);
begin
  if tg_op = 'INSERT' then
    new.version := stands;
    new.acknowledged := null;
  else
    new.version := old.version;
    -- not least(): it ignores null, and would acknowledge what nobody looked at
    if new.acknowledged > stands then new.acknowledged := stands; end if;
  end if;
  return new;
end $$;
