/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What fuzz targets have in common: an input as texts, a folder for parsers that take a path, and the promise
 * that whoever refuses a text says why.
 */
#ifndef GORGE_TESTS_FUZZ_H
#define GORGE_TESTS_FUZZ_H

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "platform/file.h"
#include "platform/folder.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy that is ended by a NUL, in memory of exactly that size, which ASan watches. The caller frees it. */
static inline char *
fuzz_text(const uint8_t *data, size_t size)
{
	char *text = memory_zeroed(size + 1, 1);

	if (size > 0)
		memcpy(text, data, size);
	return text;
}

/* Which of `count` parsers an input is for, by its first letter: kept inputs of 'a' stay with the first one
 * however many follow. */
static inline size_t
fuzz_choice(const uint8_t *data, size_t count)
{
	return (uint8_t)(data[0] - 'a') % count;
}

/* Holds a parser to its word: true with nothing raised, or false with a cause. */
static inline void
fuzz_check(bool taken, const struct error *err)
{
	if (taken != (err->id == ERROR_NONE) || (!taken && err->why[0] == '\0'))
		abort();
}

static char *fuzz_folder_path;

static inline void
fuzz_folder_delete(void)
{
	struct error err = ERROR_INIT;

	(void)folder_delete(fuzz_folder_path, &err);
	free(fuzz_folder_path);
}

/* A folder of this process's own, deleted at its end. */
static inline const char *
fuzz_folder(void)
{
	struct error err = ERROR_INIT;

	if (fuzz_folder_path)
		return fuzz_folder_path;
	fuzz_folder_path = text_format("%s/gorge-fuzz-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	if (!folder_make_unique(fuzz_folder_path, &err) || atexit(fuzz_folder_delete) != 0)
		abort();
	return fuzz_folder_path;
}

/* Writes a file of that folder anew. Returns its path, which the caller frees. */
static inline char *
fuzz_put(const char *name, const void *bytes, size_t count)
{
	char *path = text_format("%s/%s", fuzz_folder(), name);
	FILE *file = fopen(path, "wb");

	if (!file || fwrite(bytes, 1, count, file) != count || fclose(file) != 0)
		abort();
	return path;
}

/* Cuts off the part before the next NUL, which `data` and `size` move behind. Points into the input. */
static inline size_t
fuzz_part(const uint8_t **data, size_t *size, const uint8_t **part)
{
	const uint8_t *end = *size > 0 ? memchr(*data, '\0', *size) : NULL;
	size_t count = end ? (size_t)(end - *data) : *size;

	*part = *data;
	*data += count + (end != NULL);
	*size -= count + (end != NULL);
	return count;
}

#endif
