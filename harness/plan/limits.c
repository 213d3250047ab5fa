/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/limits.h"
#include "base/text.h"

bool
memory_limit_parse(const char *text, struct memory_limit *limit)
{
	*limit = (struct memory_limit){0};
	if (text_to_count(text, &limit->bytes))
		return limit->bytes > 0;
	return text_ends_with(text, "%") && text_to_number(text, &limit->share) && limit->share > 0 &&
		   limit->share <= 1;
}

uint64_t
memory_limit_bytes(struct memory_limit limit, uint64_t usable_bytes)
{
	return limit.bytes > 0 ? limit.bytes : (uint64_t)(limit.share * (double)usable_bytes);
}

bool
timeout_parse(const char *text, uint64_t *timeout_ns)
{
	return text_to_duration_ns(text, timeout_ns) && *timeout_ns > 0;
}
