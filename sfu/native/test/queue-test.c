// The queue against a kernel that fails as told, then random operations against a model. `queue-test [seconds] [seed]`.
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "fake-kernel.h"

#define CHECK(what)                                                \
  do {                                                             \
    if (!(what)) {                                                 \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what);   \
      abort();                                                     \
    }                                                              \
  } while (0)

static struct queue *queue;
static uint64_t state[STATE_WORDS];

static void fresh(unsigned segments) {
  free(queue);
  queue = calloc(1, sizeof *queue);
  memset(state, 0, sizeof state);
  fake_reset();
  queue_open(queue, &fake_kernel, (struct queue_settings){segments, 5000}, state);
}

static socklen_t address(union address *to, unsigned which) {
  memset(to, 0, sizeof *to);
  if (which % 3 == 0) {
    to->in6.sin6_family = AF_INET6;
    to->in6.sin6_port = htons((uint16_t)(1000 + which));
    to->in6.sin6_addr.s6_addr[15] = (uint8_t)which;
    return sizeof to->in6;
  }
  to->in.sin_family = AF_INET;
  to->in.sin_port = htons((uint16_t)(1000 + which));
  to->in.sin_addr.s_addr = htonl(0x0a000000 + which / 4);
  return sizeof to->in;
}

static enum queue_answer add_with(int fd, unsigned which, uint32_t number, uint32_t size, void *control) {
  static unsigned char bytes[20000];
  memcpy(bytes, &number, 4);
  for (uint32_t i = 4; i < size; i++) bytes[i] = (unsigned char)(number + i);
  union address to;
  struct iovec parts[2] = {{bytes, size / 2}, {bytes + size / 2, size - size / 2}};
  struct msghdr message = {.msg_name = &to, .msg_iov = parts, .msg_iovlen = 2};
  message.msg_namelen = address(&to, which);
  if (control != NULL) message.msg_control = control, message.msg_controllen = 16;
  return queue_add(queue, fd, &message);
}

static enum queue_answer add(int fd, unsigned which, uint32_t number, uint32_t size) {
  return add_with(fd, which, number, size, NULL);
}

static void add_many(unsigned count, uint32_t size) {
  for (uint32_t i = 0; i < count; i++) CHECK(add(7, 1, i, size) == QUEUE_TAKEN);
}

static void in_order(unsigned count) {
  CHECK(fake_delivered_count == count);
  for (uint32_t i = 0; i < count; i++) CHECK(fake_delivered[i].number == i);
}

static void fail_with(int first, int second) {
  fake_errors[0] = first;
  fake_errors[1] = second;
  fake_error_count = second != 0 ? 2 : 1;
}

static void groups(void) {
  fresh(32);
  add_many(40, 1000);
  CHECK(fake_calls == 0);
  queue_flush(queue);
  in_order(40);
  CHECK(fake_calls == 1 && fake_segmented == 2 && state[STATE_SEGMENTS] == 40);
  queue_flush(queue);
  CHECK(fake_calls == 1);
  // The last segment may be shorter; a longer one begins a new send.
  fresh(32);
  uint32_t sizes[] = {500, 500, 400, 400, 600, 600, 0, 600};
  for (uint32_t i = 0; i < 8; i++) CHECK(add(7, 1, sizes[i] == 0 ? 0 : i, sizes[i]) == QUEUE_TAKEN);
  queue_flush(queue);
  CHECK(fake_delivered_count == 8 && fake_segmented == 2 && state[STATE_SEGMENTS] == 5);
  for (uint32_t i = 0; i < 8; i++) CHECK(fake_delivered[i].size == sizes[i]);
  // One to each of many: one call.
  fresh(32);
  for (uint32_t i = 0; i < 60; i++) add(7, i, i, 200);
  queue_flush(queue);
  CHECK(fake_calls == 1 && fake_delivered_count == 60 && state[STATE_SINGLES] == 60);
  // Long ones: never more than a datagram may hold.
  fresh(64);
  add_many(64, 1472);
  queue_flush(queue);
  in_order(64);
}

static void failures(void) {
  fresh(32);
  add_many(10, 300);
  fail_with(EINTR, EINTR);
  queue_flush(queue);
  in_order(10);
  // A full socket: nothing is lost or reordered, and the rest comes after.
  fresh(1);
  add_many(10, 300);
  fail_with(EAGAIN, 0);
  queue_flush(queue);
  CHECK(queue->count == 10 && fake_delivered_count == 0 && state[STATE_BLOCKED] == 1);
  CHECK(add(7, 1, 10, 300) == QUEUE_TAKEN);
  queue_flush(queue);
  in_order(11);
  // Another socket is not held up by it.
  fresh(32);
  add(7, 1, 1, 300);
  add(8, 1, 2, 300);
  fail_with(EAGAIN, 0);
  queue_flush(queue);
  CHECK(queue->count == 1 && fake_delivered_count == 1 && fake_delivered[0].fd == 8);
  // What it does not take for long is lost; a closing socket loses what it did not take.
  fail_with(EAGAIN, EAGAIN);
  queue_flush(queue);
  fake_now_us += QUEUE_STALE_US + 1;
  queue_flush(queue);
  CHECK(queue->count == 0 && state[STATE_DROPPED] == 1);
  add(7, 1, 1, 300);
  fail_with(EAGAIN, 0);
  queue_forget_socket(queue, 7);
  CHECK(queue->count == 0 && state[STATE_DROPPED] == 2);
  // The error of an earlier datagram costs no other.
  fresh(32);
  add_many(10, 300);
  fail_with(ECONNREFUSED, 0);
  queue_flush(queue);
  in_order(10);
  // Too long for its path: lost alone.
  fresh(1);
  add_many(3, 300);
  fail_with(EMSGSIZE, EMSGSIZE);
  fake_errors[fake_error_count++] = EMSGSIZE;
  queue_flush(queue);
  CHECK(fake_delivered_count == 2 && state[STATE_DROPPED] == 1);
}

static void refusals(void) {
  // A path that does not take segments so long: one by one, and tried again the next time.
  fresh(32);
  add_many(10, 300);
  fail_with(EMSGSIZE, 0);
  queue_flush(queue);
  in_order(10);
  CHECK(state[STATE_REFUSED] == 0 && queue->segmenting);
  // A device that refuses: for good.
  int errors[] = {EIO, EOPNOTSUPP, ENOPROTOOPT};
  for (int i = 0; i < 3; i++) {
    fresh(32);
    fake_refusal = errors[i];
    add_many(40, 300);
    queue_flush(queue);
    in_order(40);
    CHECK(state[STATE_REFUSED] == (uint64_t)errors[i] && !queue->segmenting);
    unsigned calls = fake_calls;
    add_many(40, 300);
    queue_flush(queue);
    CHECK(fake_calls == calls + 1 && fake_delivered_count == 80);
  }
  // EINVAL may be of one path: for good when nothing else worked for a while.
  fresh(32);
  fake_refusal = EINVAL;
  for (int i = 0; i < 8; i++) {
    CHECK(queue->segmenting);
    add_many(2, 300);
    queue_flush(queue);
  }
  CHECK(state[STATE_REFUSED] == EINVAL && fake_delivered_count == 16);
}

static void bounds(void) {
  // A full queue is sent; one that cannot be sent tells so, and other sockets go past it.
  fresh(32);
  add_many(QUEUE_DATAGRAMS + 1, 300);
  CHECK(queue->count == 1 && fake_delivered_count == QUEUE_DATAGRAMS);
  fresh(32);
  fake_eagain = 1000;
  add_many(QUEUE_DATAGRAMS, 300);
  CHECK(add(7, 1, 0, 300) == QUEUE_FULL);
  CHECK(add(8, 1, 0, 300) == QUEUE_PASS);
  fake_eagain = 0;
  queue_flush(queue);
  in_order(QUEUE_DATAGRAMS);
  // What has waited long is sent though the turn goes on.
  fresh(32);
  add_many(QUEUE_SAMPLE, 300);
  fake_now_us += 6000;
  add(7, 1, 0, 300);
  CHECK(fake_delivered_count == QUEUE_SAMPLE && state[STATE_DELAY_MAX_US] == 6000);
  // What is not understood goes past, after what waits.
  fresh(32);
  add(7, 1, 0, 300);
  char control[16] = {0};
  CHECK(add_with(7, 1, 1, 300, control) == QUEUE_PASS && fake_delivered_count == 1);
  CHECK(add(7, 1, 1, QUEUE_LARGEST + 1) == QUEUE_PASS);
}

// Every datagram once, in the order of its destination, with its size; or counted as dropped.
static void random_operations(uint64_t seed) {
  enum { SOCKETS = 5, PEERS = 40, STREAMS = SOCKETS * PEERS, MOST = 4000 };
  static uint32_t sizes[STREAMS][MOST];
  static uint32_t sent[STREAMS], got[STREAMS];
  memset(sent, 0, sizeof sent);
  memset(got, 0, sizeof got);
  fake_seed(seed);
  fresh(1 + fake_random(64));
  fake_eintr = fake_random(100);
  fake_eagain = fake_random(3) == 0 ? fake_random(300) : 0;
  fake_partial = fake_random(2) * fake_random(200);
  fake_refused = fake_random(3) == 0 ? fake_random(20) : 0;
  if (fake_random(4) == 0) fake_refusal = fake_random(2) ? EIO : EINVAL;
  unsigned peers = 1 + fake_random(PEERS), usual = 4 + fake_random(1400);
  for (unsigned step = 0; step < 20000; step++) {
    fake_now_us += fake_random(20);
    if (fake_random(200) == 0) queue_flush(queue);
    unsigned fd = fake_random(SOCKETS), peer = fake_random(peers), stream = fd * PEERS + peer;
    if (sent[stream] == MOST) continue;
    uint32_t size = fake_random(3) == 0 ? 4 + fake_random(1500) : usual;
    uint32_t number = stream * MOST + sent[stream];
    enum queue_answer answer = add((int)fd, peer, number, size);
    if (answer == QUEUE_TAKEN) sizes[stream][sent[stream]++] = size;
    CHECK(queue->count <= QUEUE_DATAGRAMS && queue->used <= QUEUE_BYTES);
  }
  fake_eagain = fake_partial = 0;
  for (int i = 0; i < 4 && queue->count > 0; i++) queue_flush(queue);
  CHECK(queue->count == 0);
  uint64_t delivered = 0, taken = 0;
  for (unsigned i = 0; i < fake_delivered_count; i++) {
    const struct delivered *one = &fake_delivered[i];
    unsigned stream = one->number / MOST, number = one->number % MOST;
    union address to;
    address(&to, stream % PEERS);
    CHECK(stream < STREAMS && (unsigned)one->fd == stream / PEERS && memcmp(&to, &one->to, sizeof to) == 0);
    CHECK(number >= got[stream] && number < sent[stream] && one->size == sizes[stream][number]);
    got[stream] = number + 1;
    delivered++;
  }
  for (unsigned i = 0; i < STREAMS; i++) taken += sent[i];
  CHECK(delivered + state[STATE_DROPPED] == taken);
  if (fake_refused == 0) CHECK(state[STATE_DROPPED] == 0);
  CHECK(state[STATE_SINGLES] + state[STATE_SEGMENTS] == delivered);
}

int main(int count, char **arguments) {
  long seconds = count > 1 ? atol(arguments[1]) : 3;
  uint64_t seed = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
  groups();
  failures();
  refusals();
  bounds();
  time_t until = time(NULL) + seconds;
  uint64_t rounds = 0;
  do {
    fprintf(stderr, "\rseed %llu", (unsigned long long)(seed + rounds));
    random_operations(seed + rounds++);
  } while (time(NULL) < until);
  printf("%llu random rounds\n", (unsigned long long)rounds);
  free(queue);
  return 0;
}
