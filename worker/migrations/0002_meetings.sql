-- A meeting is what a host creates; what happens while people are in it lives in its Durable Object.
-- A deleted meeting stays as a tombstone without its title, so that its link answers "deleted", not "unknown".
create table meetings (
  id text not null primary key,
  owner_id text not null references "user" ("id") on delete cascade,
  title text not null,
  lobby integer not null,
  max_seats integer not null,
  created_at_ms integer not null,
  last_live_at_ms integer,
  deleted_at_ms integer
);
create index meetings_owner on meetings (owner_id);
