#define _GNU_SOURCE
#include "reports.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "packet.h"

enum { MOST = 2000, EACH_US = 100000, KEY = 16, SALT = 12, TAG = 16, ARRIVALS = 128 };
enum { TICK_US = 250, REFERENCE_US = 64000, SYMBOLS = 7, HEADER = 8 };

struct subscriber {
  struct sockaddr_in server;
  struct in_addr own;
  int extension;
  uint32_t index;  // Of the SRTCP packet.
  uint8_t key[KEY], salt[SALT], count;
  uint32_t due;
  int arrivals;
  struct {
    uint16_t sequence;
    uint32_t at;
  } arrival[ARRIVALS];
};

static struct subscriber subscribers[MOST];
static int people;
static uint32_t next;  // When the first of them is due.
static struct subscriber *of_port[65536];

/** RFC 3711 §4.3: what a master key gives for a label, with AES in counter mode. */
static void derive(const uint8_t *master, uint8_t label, uint8_t *out, int bytes) {
  uint8_t iv[16] = {0}, zeros[KEY] = {0};
  memcpy(iv, master + KEY, SALT);
  iv[7] ^= label;
  EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
  int length;
  EVP_EncryptInit_ex(cipher, EVP_aes_128_ctr(), NULL, master, iv);
  EVP_EncryptUpdate(cipher, out, &length, zeros, bytes);
  EVP_CIPHER_CTX_free(cipher);
}

int reports_begin(int port, struct in_addr own, const char *key, int extension) {
  uint8_t master[KEY + SALT];
  if (port <= 0 || port > 65535 || people == MOST || strlen(key) != 2 * sizeof master) return 0;
  for (size_t i = 0; i < sizeof master; i++) {
    unsigned byte;
    if (sscanf(key + 2 * i, "%2x", &byte) != 1) return 0;
    master[i] = (uint8_t)byte;
  }
  struct subscriber *one = &subscribers[people++];
  one->server = (struct sockaddr_in){
      .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  one->own = own;
  one->extension = extension;
  derive(master, 3, one->key, KEY);
  derive(master, 5, one->salt, SALT);
  one->due = now_us() + EACH_US + (uint32_t)(people * 7919 % EACH_US);  // Not all at once.
  of_port[port] = one;
  next = now_us();
  return 1;
}

/** The packet's number on its transport; -1 without one. One-byte header extensions, RFC 8285 §4.2. */
static int number(const uint8_t *packet, size_t bytes, int extension) {
  size_t at = RTP_HEADER + 4u * (packet[0] & 0x0f);
  if (!(packet[0] & 0x10) || bytes < at + 4 || packet[at] != 0xbe || packet[at + 1] != 0xde) return -1;
  size_t end = at + 4 + 4u * (uint32_t)(packet[at + 2] << 8 | packet[at + 3]);
  if (end > bytes) return -1;
  for (at += 4; at < end;) {
    int id = packet[at] >> 4, size = (packet[at] & 0x0f) + 1;
    if (packet[at] == 0) at++;
    else if (id == extension && size == 2 && at + 2 < end) return packet[at + 1] << 8 | packet[at + 2];
    else at += 1 + (size_t)size;
  }
  return -1;
}

void reports_note(int port, const uint8_t *packet, size_t bytes, uint32_t now) {
  struct subscriber *one = of_port[port];
  if (one == NULL || one->arrivals == ARRIVALS) return;
  int sequence = number(packet, bytes, one->extension);
  if (sequence < 0) return;
  // One that comes late counts as lost, and a gap ends a report: neither happens here unless the machine is far behind.
  if (one->arrivals > 0 && (uint16_t)(sequence - one->arrival[one->arrivals - 1].sequence - 1) > ARRIVALS) return;
  one->arrival[one->arrivals].sequence = (uint16_t)sequence;
  one->arrival[one->arrivals++].at = now;
}

/** The report in the clear; its size, a multiple of four. */
static size_t write_report(struct subscriber *one, uint8_t *out) {
  uint16_t first = one->arrival[0].sequence;
  int statuses = (uint16_t)(one->arrival[one->arrivals - 1].sequence - first) + 1;
  uint32_t reference = one->arrival[0].at / REFERENCE_US;
  int chunks = (statuses + SYMBOLS - 1) / SYMBOLS;
  memset(out, 0, 20 + 2u * (size_t)chunks);
  out[0] = 0x80 | 15, out[1] = 205;
  put32(out + 4, 1);
  put16(out + 12, first);
  put16(out + 14, (uint32_t)statuses);
  put32(out + 16, reference << 8 | one->count++);
  size_t bytes = 20 + 2u * (size_t)chunks;
  int64_t ticks = 0;
  for (int i = 0; i < one->arrivals; i++) {
    int status = (uint16_t)(one->arrival[i].sequence - first);
    int64_t until = (uint32_t)(one->arrival[i].at - reference * REFERENCE_US) / TICK_US, delta = until - ticks;
    ticks = until;
    int large = delta < 0 || delta > 255;
    uint8_t *chunk = out + 20 + 2 * (status / SYMBOLS);
    put16(chunk, (uint32_t)(chunk[0] << 8 | chunk[1]) | (1u + (unsigned)large) << (12 - 2 * (status % SYMBOLS)));
    if (large) put16(out + bytes, (uint32_t)delta), bytes += 2;
    else out[bytes++] = (uint8_t)delta;
  }
  for (int chunk = 0; chunk < chunks; chunk++) out[20 + 2 * chunk] |= 0xc0;  // Two bits for each packet.
  while (bytes % 4) out[bytes++] = 0;
  put16(out + 2, (uint32_t)bytes / 4 - 1);
  one->arrivals = 0;
  return bytes;
}

/** RFC 7714 §9; the packet's size. */
static size_t protect(struct subscriber *one, uint8_t *packet, size_t bytes) {
  uint8_t iv[12] = {0}, trailer[4];
  memcpy(iv + 2, packet + 4, 4);
  put32(iv + 8, ++one->index);
  for (int i = 0; i < 12; i++) iv[i] ^= one->salt[i];
  put32(trailer, 0x80000000u | one->index);
  EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
  int length;
  EVP_EncryptInit_ex(cipher, EVP_aes_128_gcm(), NULL, one->key, iv);
  EVP_EncryptUpdate(cipher, NULL, &length, packet, HEADER);
  EVP_EncryptUpdate(cipher, NULL, &length, trailer, sizeof trailer);
  EVP_EncryptUpdate(cipher, packet + HEADER, &length, packet + HEADER, (int)bytes - HEADER);
  EVP_EncryptFinal_ex(cipher, packet + bytes, &length);
  EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, TAG, packet + bytes);
  EVP_CIPHER_CTX_free(cipher);
  memcpy(packet + bytes + TAG, trailer, sizeof trailer);
  return bytes + TAG + sizeof trailer;
}

/** From the address that the server knows this subscriber by. */
static void send_from(int fd, struct subscriber *one, uint8_t *packet, size_t bytes) {
  union {
    char bytes[CMSG_SPACE(sizeof(struct in_pktinfo))];
    struct cmsghdr aligned;
  } control = {{0}};
  struct iovec part = {packet, bytes};
  struct msghdr message = {.msg_name = &one->server,
                           .msg_namelen = sizeof one->server,
                           .msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.bytes,
                           .msg_controllen = sizeof control.bytes};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = IPPROTO_IP;
  header->cmsg_type = IP_PKTINFO;
  header->cmsg_len = CMSG_LEN(sizeof(struct in_pktinfo));
  struct in_pktinfo info = {.ipi_spec_dst = one->own};
  memcpy(CMSG_DATA(header), &info, sizeof info);
  if (sendmsg(fd, &message, 0) < 0) perror("a report");
}

int reports_send(int fd, uint32_t now) {
  if (people == 0) return -1;
  if ((int32_t)(next - now) > 0) return (int)((next - now) / 1000) + 1;
  next = now + EACH_US;
  for (int i = 0; i < people; i++) {
    struct subscriber *one = &subscribers[i];
    if ((int32_t)(one->due - now) <= 0) {
      uint8_t packet[64 + 4 * ARRIVALS];
      if (one->arrivals > 0) send_from(fd, one, packet, protect(one, packet, write_report(one, packet)));
      one->due = now + EACH_US;
    }
    if ((int32_t)(one->due - next) < 0) next = one->due;
  }
  return 1;
}
