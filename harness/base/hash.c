/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>
/* The library's own choice among SSE2, AVX2 and AVX-512 at run time: half the time for a file of some KB. */
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>
#endif

static struct hash
from_xxh(XXH128_hash_t value)
{
	return (struct hash){.high = value.high64, .low = value.low64};
}

struct hash
hash_bytes(const void *bytes, size_t count)
{
	return from_xxh(XXH3_128bits(bytes, count));
}

struct hash
hash_text(const char *text)
{
	return hash_bytes(text, strlen(text));
}

struct hash_stream {
	XXH3_state_t *state;
};

struct hash_stream *
hash_stream_new(void)
{
	struct hash_stream *stream = memory_zeroed(1, sizeof *stream);

	stream->state = XXH3_createState();
	if (!stream->state)
		memory_exhausted("a hash state");
	hash_stream_begin(stream);
	return stream;
}

void
hash_stream_begin(struct hash_stream *stream)
{
	if (XXH3_128bits_reset(stream->state) == XXH_ERROR)
		BUG("a hash state that cannot be reset");
}

void
hash_stream_add(struct hash_stream *stream, const void *bytes, size_t count)
{
	(void)XXH3_128bits_update(stream->state, bytes, count);
}

struct hash
hash_stream_end(const struct hash_stream *stream)
{
	return from_xxh(XXH3_128bits_digest(stream->state));
}

void
hash_stream_free(struct hash_stream *stream)
{
	if (!stream)
		return;
	(void)XXH3_freeState(stream->state);
	free(stream);
}

struct hash
hash_entry(const char *relative_path, size_t path_bytes, struct hash content)
{
	XXH128_hash_t path = XXH3_128bits(relative_path, path_bytes);
	uint64_t parts[4] = {path.high64, path.low64, content.high, content.low};

	return hash_bytes(parts, sizeof parts);
}

void
hash_add(struct hash *sum, struct hash term)
{
	uint64_t low = sum->low + term.low;

	sum->high += term.high + (low < sum->low);
	sum->low = low;
}

bool
hash_equal(struct hash a, struct hash b)
{
	return a.high == b.high && a.low == b.low;
}

char *
hash_format(char *out, struct hash hash)
{
	(void)snprintf(out, HASH_TEXT_BYTES, "%016" PRIx64 "%016" PRIx64, hash.high, hash.low);
	return out;
}
