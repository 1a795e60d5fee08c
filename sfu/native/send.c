#include "send.h"
#include <errno.h>
#include <netinet/udp.h>
#include <string.h>

#ifndef SOL_UDP
#define SOL_UDP 17
#endif
#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

// So many refusals in a row that may also mean "longer than this path takes" count as one of the kernel.
enum { REFUSALS_FOR_GOOD = 8 };

enum outcome { SENT, LOST, BLOCKED };

// Messages to one socket that go out with one call.
struct batch {
  int fd;
  unsigned count, parts;
  struct {
    int32_t first; // datagram
    unsigned datagrams;
  } of[QUEUE_BATCH];
  struct mmsghdr message[QUEUE_BATCH];
  struct iovec part[QUEUE_BATCH * 4];
  union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(sizeof(uint16_t))];
  } control[QUEUE_BATCH];
};

static const int flags = MSG_DONTWAIT | MSG_NOSIGNAL;

static ssize_t send_message(struct queue *queue, int fd, const struct msghdr *message) {
  for (;;) {
    ssize_t sent = queue->kernel->sendmsg(fd, message, flags);
    state_add(queue->state, STATE_SYSCALLS, 1);
    if (sent >= 0 || errno != EINTR) return sent;
  }
}

static bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

// One datagram by itself. An error may be that of an earlier one (a port that answered "unreachable"): so it is tried twice.
static enum outcome send_single(struct queue *queue, int fd, const struct destination *to, struct datagram *datagram) {
  struct iovec part = {queue->bytes + datagram->offset, datagram->size};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (to->length > 0) {
    message.msg_name = (void *)&to->address;
    message.msg_namelen = to->length;
  }
  for (int attempt = 0; attempt < 2; attempt++) {
    if (send_message(queue, fd, &message) >= 0) {
      datagram->sent = true;
      state_add(queue->state, STATE_SINGLES, 1);
      return SENT;
    }
    if (would_block(errno)) return BLOCKED;
  }
  datagram->sent = true;
  state_add(queue->state, STATE_DROPPED, 1);
  return LOST;
}

static void mark_sent(struct queue *queue, struct batch *batch, unsigned from, unsigned count) {
  for (unsigned i = from; i < from + count; i++) {
    unsigned datagrams = batch->of[i].datagrams;
    int32_t index = batch->of[i].first;
    for (unsigned left = datagrams; left > 0; left--, index = queue->datagram[index].next)
      queue->datagram[index].sent = true;
    if (datagrams == 1) {
      state_add(queue->state, STATE_SINGLES, 1);
      continue;
    }
    queue->refusals = 0;
    state_add(queue->state, STATE_SEGMENTED_SENDS, 1);
    state_add(queue->state, STATE_SEGMENTS, datagrams);
  }
}

// The kernel, the device or the path did not take a segmented send: its datagrams go one by one. Where that works and the error says
// that it is not this path alone, no further one is tried.
static enum outcome send_apart(struct queue *queue, struct batch *batch, unsigned which, int error) {
  int32_t index = batch->of[which].first;
  const struct destination *to = &queue->destination[queue->datagram[index].destination];
  bool all_sent = true;
  for (unsigned left = batch->of[which].datagrams; left > 0; left--, index = queue->datagram[index].next) {
    enum outcome outcome = send_single(queue, batch->fd, to, &queue->datagram[index]);
    if (outcome == BLOCKED) return BLOCKED;
    if (outcome == LOST) all_sent = false;
  }
  bool of_kernel = error == EIO || error == ENOPROTOOPT || error == EOPNOTSUPP;
  if (error == EINVAL) of_kernel = ++queue->refusals >= REFUSALS_FOR_GOOD;
  if (of_kernel && all_sent) {
    queue->segmenting = false;
    __atomic_store_n(&queue->state[STATE_REFUSED], (uint64_t)error, __ATOMIC_RELAXED);
  }
  return SENT;
}

// After an error of message `which`: sends it in another way, or gives it up.
static enum outcome send_failed(struct queue *queue, struct batch *batch, unsigned which, int error) {
  bool refused =
      error == EIO || error == EINVAL || error == EMSGSIZE || error == ENOPROTOOPT || error == EOPNOTSUPP;
  bool segmented = batch->of[which].datagrams > 1;
  if (segmented && !refused) {
    // Perhaps the error of an earlier datagram: once more as it was.
    if (send_message(queue, batch->fd, &batch->message[which].msg_hdr) >= 0) {
      mark_sent(queue, batch, which, 1);
      return SENT;
    }
    error = errno;
    if (would_block(error)) return BLOCKED;
  }
  if (segmented) return send_apart(queue, batch, which, error);
  struct datagram *datagram = &queue->datagram[batch->of[which].first];
  return send_single(queue, batch->fd, &queue->destination[datagram->destination], datagram);
}

// False when the socket is full.
static bool submit(struct queue *queue, struct batch *batch) {
  unsigned done = 0;
  while (done < batch->count) {
    int sent;
    if (batch->count - done == 1) {
      sent = send_message(queue, batch->fd, &batch->message[done].msg_hdr) < 0 ? -1 : 1;
    } else {
      sent = queue->kernel->sendmmsg(batch->fd, batch->message + done, batch->count - done, flags);
      state_add(queue->state, STATE_SYSCALLS, 1);
      if (sent < 0 && errno == EINTR) continue;
    }
    if (sent > 0) {
      mark_sent(queue, batch, done, (unsigned)sent);
      done += (unsigned)sent;
      continue;
    }
    if (sent == 0 || would_block(errno) || send_failed(queue, batch, done, errno) == BLOCKED) {
      state_add(queue->state, STATE_BLOCKED, 1);
      return false;
    }
    done++;
  }
  return true;
}

// The next message to a destination, from datagram `first` on: as many as one segmented send can take, of equal size but the last.
static int32_t add_message(struct queue *queue, struct batch *batch, struct destination *to, int32_t first) {
  struct msghdr *message = &batch->message[batch->count].msg_hdr;
  struct iovec *parts = &batch->part[batch->parts];
  uint32_t size = queue->datagram[first].size;
  unsigned limit = queue->segmenting && size > 0 ? queue->settings.segments : 1;
  unsigned space = QUEUE_BATCH * 4 - batch->parts;
  if (limit > space) limit = space;
  unsigned count = 0;
  size_t total = 0;
  int32_t index = first;
  while (index >= 0 && count < limit) {
    const struct datagram *datagram = &queue->datagram[index];
    if (count > 0 && (datagram->size > size || datagram->size == 0 || total + datagram->size > SEGMENTED_BYTES)) break;
    parts[count++] = (struct iovec){queue->bytes + datagram->offset, datagram->size};
    total += datagram->size;
    index = datagram->next;
    if (datagram->size < size) break;
  }
  *message = (struct msghdr){.msg_iov = parts, .msg_iovlen = count};
  if (to->length > 0) {
    message->msg_name = &to->address;
    message->msg_namelen = to->length;
  }
  if (count > 1) {
    message->msg_control = batch->control[batch->count].bytes;
    message->msg_controllen = sizeof batch->control[0].bytes;
    memset(message->msg_control, 0, message->msg_controllen);
    struct cmsghdr *control = CMSG_FIRSTHDR(message);
    control->cmsg_level = SOL_UDP;
    control->cmsg_type = UDP_SEGMENT;
    control->cmsg_len = CMSG_LEN(sizeof(uint16_t));
    uint16_t segment = (uint16_t)size;
    memcpy(CMSG_DATA(control), &segment, sizeof segment);
  }
  batch->of[batch->count].first = first;
  batch->of[batch->count].datagrams = count;
  batch->count++;
  batch->parts += count;
  return index;
}

bool send_all(struct queue *queue) {
  static __thread struct batch batch;
  // Sockets that are full: few at a time, if any. Past so many the rest waits as well.
  int full[16];
  unsigned fulls = 0;
  batch.count = batch.parts = 0;
  for (unsigned i = 0; i <= queue->destinations; i++) {
    struct destination *to = i < queue->destinations ? &queue->destination[i] : NULL;
    if (to != NULL && to->first < 0) continue;
    int32_t index = to == NULL ? -1 : to->first;
    do {
      bool other = to == NULL || (batch.count > 0 && to->fd != batch.fd);
      if (batch.count > 0 && (other || batch.count == QUEUE_BATCH || batch.parts >= QUEUE_BATCH * 4 - SEGMENTS_MOST)) {
        if (!submit(queue, &batch)) {
          if (fulls == sizeof full / sizeof full[0]) return false;
          full[fulls++] = batch.fd;
        }
        batch.count = batch.parts = 0;
      }
      bool skip = to == NULL;
      for (unsigned k = 0; k < fulls && !skip; k++) skip = full[k] == to->fd;
      if (skip) break;
      batch.fd = to->fd;
      index = add_message(queue, &batch, to, index);
    } while (index >= 0);
  }
  return fulls == 0;
}
