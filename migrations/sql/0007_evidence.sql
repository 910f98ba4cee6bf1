-- What was decided stays on record, whoever writes by whatever way.

-- No command deletes for good, and with a proposal its decisions and its history would go too.
do $$
declare
  name text;
begin
  foreach name in array array['contacts', 'images', 'proposals', 'proposal_days',
    'proposal_activities', 'proposal_comments', 'share_links']
  loop
    execute format('drop policy operator_deletes on public.%I', name);
    execute format('revoke delete on public.%I from authenticated', name);
  end loop;
end $$;

-- A version that was approved is written by nobody any more.
drop policy operator_changes on public.proposal_versions;
create policy operator_changes on public.proposal_versions for update to authenticated
  using (organization_id = (select tradewind.my_organization())
    and (select tradewind.may_write())
    and not exists (
      select from public.proposal_approvals a
      where a.proposal_id = proposal_versions.proposal_id
        and a.version = proposal_versions.number and a.decision = 'approved'))
  with check (organization_id = (select tradewind.my_organization()));

-- So it has to be as it stood when it was approved: with what the client chose, and with edits
-- since it began. As `services/proposals/versions.py` writes it. Definer: clients write no version.
create function tradewind.keep_version(proposal uuid) returns void
language sql security definer set search_path = ''
as $$
  with lines as (
    select coalesce(jsonb_agg(to_jsonb(a) || jsonb_build_object('price', a.price::text)
        order by a.position, a.id), '[]') as kept,
      coalesce(sum(a.price * case a.price_unit when 'per_person' then p.travellers else 1 end)
        filter (where not a.is_optional or a.is_selected), 0) as total
    from public.proposals p
    join public.proposal_activities a on a.proposal_id = p.id and a.deleted_at is null
    where p.id = proposal
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

create function tradewind.keep_approved() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.decision = 'approved' and tradewind.uuid_claim('share_link_id') is not null
     and not exists (
       select from public.proposal_approvals
       where proposal_id = new.proposal_id and version = new.version
         and decision = 'approved' and id <> new.id)
  then
    perform tradewind.keep_version(new.proposal_id);
  end if;
  return null;
end $$;
-- after c_act, which moves the proposal on
create trigger c_keep after insert on public.proposal_approvals
  for each row execute function tradewind.keep_approved();
revoke execute on function tradewind.keep_version(uuid), tradewind.keep_approved()
  from public, anon, authenticated;

-- Those approved before: nothing of them was changed since.
select tradewind.keep_version(p.id) from public.proposals p
where p.status = 'approved' and exists (
  select from public.proposal_approvals a
  where a.proposal_id = p.id and a.version = p.version and a.decision = 'approved');
