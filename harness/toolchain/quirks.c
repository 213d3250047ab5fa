/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/quirks.h"

#define NEWEST QUIRK_NEWEST

const struct quirk quirks[QUIRK_COUNT] = {
#define QUIRK(id, from, to, what, source) [QUIRK_##id] = {#id, from, to, what, source},
#include "toolchain/quirks.def"
#undef QUIRK
};

bool
quirk_holds(enum quirk_id id, unsigned minor)
{
	return quirks[id].from <= minor && minor <= quirks[id].to;
}

bool
toolchain_has(const struct toolchain *toolchain, enum quirk_id id)
{
	return quirk_holds(id, toolchain->minor);
}
