-- Fixed-window counters for what has no Durable Object of its own: sign-in, codes per address, new meetings, enrolment.
create table rate_counts (
  key text not null primary key,
  window_ends_at_ms integer not null,
  count integer not null
);
create index rate_counts_window on rate_counts (window_ends_at_ms);
