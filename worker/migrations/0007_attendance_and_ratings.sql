-- Who was in a meeting, and when: one row for each time that it was live, and one for each stay in it. Participant ids are the
-- room's own; nothing here leads to an account.
create table attendance_sessions (
  meeting_id text not null references meetings (id) on delete cascade,
  started_at_ms integer not null,
  ended_at_ms integer,
  primary key (meeting_id, started_at_ms)
);
create table attendance_stays (
  meeting_id text not null,
  started_at_ms integer not null,
  participant_id text not null,
  joined_at_ms integer not null,
  left_at_ms integer,
  name text not null,
  role text not null,
  primary key (meeting_id, started_at_ms, participant_id, joined_at_ms),
  foreign key (meeting_id, started_at_ms) references attendance_sessions (meeting_id, started_at_ms) on delete cascade
);
-- How calls were. `rater` is a hash that only keeps one person from counting twice. `problems` is a JSON list.
create table ratings (
  meeting_id text not null references meetings (id) on delete cascade,
  started_at_ms integer not null,
  rater text not null,
  stars integer not null,
  problems text not null,
  rated_at_ms integer not null,
  primary key (meeting_id, started_at_ms, rater)
);
create index ratings_time on ratings (rated_at_ms);
