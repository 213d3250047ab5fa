/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/releases/load_note.h"

#include "analyse/compare/side_loads.h"
#include "present/format.h"

void
load_note(
	const struct sides *sides, size_t first, size_t second, const struct page_style *style, struct text *text)
{
	struct side_loads loads = side_loads_of(sides, first, second);
	char before[FORMAT_BYTES], after[FORMAT_BYTES];

	if (!loads.differ)
		return;
	text_append_format(text,
		"%snote: others used %s of the processors while %s was measured, and %s while %s was; compiles that "
		"collect garbage peak higher on a busy host, and times are longer, so what differs may be the load: "
		"measure both together on a host left alone (gorge compare RELEASE RELEASE, or one experiment with "
		"both, shuffles their runs)\n",
		style->markdown ? "\n" : "", format_percent(before, loads.first), sides->items[first].name,
		format_percent(after, loads.second), sides->items[second].name);
}
