/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/old_limits.h"
#include "base/memory.h"
#include "platform/file.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>

static void
take(const json_t *root, const char *key, uint64_t unit, const char *suffix, char text[OLD_LIMIT_BYTES])
{
	json_int_t value = json_integer_value(json_object_get(root, key));

	text[0] = '\0';
	if (value > 0)
		(void)snprintf(text, OLD_LIMIT_BYTES, "%" PRIu64 "%s", (uint64_t)value / unit, suffix);
}

void
old_limits_parse(const char *environment, struct old_limits *limits)
{
	json_t *root = json_loads(environment, 0, NULL);

	take(root, "memory_limit_bytes", 1, "", limits->memory);
	take(root, "timeout_ns", 1000000, "ms", limits->timeout);
	json_decref(root);
}

void
old_limits_read(const char *folder, struct old_limits *limits)
{
	CLEANUP_FREE char *path = text_format("%s/environment.json", folder);
	CLEANUP_TEXT struct text environment = {0};

	(void)file_try_read(path, &environment);
	old_limits_parse(text_string(&environment), limits);
}

bool
old_limits_match(const char *memory, const char *timeout, const struct cell *cell, uint64_t host_bytes)
{
	static const double nearly = 0.01;
	uint64_t bytes, timeout_ns;
	double wanted = (double)memory_limit_bytes(cell->memory, host_bytes);

	if (text_to_duration_ns(timeout, &timeout_ns) && timeout_ns != cell->timeout_ns)
		return false;
	if (!text_to_count(memory, &bytes))
		return true;
	return fabs((double)bytes - wanted) <= (cell->memory.share > 0 ? nearly * wanted : 0);
}
