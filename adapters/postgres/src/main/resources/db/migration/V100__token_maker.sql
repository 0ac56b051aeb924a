-- A token ends with the membership of whoever made it; one without a maker came with the installation.

alter table api_token
    add foreign key (tenant_id, creator_id) references member on delete cascade;
create index api_token_maker on api_token (tenant_id, creator_id);
