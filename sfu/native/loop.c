#include "loop.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include "raw-syscall.h"
#include "send.h"

enum { DESCRIPTORS = 65536 };
enum { UNKNOWN, QUEUED, OTHER };

static unsigned char kind_of[DESCRIPTORS];
static uint64_t own_state[STATE_WORDS];
static uint64_t *state;
static struct queue_settings settings = {.segments = 32, .delay_us = 5000};
static bool poll_loops;
static __thread struct queue *own_queue;

static long answer(long result) {
  if (result >= 0) return result;
  errno = (int)-result;
  return -1;
}

ssize_t real_sendmsg(int fd, const struct msghdr *message, int flags) {
#ifdef PARLEY_REFUSE_SEGMENTS
  if (message->msg_controllen > 0) return errno = EIO, -1;
#endif
  return answer(raw_syscall(SYS_sendmsg, fd, (long)message, flags, 0, 0, 0));
}

static int real_sendmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags) {
#ifdef PARLEY_REFUSE_SEGMENTS
  unsigned plain = 0;
  while (plain < count && messages[plain].msg_hdr.msg_controllen == 0) plain++;
  if (plain == 0) return errno = EIO, -1;
  count = plain;
#endif
  return (int)answer(raw_syscall(SYS_sendmmsg, fd, (long)messages, count, flags, 0, 0));
}

static uint64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

const struct kernel real_kernel = {real_sendmsg, real_sendmmsg, now_us};

static unsigned read_setting(const char *name, unsigned least, unsigned most, unsigned otherwise) {
  const char *text = getenv(name);
  if (text == NULL || *text == '\0') return otherwise;
  char *end;
  unsigned long value = strtoul(text, &end, 10);
  return *end == '\0' && value >= least && value <= most ? (unsigned)value : otherwise;
}

// A kernel that does not know UDP_SEGMENT would send all segments as one datagram: it is asked before the first.
static int segments_refused(void) {
  int refused = ENOPROTOOPT;
  for (int family = AF_INET; refused != 0 && family != AF_UNSPEC; family = family == AF_INET ? AF_INET6 : AF_UNSPEC) {
    long fd = raw_syscall(SYS_socket, family, SOCK_DGRAM | SOCK_CLOEXEC, 0, 0, 0, 0);
    if (fd < 0) continue;
    int value = 0;
    long result = raw_syscall(SYS_setsockopt, fd, IPPROTO_UDP, 103, (long)&value, sizeof value, 0);
    refused = result < 0 ? (int)-result : 0;
    raw_syscall(SYS_close, fd, 0, 0, 0, 0, 0);
  }
  return refused;
}

__attribute__((constructor)) static void begin(void) {
  settings.segments = read_setting("PARLEY_SEND_BATCHING_SEGMENTS", 1, SEGMENTS_MOST, settings.segments);
  settings.delay_us = read_setting("PARLEY_SEND_BATCHING_DELAY_US", 1, 1000000, settings.delay_us);
  const char *loops = getenv("PARLEY_SEND_BATCHING_LOOPS");
  poll_loops = loops != NULL && strcmp(loops, "poll") == 0;
  state = own_state;
  const char *path = getenv("PARLEY_SEND_BATCHING_STATE");
  int fd = path == NULL ? -1 : open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0) {
    void *shared = MAP_FAILED;
    if (ftruncate(fd, sizeof own_state) == 0)
      shared = mmap(NULL, sizeof own_state, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared != MAP_FAILED) state = shared;
    raw_syscall(SYS_close, fd, 0, 0, 0, 0, 0);
  }
  memset(state, 0, sizeof own_state);
  state[STATE_REFUSED] = (uint64_t)segments_refused();
  state[STATE_MAGIC_WORD] = STATE_MAGIC;
}

struct queue *loop_queue(void) {
  // In a child after a fork the memory is empty: that process has no loop of ours.
  return own_queue != NULL && own_queue->kernel != NULL ? own_queue : NULL;
}

void loop_begins(void) {
  static __thread bool tried;
  if (tried) return;
  tried = true;
  void *memory = mmap(NULL, sizeof(struct queue), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  if (madvise(memory, sizeof(struct queue), MADV_WIPEONFORK) != 0) {
    munmap(memory, sizeof(struct queue));
    return;
  }
  queue_open(memory, &real_kernel, settings, state);
  own_queue = memory;
}

static bool examine(int fd) {
  int type = 0, protocol = 0, family = 0;
  socklen_t length = sizeof type;
  if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length) != 0 || type != SOCK_DGRAM) return false;
  length = sizeof protocol;
  if (getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &length) != 0 || protocol != IPPROTO_UDP) return false;
  length = sizeof family;
  if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family, &length) != 0) return false;
  return (family == AF_INET || family == AF_INET6) && (fcntl(fd, F_GETFL) & O_NONBLOCK) != 0;
}

bool socket_is_queued(int fd) {
  if (fd < 0 || fd >= DESCRIPTORS) return false;
  if (kind_of[fd] == UNKNOWN) {
    int before = errno;
    kind_of[fd] = examine(fd) ? QUEUED : OTHER;
    errno = before;
  }
  return kind_of[fd] == QUEUED;
}

void socket_changed(int fd) {
  if (fd >= 0 && fd < DESCRIPTORS) kind_of[fd] = UNKNOWN;
}

bool poll_is_loop(void) { return poll_loops; }

void count_passed(void) { state_add(state, STATE_PASSED, 1); }
