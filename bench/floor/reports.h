// Reports of arrival as browsers send them to a server: transport-wide congestion control
// (draft-holmer-rmcat-transport-wide-cc-extensions-01) in SRTCP with AEAD_AES_128_GCM (RFC 7714). A server that estimates what a
// subscriber's line carries waits for them: without them it keeps every packet in mind for a minute.
#pragma once
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>

// A subscriber at `own` takes what the server sends from 127.0.0.1:`port`, and reports. `key` is 56 hexadecimal digits, master key and
// salt of what it sends; `extension` is the number of the header extension that counts packets. 0 if the line makes no sense.
int reports_begin(int port, struct in_addr own, const char *key, int extension);

// A packet of that port arrived.
void reports_note(int port, const uint8_t *packet, size_t bytes, uint32_t now);

// Sends those that are due; the time until the next one in milliseconds, -1 when nobody reports.
int reports_send(int fd, uint32_t now);
