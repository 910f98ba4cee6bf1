"""tables"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '0001'
down_revision = None


def upgrade() -> None:
    
    op.create_table('organizations',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('city', sa.String(), server_default='', nullable=False),
    sa.Column('email', sa.String(), server_default='', nullable=False),
    sa.Column('phone', sa.String(), server_default='', nullable=False),
    sa.Column('currency', sa.String(length=3), server_default='EUR', nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_organizations_named')),
    sa.CheckConstraint('organization_id = id', name=op.f('ck_organizations_own_organization')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organizations'))
    )
    op.create_index(op.f('ix_organizations_organization_id'), 'organizations', ['organization_id'], unique=False)
    op.create_table('contacts',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('full_name', sa.String(), nullable=False),
    sa.Column('email', sa.String(), server_default='', nullable=False),
    sa.Column('phone', sa.String(), server_default='', nullable=False),
    sa.Column('city', sa.String(), server_default='', nullable=False),
    sa.Column('portrait', sa.String(), server_default='', nullable=False),
    sa.Column('color', sa.Integer(), server_default=sa.text('4'), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('color between 1 and 6', name=op.f('ck_contacts_color')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_contacts_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contacts')),
    sa.UniqueConstraint('id', 'organization_id', name=op.f('uq_contacts_id_organization_id'))
    )
    op.create_index(op.f('ix_contacts_organization_id'), 'contacts', ['organization_id'], unique=False)
    op.create_table('images',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_images_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_images'))
    )
    op.create_index(op.f('ix_images_organization_id'), 'images', ['organization_id'], unique=False)
    op.create_table('profiles',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.Enum('owner', 'member', 'read_only', name='memberrole', native_enum=False, create_constraint=True, length=20), server_default='member', nullable=False),
    sa.Column('full_name', sa.String(), nullable=False),
    sa.Column('email', sa.String(), server_default='', nullable=False),
    sa.Column('phone', sa.String(), server_default='', nullable=False),
    sa.Column('portrait', sa.String(), server_default='', nullable=False),
    sa.Column('color', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint('color between 1 and 6', name=op.f('ck_profiles_color')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_profiles_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_profiles')),
    sa.UniqueConstraint('id', 'organization_id', name=op.f('uq_profiles_id_organization_id')),
    sa.UniqueConstraint('user_id', name=op.f('uq_profiles_user_id'))
    )
    op.create_index(op.f('ix_profiles_organization_id'), 'profiles', ['organization_id'], unique=False)
    op.create_table('proposals',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(), server_default='', nullable=False),
    sa.Column('subtitle', sa.String(), server_default='', nullable=False),
    sa.Column('client_id', sa.Uuid(), nullable=True),
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('status', sa.Enum('draft', 'sent', 'viewed', 'commented', 'approved', 'declined', 'expired', 'superseded', 'void', name='proposalstatus', native_enum=False, create_constraint=True, length=20), server_default='draft', nullable=False),
    sa.Column('status_changed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('intro', sa.String(), server_default='', nullable=False),
    sa.Column('terms', sa.String(), server_default='', nullable=False),
    sa.Column('cover', sa.String(), server_default='', nullable=False),
    sa.Column('travellers', sa.Integer(), server_default=sa.text('2'), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('departs_from', sa.String(), server_default='', nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('currency', sa.String(length=3), server_default='EUR', nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('is_template', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('first_viewed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('client_activity', sa.String(), server_default='', nullable=False),
    sa.Column('client_activity_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f('ck_proposals_currency')),
    sa.CheckConstraint('ends_on is null or starts_on <= ends_on', name=op.f('ck_proposals_dates_in_order')),
    sa.CheckConstraint('travellers between 1 and 500', name=op.f('ck_proposals_travellers')),
    sa.ForeignKeyConstraint(['client_id', 'organization_id'], ['contacts.id', 'contacts.organization_id'], name=op.f('fk_proposals_client_id_organization_id_contacts')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_proposals_organization_id_organizations')),
    sa.ForeignKeyConstraint(['owner_id', 'organization_id'], ['profiles.id', 'profiles.organization_id'], name=op.f('fk_proposals_owner_id_organization_id_profiles')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposals')),
    sa.UniqueConstraint('id', 'organization_id', name=op.f('uq_proposals_id_organization_id'))
    )
    op.create_index(op.f('ix_proposals_organization_id'), 'proposals', ['organization_id'], unique=False)
    op.create_table('proposal_days',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Float(), server_default=sa.text('0'), nullable=False),
    sa.Column('title', sa.String(), server_default='', nullable=False),
    sa.Column('body', sa.String(), server_default='', nullable=False),
    sa.Column('picture', sa.String(), server_default='', nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['proposal_id', 'organization_id'], ['proposals.id', 'proposals.organization_id'], name=op.f('fk_proposal_days_proposal_id_organization_id_proposals'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_days')),
    sa.UniqueConstraint('id', 'proposal_id', name=op.f('uq_proposal_days_id_proposal_id'))
    )
    op.create_index(op.f('ix_proposal_days_organization_id'), 'proposal_days', ['organization_id'], unique=False)
    op.create_index('ix_proposal_days_proposal_id', 'proposal_days', ['proposal_id'], unique=False)
    op.create_table('proposal_transitions',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('from_status', sa.Enum('draft', 'sent', 'viewed', 'commented', 'approved', 'declined', 'expired', 'superseded', 'void', name='from_status', native_enum=False, create_constraint=True, length=20), nullable=True),
    sa.Column('to_status', sa.Enum('draft', 'sent', 'viewed', 'commented', 'approved', 'declined', 'expired', 'superseded', 'void', name='to_status', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('actor_name', sa.String(), server_default='', nullable=False),
    sa.Column('reason', sa.String(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['proposal_id', 'organization_id'], ['proposals.id', 'proposals.organization_id'], name=op.f('fk_proposal_transitions_proposal_id_organization_id_proposals'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_transitions'))
    )
    op.create_index(op.f('ix_proposal_transitions_organization_id'), 'proposal_transitions', ['organization_id'], unique=False)
    op.create_index('ix_proposal_transitions_proposal_id', 'proposal_transitions', ['proposal_id'], unique=False)
    op.create_table('proposal_versions',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('total', sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column('snapshot', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.ForeignKeyConstraint(['proposal_id', 'organization_id'], ['proposals.id', 'proposals.organization_id'], name=op.f('fk_proposal_versions_proposal_id_organization_id_proposals'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_versions')),
    sa.UniqueConstraint('proposal_id', 'number', name=op.f('uq_proposal_versions_proposal_id_number'))
    )
    op.create_index(op.f('ix_proposal_versions_organization_id'), 'proposal_versions', ['organization_id'], unique=False)
    op.create_index('ix_proposal_versions_proposal_id', 'proposal_versions', ['proposal_id'], unique=False)
    op.create_table('share_links',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('label', sa.String(), server_default='', nullable=False),
    sa.Column('scope', sa.Enum('view', 'interact', 'approve', name='linkscope', native_enum=False, create_constraint=True, length=20), server_default='approve', nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['proposal_id', 'organization_id'], ['proposals.id', 'proposals.organization_id'], name=op.f('fk_share_links_proposal_id_organization_id_proposals'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_share_links')),
    sa.UniqueConstraint('id', 'proposal_id', name=op.f('uq_share_links_id_proposal_id'))
    )
    op.create_index(op.f('ix_share_links_organization_id'), 'share_links', ['organization_id'], unique=False)
    op.create_index('ix_share_links_proposal_id', 'share_links', ['proposal_id'], unique=False)
    op.create_table('proposal_activities',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('day_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Float(), server_default=sa.text('0'), nullable=False),
    sa.Column('icon', sa.String(), server_default='', nullable=False),
    sa.Column('title', sa.String(), server_default='', nullable=False),
    sa.Column('note', sa.String(), server_default='', nullable=False),
    sa.Column('description', sa.String(), server_default='', nullable=False),
    sa.Column('price', sa.Numeric(precision=12, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('price_unit', sa.Enum('per_person', 'per_group', name='priceunit', native_enum=False, create_constraint=True, length=20), server_default='per_person', nullable=False),
    sa.Column('is_optional', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('is_selected', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('price >= 0', name=op.f('ck_proposal_activities_price')),
    sa.ForeignKeyConstraint(['day_id', 'proposal_id'], ['proposal_days.id', 'proposal_days.proposal_id'], name=op.f('fk_proposal_activities_day_id_proposal_id_proposal_days'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['proposal_id', 'organization_id'], ['proposals.id', 'proposals.organization_id'], name=op.f('fk_proposal_activities_proposal_id_organization_id_proposals'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_activities')),
    sa.UniqueConstraint('id', 'proposal_id', name=op.f('uq_proposal_activities_id_proposal_id'))
    )
    op.create_index(op.f('ix_proposal_activities_organization_id'), 'proposal_activities', ['organization_id'], unique=False)
    op.create_index('ix_proposal_activities_proposal_id', 'proposal_activities', ['proposal_id'], unique=False)
    op.create_table('proposal_approvals',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('share_link_id', sa.Uuid(), nullable=False),
    sa.Column('decision', sa.Enum('approved', 'declined', name='decision', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('consent', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('reason', sa.String(), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('total', sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('selection', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('user_agent', sa.String(), server_default='', nullable=False),
    sa.Column('address_hash', sa.String(), server_default='', nullable=False),
    sa.CheckConstraint("btrim(name) <> ''", name=op.f('ck_proposal_approvals_named')),
    sa.CheckConstraint("decision = 'declined' or consent", name=op.f('ck_proposal_approvals_consent')),
    sa.ForeignKeyConstraint(['proposal_id', 'organization_id'], ['proposals.id', 'proposals.organization_id'], name=op.f('fk_proposal_approvals_proposal_id_organization_id_proposals'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['share_link_id', 'proposal_id'], ['share_links.id', 'share_links.proposal_id'], name=op.f('fk_proposal_approvals_share_link_id_proposal_id_share_links')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_approvals'))
    )
    op.create_index(op.f('ix_proposal_approvals_organization_id'), 'proposal_approvals', ['organization_id'], unique=False)
    op.create_index('ix_proposal_approvals_proposal_id', 'proposal_approvals', ['proposal_id'], unique=False)
    op.create_table('proposal_views',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('share_link_id', sa.Uuid(), nullable=False),
    sa.Column('device', sa.String(), server_default='', nullable=False),
    sa.Column('verdict', sa.Enum('human', 'machine', 'staff', name='viewverdict', native_enum=False, create_constraint=True, length=20), server_default='human', nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['proposal_id', 'organization_id'], ['proposals.id', 'proposals.organization_id'], name=op.f('fk_proposal_views_proposal_id_organization_id_proposals'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['share_link_id', 'proposal_id'], ['share_links.id', 'share_links.proposal_id'], name=op.f('fk_proposal_views_share_link_id_proposal_id_share_links'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_views'))
    )
    op.create_index(op.f('ix_proposal_views_organization_id'), 'proposal_views', ['organization_id'], unique=False)
    op.create_index('ix_proposal_views_proposal_id', 'proposal_views', ['proposal_id'], unique=False)
    op.create_table('proposal_comments',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('updated_by', sa.Uuid(), nullable=True),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('proposal_id', sa.Uuid(), nullable=False),
    sa.Column('day_id', sa.Uuid(), nullable=True),
    sa.Column('activity_id', sa.Uuid(), nullable=True),
    sa.Column('parent_id', sa.Uuid(), nullable=True),
    sa.Column('author_kind', sa.Enum('operator', 'client', name='authorkind', native_enum=False, create_constraint=True, length=20), server_default='operator', nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=True),
    sa.Column('author_name', sa.String(), server_default='', nullable=False),
    sa.Column('body', sa.String(), nullable=False),
    sa.Column('is_resolved', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("btrim(body) <> ''", name=op.f('ck_proposal_comments_not_empty')),
    sa.CheckConstraint('length(body) <= 4000', name=op.f('ck_proposal_comments_length')),
    sa.ForeignKeyConstraint(['activity_id', 'proposal_id'], ['proposal_activities.id', 'proposal_activities.proposal_id'], name=op.f('fk_proposal_comments_activity_id_proposal_id_proposal_activities')),
    sa.ForeignKeyConstraint(['day_id', 'proposal_id'], ['proposal_days.id', 'proposal_days.proposal_id'], name=op.f('fk_proposal_comments_day_id_proposal_id_proposal_days')),
    sa.ForeignKeyConstraint(['parent_id', 'proposal_id'], ['proposal_comments.id', 'proposal_comments.proposal_id'], name=op.f('fk_proposal_comments_parent_id_proposal_id_proposal_comments')),
    sa.ForeignKeyConstraint(['proposal_id', 'organization_id'], ['proposals.id', 'proposals.organization_id'], name=op.f('fk_proposal_comments_proposal_id_organization_id_proposals'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_comments')),
    sa.UniqueConstraint('id', 'proposal_id', name=op.f('uq_proposal_comments_id_proposal_id'))
    )
    op.create_index(op.f('ix_proposal_comments_organization_id'), 'proposal_comments', ['organization_id'], unique=False)
    op.create_index('ix_proposal_comments_proposal_id', 'proposal_comments', ['proposal_id'], unique=False)
    


def downgrade() -> None:
    
    op.drop_index('ix_proposal_comments_proposal_id', table_name='proposal_comments')
    op.drop_index(op.f('ix_proposal_comments_organization_id'), table_name='proposal_comments')
    op.drop_table('proposal_comments')
    op.drop_index('ix_proposal_views_proposal_id', table_name='proposal_views')
    op.drop_index(op.f('ix_proposal_views_organization_id'), table_name='proposal_views')
    op.drop_table('proposal_views')
    op.drop_index('ix_proposal_approvals_proposal_id', table_name='proposal_approvals')
    op.drop_index(op.f('ix_proposal_approvals_organization_id'), table_name='proposal_approvals')
    op.drop_table('proposal_approvals')
    op.drop_index('ix_proposal_activities_proposal_id', table_name='proposal_activities')
    op.drop_index(op.f('ix_proposal_activities_organization_id'), table_name='proposal_activities')
    op.drop_table('proposal_activities')
    op.drop_index('ix_share_links_proposal_id', table_name='share_links')
    op.drop_index(op.f('ix_share_links_organization_id'), table_name='share_links')
    op.drop_table('share_links')
    op.drop_index('ix_proposal_versions_proposal_id', table_name='proposal_versions')
    op.drop_index(op.f('ix_proposal_versions_organization_id'), table_name='proposal_versions')
    op.drop_table('proposal_versions')
    op.drop_index('ix_proposal_transitions_proposal_id', table_name='proposal_transitions')
    op.drop_index(op.f('ix_proposal_transitions_organization_id'), table_name='proposal_transitions')
    op.drop_table('proposal_transitions')
    op.drop_index('ix_proposal_days_proposal_id', table_name='proposal_days')
    op.drop_index(op.f('ix_proposal_days_organization_id'), table_name='proposal_days')
    op.drop_table('proposal_days')
    op.drop_index(op.f('ix_proposals_organization_id'), table_name='proposals')
    op.drop_table('proposals')
    op.drop_index(op.f('ix_profiles_organization_id'), table_name='profiles')
    op.drop_table('profiles')
    op.drop_index(op.f('ix_images_organization_id'), table_name='images')
    op.drop_table('images')
    op.drop_index(op.f('ix_contacts_organization_id'), table_name='contacts')
    op.drop_table('contacts')
    op.drop_index(op.f('ix_organizations_organization_id'), table_name='organizations')
    op.drop_table('organizations')
    
