-- A client who answers in a resolved thread asks on: nobody looks at what is resolved.

create or replace function tradewind.after_comment() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  about text;
begin
  if new.author_kind = 'client' then
    update public.proposal_comments set is_resolved = false
    where id = new.parent_id and is_resolved;
    select title into about from public.proposal_activities where id = new.activity_id;
    perform tradewind.note_client_act(
      new.proposal_id, 'Asked about ' || coalesce(nullif(about, ''), 'the trip'),
      'commented', array['sent', 'viewed']);
  end if;
  return null;
end $$;
