-- Changes of these tables reach Realtime; pictures never do.
do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
end $$;
alter publication supabase_realtime add table
  public.organizations, public.profiles, public.contacts, public.proposals,
  public.proposal_days, public.proposal_activities, public.proposal_comments,
  public.share_links, public.proposal_views, public.proposal_approvals,
  public.proposal_transitions, public.proposal_versions;
