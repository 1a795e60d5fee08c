// Stands in for libc's calls in the program it is preloaded into: datagrams are queued, and sent before the loop sleeps.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>
#include "loop.h"
#include "raw-syscall.h"
#include "send.h"

#define PUBLIC __attribute__((visibility("default")))

static long answer(long result) {
  if (result >= 0) return result;
  errno = (int)-result;
  return -1;
}

// Sends of sockets that are queued; false: it is to be made as it is. `result` is what the caller gets.
static bool take(int fd, const struct msghdr *message, int flags, ssize_t *result) {
  struct queue *queue = loop_queue();
  if (queue == NULL || !socket_is_queued(fd)) return false;
  enum queue_answer taken;
  if ((flags & ~(MSG_DONTWAIT | MSG_NOSIGNAL)) == 0) taken = queue_add(queue, fd, message);
  else taken = queue_flush_socket(queue, fd) ? QUEUE_PASS : QUEUE_FULL;
  if (taken == QUEUE_PASS) {
    count_passed();
    return false;
  }
  if (taken == QUEUE_FULL) {
    errno = EAGAIN;
    *result = -1;
    return true;
  }
  state_add(queue->state, STATE_DATAGRAMS, 1);
  *result = 0;
  for (size_t i = 0; i < message->msg_iovlen; i++) *result += (ssize_t)message->msg_iov[i].iov_len;
  return true;
}

PUBLIC ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
  ssize_t result;
  return take(fd, message, flags, &result) ? result : real_sendmsg(fd, message, flags);
}

PUBLIC ssize_t sendto(int fd, const void *bytes, size_t size, int flags, const struct sockaddr *to, socklen_t length) {
  struct iovec part = {(void *)bytes, size};
  struct msghdr message = {.msg_name = (void *)to, .msg_namelen = length, .msg_iov = &part, .msg_iovlen = 1};
  ssize_t result;
  if (take(fd, &message, flags, &result)) return result;
  return answer(raw_syscall(SYS_sendto, fd, (long)bytes, (long)size, flags, (long)to, length));
}

PUBLIC ssize_t send(int fd, const void *bytes, size_t size, int flags) {
  return sendto(fd, bytes, size, flags, NULL, 0);
}

PUBLIC int sendmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags) {
  if (loop_queue() == NULL || !socket_is_queued(fd))
    return (int)answer(raw_syscall(SYS_sendmmsg, fd, (long)messages, count, flags, 0, 0));
  for (unsigned i = 0; i < count; i++) {
    ssize_t sent = sendmsg(fd, &messages[i].msg_hdr, flags);
    if (sent < 0) return i > 0 ? (int)i : -1;
    messages[i].msg_len = (unsigned)sent;
  }
  return (int)count;
}

static void flush(void) {
  struct queue *queue = loop_queue();
  if (queue != NULL) queue_flush(queue);
}

static long long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000ll + now.tv_nsec / 1000000;
}

// Sleeps as the caller asked. While full sockets keep datagrams waiting it wakes up every millisecond to try again, and returns to
// the caller only what the caller waits for: some loops take an early "nothing" for a fault.
#define SLEEP(timeout, wait)                                                  \
  do {                                                                        \
    struct queue *queue = loop_queue();                                       \
    if (queue != NULL) queue_flush(queue);                                    \
    if (queue == NULL || queue->count == 0 || (timeout) == 0) return wait;    \
    long long until = now_ms() + (timeout);                                   \
    for (int asked = (timeout);;) {                                           \
      (timeout) = queue->count > 0 && (asked < 0 || asked > 1) ? 1 : asked;   \
      int ready = wait;                                                       \
      if (ready != 0) return ready;                                           \
      if (asked >= 0 && (asked = (int)(until - now_ms())) <= 0) return ready; \
      queue_flush(queue);                                                     \
    }                                                                         \
  } while (0)

PUBLIC int epoll_pwait(int fd, struct epoll_event *events, int most, int timeout, const sigset_t *mask) {
  loop_begins();
  SLEEP(timeout, (int)answer(raw_syscall(SYS_epoll_pwait, fd, (long)events, most, timeout, (long)mask, _NSIG / 8)));
}

PUBLIC int epoll_wait(int fd, struct epoll_event *events, int most, int timeout) {
  return epoll_pwait(fd, events, most, timeout, NULL);
}

static int real_poll(struct pollfd *fds, nfds_t count, int timeout) {
  struct timespec time = {timeout / 1000, timeout % 1000 * 1000000l};
  return (int)answer(raw_syscall(SYS_ppoll, (long)fds, (long)count, timeout < 0 ? 0 : (long)&time, 0, _NSIG / 8, 0));
}

PUBLIC int poll(struct pollfd *fds, nfds_t count, int timeout) {
  if (poll_is_loop()) loop_begins();
  SLEEP(timeout, real_poll(fds, count, timeout));
}

// Before a socket goes, or stands for something else: what it has to send goes first.
static void leave(int fd) {
  struct queue *queue = loop_queue();
  if (queue != NULL) queue_forget_socket(queue, fd);
  socket_changed(fd);
}

PUBLIC int close(int fd) {
  leave(fd);
  return (int)answer(raw_syscall(SYS_close, fd, 0, 0, 0, 0, 0));
}

// libuv closes with this.
PUBLIC long syscall(long number, ...) {
  long argument[6];
  va_list rest;
  va_start(rest, number);
  for (int i = 0; i < 6; i++) argument[i] = va_arg(rest, long);
  va_end(rest);
  if (number == SYS_close) leave((int)argument[0]);
  return answer(raw_syscall(number, argument[0], argument[1], argument[2], argument[3], argument[4], argument[5]));
}

PUBLIC int shutdown(int fd, int how) {
  flush();
  return (int)answer(raw_syscall(SYS_shutdown, fd, how, 0, 0, 0, 0));
}

PUBLIC int connect(int fd, const struct sockaddr *to, socklen_t length) {
  flush();
  return (int)answer(raw_syscall(SYS_connect, fd, (long)to, length, 0, 0, 0));
}

PUBLIC int setsockopt(int fd, int level, int name, const void *value, socklen_t length) {
  flush();
  return (int)answer(raw_syscall(SYS_setsockopt, fd, level, name, (long)value, length, 0));
}

PUBLIC int socket(int family, int type, int protocol) {
  int fd = (int)answer(raw_syscall(SYS_socket, family, type, protocol, 0, 0, 0));
  socket_changed(fd);
  return fd;
}

PUBLIC int dup(int fd) {
  flush();
  int copy = (int)answer(raw_syscall(SYS_dup, fd, 0, 0, 0, 0, 0));
  socket_changed(copy);
  return copy;
}

PUBLIC int dup3(int from, int to, int flags) {
  leave(to);
  flush();
  return (int)answer(raw_syscall(SYS_dup3, from, to, flags, 0, 0, 0));
}

PUBLIC int dup2(int from, int to) {
  if (from != to) return dup3(from, to, 0);
  return (int)answer(raw_syscall(SYS_fcntl, from, 1 /* F_GETFD */, 0, 0, 0, 0)) < 0 ? -1 : to;
}

// What was accepted for sending is sent, as it would be without this library.
__attribute__((destructor)) static void end(void) { flush(); }
