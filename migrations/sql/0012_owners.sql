-- An organization keeps an owner, whoever else goes, also where two go at once: each holds the
-- organization before it looks. Only the program takes a whole organization away.
create function tradewind.keep_an_owner() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if old.role <> 'owner' or not tradewind.is_held_to_rules()
     or (tg_op = 'DELETE' and tradewind.acting_role() = 'service_role')
  then
    return null;
  end if;
  perform from public.organizations where id = old.organization_id for no key update;
  if not exists (
    select from public.profiles
    where organization_id = old.organization_id and role = 'owner'
      and (id <> old.id or user_id = old.user_id))
  then
    raise check_violation using
      message = 'An organization keeps at least one owner. Make somebody else one first.';
  end if;
  return null;
end $$;
create trigger b_owner after update or delete on public.profiles
  for each row execute function tradewind.keep_an_owner();
revoke execute on function tradewind.keep_an_owner() from public;
