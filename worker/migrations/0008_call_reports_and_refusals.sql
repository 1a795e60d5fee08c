-- How calls did, in figures that the clients measured: one row for each stay, of which the last report counts. `rater` is a hash
-- that only keeps one person from counting twice. Null: not measured. Gaps are the longest of the changes towards that way.
create table call_reports (
  meeting_id text not null references meetings (id) on delete cascade,
  started_at_ms integer not null,
  rater text not null,
  reported_at_ms integer not null,
  join_ms integer,
  p2p_seconds integer,
  p2p_rtt_ms integer,
  p2p_loss_percent real,
  p2p_gap_ms integer,
  sfu_seconds integer,
  sfu_rtt_ms integer,
  sfu_loss_percent real,
  sfu_gap_ms integer,
  ice_restarts integer not null,
  new_transports integer not null,
  resumes integer not null,
  other_boxes integer not null,
  primary key (meeting_id, started_at_ms, rater)
);
create index call_reports_time on call_reports (reported_at_ms);
-- Calls that were refused, by day (UTC, `2026-11-22`) and by the code of the refusal.
create table refusal_counts (
  day text not null,
  code text not null,
  times integer not null,
  primary key (day, code)
);
