/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/meters/meter.h"

#include "base/memory.h"
#include "base/text.h"

const struct meter *const meters[] = {
#define METER(id) &meter_##id,
#include "measure/meters/meters.def"
#undef METER
	NULL,
};

static const char *
name_at(size_t index, const void *context)
{
	(void)context;
	return meters[index] ? meters[index]->name : NULL;
}

static bool
choose_named(const char *name, const struct meter **meter, struct error *err)
{
	const char *nearest;

	for (size_t i = 0; meters[i]; i++)
		if (text_equal(meters[i]->name, name)) {
			*meter = meters[i];
			return meters[i]->probe(err);
		}
	nearest = text_nearest(name, name_at, NULL);
	if (nearest)
		return error_raise(err, ERROR_UNKNOWN_METER, name, "did you mean '%s'?", nearest);
	return error_raise(err, ERROR_UNKNOWN_METER, name, "no meter has that name");
}

bool
meter_choose(const char *name, const struct meter **meter, struct error *err)
{
	struct error last = ERROR_INIT;

	if (name && !text_equal(name, "auto"))
		return choose_named(name, meter, err);
	for (size_t i = 0; meters[i]; i++) {
		error_clear(&last);
		if (meters[i]->probe(&last)) {
			*meter = meters[i];
			return true;
		}
	}
	*err = last;
	return false;
}
