#include "queue.h"
#include <errno.h>
#include <string.h>
#include "send.h"

const uint64_t delay_bounds_us[DELAY_BUCKETS - 1] = {50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000};

void queue_open(struct queue *queue, const struct kernel *kernel, struct queue_settings settings, uint64_t *state) {
  queue->settings = settings;
  queue->state = state;
  queue->segmenting = settings.segments > 1 && state[STATE_REFUSED] == 0;
  queue->generation = 1;
  queue->kernel = kernel;
}

static void empty(struct queue *queue) {
  queue->count = queue->destinations = queue->samples = 0;
  queue->used = 0;
  queue->first_us = queue->blocked_since_us = 0;
  queue->blocked = false;
  if (++queue->generation == 0) {
    memset(queue->table, 0, sizeof queue->table);
    queue->generation = 1;
  }
}

// The part of an address that says where to; false for a family that is not understood. What is left of `to` is zero.
static bool read_address(const struct msghdr *message, union address *to, socklen_t *length) {
  const struct sockaddr *name = message->msg_name;
  memset(to, 0, sizeof *to);
  *length = 0;
  if (name == NULL || message->msg_namelen == 0) return true;
  if (message->msg_namelen >= sizeof to->in && name->sa_family == AF_INET) {
    memcpy(to, name, offsetof(struct sockaddr_in, sin_zero));
    *length = sizeof to->in;
    return true;
  }
  if (message->msg_namelen >= sizeof to->in6 && name->sa_family == AF_INET6) {
    memcpy(to, name, sizeof to->in6);
    *length = sizeof to->in6;
    return true;
  }
  return false;
}

static uint32_t hash(int fd, const union address *to) {
  const uint32_t *words = (const uint32_t *)to;
  // Family and port, then an IPv4 address or the flow; then those of an IPv6 address that differ.
  uint64_t mixed = ((uint64_t)words[0] << 32 | words[1]) ^ (uint64_t)(uint32_t)fd * 0x9e3779b97f4a7c15ull;
  mixed ^= ((uint64_t)words[2] << 32 | words[3]) * 0xc2b2ae3d27d4eb4full;
  mixed ^= ((uint64_t)words[4] << 32 | words[5]) * 0x165667b19e3779f9ull;
  mixed *= 0x9fb21c651e98df25ull;
  return (uint32_t)(mixed >> 40);
}

// The number of the destination, a new one if need be.
static unsigned find_destination(struct queue *queue, int fd, const union address *to, socklen_t length) {
  unsigned slot = hash(fd, to) % QUEUE_TABLE;
  for (; queue->table[slot].generation == queue->generation; slot = (slot + 1) % QUEUE_TABLE) {
    struct destination *known = &queue->destination[queue->table[slot].destination];
    if (known->fd == fd && known->length == length && memcmp(&known->address, to, sizeof *to) == 0)
      return queue->table[slot].destination;
  }
  if (queue->destinations == QUEUE_DATAGRAMS) return QUEUE_DATAGRAMS;
  unsigned index = queue->destinations++;
  queue->table[slot].generation = queue->generation;
  queue->table[slot].destination = (uint16_t)index;
  queue->destination[index] =
      (struct destination){.address = *to, .length = length, .fd = fd, .first = -1, .last = -1};
  return index;
}

static void append(struct queue *queue, unsigned destination, int32_t index) {
  struct destination *to = &queue->destination[destination];
  queue->datagram[index].next = -1;
  queue->datagram[index].destination = (uint16_t)destination;
  if (to->last < 0) to->first = index;
  else queue->datagram[to->last].next = index;
  to->last = index;
}

static bool waits(const struct queue *queue, int fd) {
  for (unsigned i = 0; i < queue->count; i++)
    if (queue->destination[queue->datagram[i].destination].fd == fd) return true;
  return false;
}

static bool has_room(const struct queue *queue, size_t size) {
  return queue->count < QUEUE_DATAGRAMS && queue->destinations < QUEUE_DATAGRAMS && queue->used + size <= QUEUE_BYTES;
}

// Takes the time of one datagram in some; sends what has waited too long.
static void take_time(struct queue *queue) {
  if (queue->count % QUEUE_SAMPLE != 0) return;
  uint64_t now = queue->kernel->now_us();
  if (queue->count > 0 && !queue->blocked && now - queue->first_us >= queue->settings.delay_us) queue_flush(queue);
  if (queue->count == 0) queue->first_us = now;
  queue->sample_us[queue->count / QUEUE_SAMPLE] = now;
  queue->samples = queue->count / QUEUE_SAMPLE + 1;
}

enum queue_answer queue_add(struct queue *queue, int fd, const struct msghdr *message) {
  union address to;
  socklen_t length;
  size_t size = 0;
  bool known = message->msg_controllen == 0 && read_address(message, &to, &length);
  for (size_t i = 0; known && i < message->msg_iovlen; i++) {
    if (message->msg_iov[i].iov_len > QUEUE_LARGEST - size) known = false;
    else size += message->msg_iov[i].iov_len;
  }
  if (!known) return queue_flush_socket(queue, fd) ? QUEUE_PASS : QUEUE_FULL;
  if (!has_room(queue, size)) {
    queue_flush(queue);
    if (!has_room(queue, size)) return waits(queue, fd) ? QUEUE_FULL : QUEUE_PASS;
  }
  take_time(queue);
  unsigned destination = find_destination(queue, fd, &to, length);
  struct datagram *datagram = &queue->datagram[queue->count];
  datagram->offset = (uint32_t)queue->used;
  datagram->size = (uint32_t)size;
  datagram->sent = false;
  for (size_t i = 0; i < message->msg_iovlen; i++) {
    if (message->msg_iov[i].iov_len == 0) continue;
    memcpy(queue->bytes + queue->used, message->msg_iov[i].iov_base, message->msg_iov[i].iov_len);
    queue->used += message->msg_iov[i].iov_len;
  }
  append(queue, destination, (int32_t)queue->count);
  queue->count++;
  return QUEUE_TAKEN;
}

static void note_delays(struct queue *queue, uint64_t now) {
  uint64_t *state = queue->state;
  for (unsigned i = 0; i < queue->samples; i++) {
    unsigned left = queue->count - i * QUEUE_SAMPLE;
    unsigned weight = left < QUEUE_SAMPLE ? left : QUEUE_SAMPLE;
    uint64_t delay = now - queue->sample_us[i];
    unsigned bucket = 0;
    while (bucket < DELAY_BUCKETS - 1 && delay > delay_bounds_us[bucket]) bucket++;
    state_add(state, STATE_DELAY_BUCKETS + bucket, weight);
    state_add(state, STATE_DELAY_SUM_US, delay * weight);
    state_raise(state, STATE_DELAY_MAX_US, delay);
  }
}

// Keeps only what was not sent, in its order. Destinations keep their numbers: some may be without datagrams.
static void keep_unsent(struct queue *queue) {
  unsigned kept = 0;
  size_t used = 0;
  for (unsigned i = 0; i < queue->destinations; i++) queue->destination[i].first = queue->destination[i].last = -1;
  for (unsigned i = 0; i < queue->count; i++) {
    struct datagram datagram = queue->datagram[i];
    if (datagram.sent) continue;
    memmove(queue->bytes + used, queue->bytes + datagram.offset, datagram.size);
    datagram.offset = (uint32_t)used;
    used += datagram.size;
    queue->datagram[kept] = datagram;
    append(queue, datagram.destination, (int32_t)kept++);
  }
  queue->count = kept;
  queue->used = used;
  if (kept == 0) empty(queue);
}

void queue_flush(struct queue *queue) {
  if (queue->count == 0) return;
  int before = errno;
  uint64_t now = queue->kernel->now_us();
  if (!queue->blocked) {
    note_delays(queue, now);
    state_raise(queue->state, STATE_QUEUE_MAX, queue->count);
  }
  queue->samples = 0;
  if (send_all(queue)) {
    empty(queue);
  } else {
    if (queue->blocked_since_us == 0) queue->blocked_since_us = now;
    queue->blocked = true;
    if (now - queue->blocked_since_us > QUEUE_STALE_US) {
      for (unsigned i = 0; i < queue->count; i++) {
        if (!queue->datagram[i].sent) state_add(queue->state, STATE_DROPPED, 1);
        queue->datagram[i].sent = true;
      }
    }
    keep_unsent(queue);
  }
  errno = before;
}

bool queue_flush_socket(struct queue *queue, int fd) {
  queue_flush(queue);
  return queue->count == 0 || !waits(queue, fd);
}

void queue_forget_socket(struct queue *queue, int fd) {
  queue_flush(queue);
  if (queue->count == 0) return;
  for (unsigned i = 0; i < queue->count; i++) {
    if (queue->destination[queue->datagram[i].destination].fd != fd) continue;
    queue->datagram[i].sent = true;
    state_add(queue->state, STATE_DROPPED, 1);
  }
  keep_unsent(queue);
}
