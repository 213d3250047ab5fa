/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * XXH3-128, for run ids, project hashes and the identity of tools. Not for secrets.
 */
#ifndef GORGE_BASE_HASH_H
#define GORGE_BASE_HASH_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct hash {
	uint64_t high, low;
};

enum { HASH_TEXT_BYTES = 33 }; /* 32 hexadecimal digits and the NUL */

struct hash hash_bytes(const void *bytes, size_t count);
struct hash hash_text(const char *text);
/* The same hash of bytes that come in pieces. The stream is reused: hash_stream_begin() forgets what was. */
struct hash_stream *hash_stream_new(void);
void hash_stream_begin(struct hash_stream *stream);
void hash_stream_add(struct hash_stream *stream, const void *bytes, size_t count);
struct hash hash_stream_end(const struct hash_stream *stream);
void hash_stream_free(struct hash_stream *stream);
/* The hash of one file of a tree: its path relative to the root (with '/'), and its content's hash. */
struct hash hash_entry(const char *relative_path, size_t path_bytes, struct hash content);
/* Adds modulo 2^128. Sums do not depend on the order, so threads may add a tree's entries as they go. */
void hash_add(struct hash *sum, struct hash term);
bool hash_equal(struct hash a, struct hash b);
/* Writes HASH_TEXT_BYTES into out (high half first, lower case) and returns it. */
char *hash_format(char *out, struct hash hash);

#endif
