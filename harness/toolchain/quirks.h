/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What differs from Go release to Go release, in one table (quirks.def) that the rest of gorge asks.
 */
#ifndef GORGE_TOOLCHAIN_QUIRKS_H
#define GORGE_TOOLCHAIN_QUIRKS_H

#include "toolchain/toolchain.h"

enum quirk_id {
#define QUIRK(id, from, to, what, source) QUIRK_##id,
#include "toolchain/quirks.def"
#undef QUIRK
	QUIRK_COUNT
};

struct quirk {
	const char *name;
	unsigned from, to; /* minor releases, both included; QUIRK_NEWEST: and still */
	const char *what, *source;
};

#define QUIRK_NEWEST (~0U)

/* In the order of quirks.def. */
extern const struct quirk quirks[QUIRK_COUNT];

/* Whether it holds for the release 1.minor. */
bool quirk_holds(enum quirk_id id, unsigned minor);
/* Whether it holds for this toolchain; a development tree counts as what it will become. */
bool toolchain_has(const struct toolchain *toolchain, enum quirk_id id);

#endif
