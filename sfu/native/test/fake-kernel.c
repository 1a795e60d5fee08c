#include "fake-kernel.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

int fake_errors[64];
unsigned fake_error_count, fake_eintr, fake_eagain, fake_partial, fake_refused;
int fake_refusal;
uint64_t fake_now_us;
unsigned fake_calls, fake_segmented;
struct delivered fake_delivered[DELIVERED_MOST];
unsigned fake_delivered_count;
static uint64_t seed;

void fake_seed(uint64_t value) { seed = value * 2654435761u + 88172645463325252ull; }

unsigned fake_random(unsigned below) {
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return (unsigned)(seed >> 20) % below;
}

void fake_reset(void) {
  fake_error_count = fake_eintr = fake_eagain = fake_partial = fake_refused = 0;
  fake_refusal = 0;
  fake_now_us = 1000000;
  fake_calls = fake_segmented = fake_delivered_count = 0;
}

static int next_error(const struct msghdr *message) {
  if (fake_error_count > 0) {
    int error = fake_errors[0];
    memmove(fake_errors, fake_errors + 1, --fake_error_count * sizeof *fake_errors);
    return error;
  }
  if (message->msg_controllen > 0 && fake_refusal != 0) return fake_refusal;
  if (fake_random(1000) < fake_eintr) return EINTR;
  if (fake_random(1000) < fake_eagain) return EAGAIN;
  // Of an earlier datagram; or of a path that takes no segments so long.
  if (fake_random(1000) < fake_refused) return message->msg_controllen > 0 ? EMSGSIZE : ECONNREFUSED;
  return 0;
}

static void deliver(int fd, const struct msghdr *message, const unsigned char *bytes, size_t size) {
  if (fake_delivered_count == DELIVERED_MOST) abort();
  struct delivered *to = &fake_delivered[fake_delivered_count++];
  memset(to, 0, sizeof *to);
  to->fd = fd;
  if (message->msg_namelen > 0) memcpy(&to->to, message->msg_name, message->msg_namelen);
  to->size = (uint32_t)size;
  if (size >= 4) memcpy(&to->number, bytes, 4);
  // Every byte after the number tells whose it is.
  for (size_t i = 4; i < size; i++)
    if (bytes[i] != (unsigned char)(to->number + i)) abort();
}

static ssize_t send_one(int fd, const struct msghdr *message) {
  static unsigned char bytes[70000];
  size_t total = 0;
  for (size_t i = 0; i < message->msg_iovlen; i++) {
    memcpy(bytes + total, message->msg_iov[i].iov_base, message->msg_iov[i].iov_len);
    total += message->msg_iov[i].iov_len;
  }
  if (message->msg_controllen == 0) {
    deliver(fd, message, bytes, total);
    return (ssize_t)total;
  }
  uint16_t segment;
  memcpy(&segment, CMSG_DATA(CMSG_FIRSTHDR((struct msghdr *)message)), sizeof segment);
  if (segment == 0 || total > 65507 || (total + segment - 1) / segment > 64) abort();
  fake_segmented++;
  for (size_t at = 0; at < total; at += segment)
    deliver(fd, message, bytes + at, total - at < segment ? total - at : segment);
  return (ssize_t)total;
}

static ssize_t fake_sendmsg(int fd, const struct msghdr *message, int flags) {
  if ((flags & MSG_DONTWAIT) == 0) abort();
  fake_calls++;
  int error = next_error(message);
  if (error != 0) return errno = error, -1;
  return send_one(fd, message);
}

static int fake_sendmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags) {
  if ((flags & MSG_DONTWAIT) == 0) abort();
  fake_calls++;
  for (unsigned i = 0; i < count; i++) {
    int error = i > 0 && fake_random(1000) < fake_partial ? EAGAIN : next_error(&messages[i].msg_hdr);
    if (error != 0 && i > 0) return (int)i;
    if (error != 0) return errno = error, -1;
    messages[i].msg_len = (unsigned)send_one(fd, &messages[i].msg_hdr);
  }
  return (int)count;
}

static uint64_t fake_now(void) { return fake_now_us; }

const struct kernel fake_kernel = {fake_sendmsg, fake_sendmmsg, fake_now};
