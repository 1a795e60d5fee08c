-- How media may travel in a meeting: 'auto', 'sfu' or 'p2p' (contract/media-policy.ts).
alter table meetings add column media text not null default 'auto';
