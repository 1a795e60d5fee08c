// What the library tells about itself: a file of 64-bit words, mapped shared, read by the box while the media worker runs.
// Words are only ever added at the end; `send-batching-state.ts` reads them in this order.
#pragma once
#include <stdint.h>

#define STATE_MAGIC 0x3148435441425350ull // "PSBATCH1" in memory

enum state_word {
  STATE_MAGIC_WORD,
  STATE_DATAGRAMS,       // taken from the program
  STATE_PASSED,          // sent at once, because they were not understood or not of a loop
  STATE_SYSCALLS,        // made to send
  STATE_SEGMENTED_SENDS, // sends with UDP_SEGMENT
  STATE_SEGMENTS,        // datagrams in them
  STATE_SINGLES,         // datagrams sent one by one, with sendmmsg or sendmsg
  STATE_DROPPED,         // the kernel refused them, or they waited too long for a full socket
  STATE_BLOCKED,         // times a socket was full
  STATE_QUEUE_MAX,       // most datagrams that waited at once
  STATE_REFUSED,         // errno with which the kernel or device refused UDP_SEGMENT for good; 0: it did not
  STATE_DELAY_MAX_US,
  STATE_DELAY_SUM_US,
  STATE_DELAY_BUCKETS, // datagrams by the time they waited, upper bounds in `delay_bounds_us`; the last has none
  STATE_WORDS = STATE_DELAY_BUCKETS + 10,
};

#define DELAY_BUCKETS 10
