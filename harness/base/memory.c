/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void
resources_exhausted(const char *wanted)
{
	struct error err = ERROR_INIT;

	(void)error_raise(&err, ERROR_NO_RESOURCES, "gorge", "%s: %s", strerror(errno), wanted);
	exit((int)error_report(&err, stderr));
}

void
memory_exhausted(const char *wanted)
{
	char text[128];

	(void)snprintf(text, sizeof text, "memory for %s", wanted);
	errno = ENOMEM;
	resources_exhausted(text);
}

void *
memory_zeroed(size_t count, size_t size_bytes)
{
	void *memory = calloc(count ? count : 1, size_bytes ? size_bytes : 1);

	if (!memory)
		memory_exhausted("items");
	return memory;
}

void *
memory_resize(void *old, size_t count, size_t size_bytes)
{
	void *memory = reallocarray(old, count ? count : 1, size_bytes);

	if (!memory)
		memory_exhausted("items");
	return memory;
}

char *
memory_copy_text(const char *text)
{
	size_t bytes = strlen(text) + 1;

	return memcpy(memory_zeroed(bytes, 1), text, bytes);
}

void *
memory_grow(void *array, size_t count, size_t *capacity, size_t size_bytes)
{
	if (count < *capacity)
		return array;
	*capacity = *capacity ? *capacity * 2 : 16;
	return memory_resize(array, *capacity, size_bytes);
}

char *
text_format(const char *format, ...)
{
	va_list arguments;
	char *text = NULL;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		memory_exhausted("a string");
	va_end(arguments);
	return text;
}

void
cleanup_free_pointer(void *pointer)
{
	void *memory;

	memcpy(&memory, pointer, sizeof memory);
	free(memory);
}

void
cleanup_close_file(FILE **file)
{
	if (*file)
		(void)fclose(*file);
}
