/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/settings.h"
#include "base/memory.h"
#include "base/text.h"
#include "plan/limits.h"

#include <stdlib.h>

static const char *const accepted[] = {
	[SETTING_ANY] = "any text",
	[SETTING_COUNT_FROM_1] = "a whole number from 1",
	[SETTING_PERCENT] = "a whole number, or off",
	[SETTING_BYTES] = "a number of bytes such as 500MiB, or off",
	[SETTING_BOOLEAN] = "0 or 1",
	[SETTING_LEVEL] = "v1, v2, v3 or v4",
	[SETTING_MEMORY] = "a size such as 4Gi, or a share of the memory here such as 90%",
	[SETTING_TIME] = "a time such as 90s, 30m or 2h",
};

enum {
	KIND_ANY = SETTING_ANY,
	KIND_COUNT = SETTING_COUNT_FROM_1,
	KIND_PERCENT = SETTING_PERCENT,
	KIND_BYTES = SETTING_BYTES,
	KIND_BOOLEAN = SETTING_BOOLEAN,
	KIND_LEVEL = SETTING_LEVEL,
	KIND_MEMORY = SETTING_MEMORY,
	KIND_TIME = SETTING_TIME,
};

const struct setting settings[] = {
#define SETTING(name, kind, accepts, standard, help)                                                         \
	[SETTING_##name] = {#name, SETTING_##kind, (enum setting_accepts)KIND_##accepts, standard, help},
#include "plan/settings.def"
#undef SETTING
};

enum setting_id
setting_find(const char *name)
{
	int id = 0;

	while (id < SETTING_COUNT && !text_equal(settings[id].name, name))
		id++;
	return (enum setting_id)id;
}

/* GOMEMLIMIT's own grammar: a number with an optional B, KiB, MiB, GiB or TiB. */
static bool
is_byte_limit(const char *text)
{
	char *rest;

	(void)strtoull(text, &rest, 10);
	return rest != text && (*rest == '\0' || text_equal(rest, "B") || text_equal(rest, "KiB") ||
							   text_equal(rest, "MiB") || text_equal(rest, "GiB") || text_equal(rest, "TiB"));
}

static bool
accepts_text(enum setting_accepts accepts, const char *text)
{
	bool off = text_equal(text, "off");
	struct memory_limit limit;
	uint64_t count;

	switch (accepts) {
	case SETTING_ANY:
		return true;
	case SETTING_COUNT_FROM_1:
		return text_to_count(text, &count) && count >= 1;
	case SETTING_PERCENT:
		return off || text_to_count(text, &count);
	case SETTING_BYTES:
		return off || is_byte_limit(text);
	case SETTING_BOOLEAN:
		return text_equal(text, "0") || text_equal(text, "1");
	case SETTING_LEVEL: /* from Go 1.24 at the latest, the go command takes any other for v1 without a word */
		return text[0] == 'v' && text[1] >= '1' && text[1] <= '4' && text[2] == '\0';
	case SETTING_MEMORY:
		return memory_limit_parse(text, &limit);
	case SETTING_TIME:
		return timeout_parse(text, &count);
	}
	return false;
}

bool
setting_accepts(enum setting_id id, const char *text, struct error *err)
{
	const struct setting *setting = &settings[id];

	if (setting_is_unset(text) || accepts_text(setting->accepts, text))
		return true;
	return error_raise(
		err, ERROR_BAD_VALUE, setting->name, "'%s' is not %s, or unset", text, accepted[setting->accepts]);
}

bool
setting_is_unset(const char *value)
{
	return text_equal(value, "unset");
}

bool
setting_in_ids(enum setting_id id, const char *value)
{
	return id <= SETTING_buildmode || !text_equal(value, settings[id].standard);
}

char *
setting_value(enum setting_id id, const char *text)
{
	bool left_out = settings[id].kind != SETTING_ENVIRONMENT && settings[id].standard[0] != '<';

	return memory_copy_text(left_out && setting_is_unset(text) ? settings[id].standard : text);
}

bool
setting_is_limit(enum setting_id id)
{
	return settings[id].kind == SETTING_LIMIT;
}

char *
setting_default(enum setting_id id, unsigned processors, const char *gomaxprocs)
{
	uint64_t threads = processors;

	if (settings[id].standard[0] != '<')
		return memory_copy_text(settings[id].standard);
	if (gomaxprocs)
		(void)text_to_count(gomaxprocs, &threads); /* "unset" leaves the processors, as in the tools */
	if (id == SETTING_c && threads > 4)
		threads = 4;
	return text_format("%llu", (unsigned long long)threads);
}

bool
setting_add_axis(struct axes *axes, const char *name, const char *value, struct error *err)
{
	struct list *values = &axes_add(axes, AXIS_SETTING, name)->values;

	if (!axis_expand(value, name, values, err))
		return false;
	for (size_t i = 0; i < values->count; i++)
		if (!setting_accepts(setting_find(name), values->items[i], err))
			return false;
	return true;
}
