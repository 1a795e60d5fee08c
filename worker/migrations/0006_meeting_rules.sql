-- Who may come in and what guests may do there. Permissions and schedule are JSON as worker/contract has them.
alter table meetings add column passcode text;
alter table meetings add column begins_without_host integer not null default 1;
alter table meetings add column permissions text not null default '{"mic":true,"camera":true,"screen":true,"chat":true}';
alter table meetings add column schedule text;
