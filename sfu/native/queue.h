// A queue of datagrams: filled during one turn of an event loop, sent before the loop sleeps. Datagrams to one destination keep their
// order and go out together with UDP_SEGMENT where their sizes allow. Knows sockets only as numbers and the kernel only through
// `struct kernel`, so that tests can be the kernel.
#pragma once
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include "state.h"

// Like the system calls, with errno. Times in microseconds, of a clock that never goes back.
struct kernel {
  ssize_t (*sendmsg)(int fd, const struct msghdr *message, int flags);
  int (*sendmmsg)(int fd, struct mmsghdr *messages, unsigned count, int flags);
  uint64_t (*now_us)(void);
};

struct queue_settings {
  // Most datagrams of one send with UDP_SEGMENT: the longest burst to one destination at line rate. 1: never UDP_SEGMENT.
  unsigned segments;
  // A queue whose first datagram waited so long is sent, even if the loop's turn has not ended.
  unsigned delay_us;
};

enum {
  QUEUE_DATAGRAMS = 1024,
  QUEUE_BYTES = 512 * 1024, // stays in a processor's cache; of a large burst the first need not wait for the last
  QUEUE_LARGEST = 16 * 1024, // longer datagrams are not worth a copy
  QUEUE_TABLE = 4096,        // four times the destinations: a power of two
  QUEUE_BATCH = 64,          // messages of one sendmmsg
  QUEUE_SAMPLE = 32,         // one in so many datagrams has its time taken
  QUEUE_STALE_US = 200000,   // what a full socket did not take for so long is lost, as it would be on a network
  SEGMENTS_MOST = 64,        // of the oldest kernels with UDP_SEGMENT
  SEGMENTED_BYTES = 65000,
};

union address {
  struct sockaddr any;
  struct sockaddr_in in;
  struct sockaddr_in6 in6;
};

struct datagram {
  uint32_t offset, size;
  int32_t next; // of the same destination; -1: none
  uint16_t destination;
  bool sent;
};

struct destination {
  union address address;
  socklen_t length; // 0: the socket is connected
  int fd;
  int32_t first, last; // datagrams; -1: none
};

struct queue {
  const struct kernel *kernel; // null: not set up, or in a child after a fork
  struct queue_settings settings;
  uint64_t *state;
  unsigned count, destinations, samples;
  size_t used;
  uint64_t first_us, blocked_since_us; // 0: not so
  unsigned refusals; // of UDP_SEGMENT with EINVAL, since it last worked
  bool segmenting, blocked;
  uint32_t generation; // of the table: others' entries count as empty
  struct {
    uint32_t generation;
    uint16_t destination;
  } table[QUEUE_TABLE];
  uint64_t sample_us[QUEUE_DATAGRAMS / QUEUE_SAMPLE + 1];
  struct datagram datagram[QUEUE_DATAGRAMS];
  struct destination destination[QUEUE_DATAGRAMS];
  unsigned char bytes[QUEUE_BYTES];
};

enum queue_answer {
  QUEUE_TAKEN,
  QUEUE_PASS, // not for a queue: send it as it is; nothing to this destination is waiting any more
  QUEUE_FULL, // EAGAIN: earlier ones to this socket wait for room in it
};

// `memory` must be zeroed. `state` has STATE_WORDS words.
void queue_open(struct queue *queue, const struct kernel *kernel, struct queue_settings settings, uint64_t *state);

// Copies one datagram. Sends what is waiting when there is no room, or when it has waited for long.
enum queue_answer queue_add(struct queue *queue, int fd, const struct msghdr *message);

// Sends all that waits; afterwards only what full sockets did not take is left (`queue->count`).
void queue_flush(struct queue *queue);

// Before a datagram goes past the queue, or a socket changes: sends all. False when datagrams of this socket are still waiting.
bool queue_flush_socket(struct queue *queue, int fd);

// The socket is about to be gone: what it did not take is lost.
void queue_forget_socket(struct queue *queue, int fd);

// Upper bounds of all delay buckets but the last, in microseconds.
extern const uint64_t delay_bounds_us[DELAY_BUCKETS - 1];
