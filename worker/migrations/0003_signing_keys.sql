-- Keys that sign join tokens. `private_jwk` is encrypted with a key derived from SIGNING_KEYS_SECRET.
-- `number` counts 1, 2, 3 …: two isolates that make the next key at once collide here, and the second takes the first one's.
create table signing_keys (
  number integer not null primary key,
  kid text not null unique,
  public_x text not null,
  private_jwk text not null,
  signs_from_ms integer not null
);
