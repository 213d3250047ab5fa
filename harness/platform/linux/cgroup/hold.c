/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/linux/cgroup/hold.h"

#include "base/memory.h"
#include "platform/linux/cgroup/cgroup.h"
#include "platform/linux/cgroup/group.h"

#include <stdlib.h>

struct hold {
	struct group group;
};

/* In the hierarchies that are looked through for leftovers. That of version 2 first: where it has no
 * controllers, nothing is charged to it. */
static bool
make_group(struct group *group)
{
	static const enum cgroup_version versions[] = {CGROUP_V2, CGROUP_V1_MEMORY};

	for (size_t i = 0; i < COUNT_OF(versions); i++) {
		CLEANUP_PLACE struct cgroup_place place = {0};
		CLEANUP_FREE char *parent = NULL;
		struct error absent = ERROR_INIT;

		if (cgroup_find(versions[i], &place, &absent) &&
			(parent = group_nearest(place.mount, place.folder, group_is_writable)) &&
			group_create(group, parent, "hold", &absent))
			return true;
	}
	return false;
}

struct hold *
hold_open(void)
{
	struct hold hold = {.group = GROUP_NONE}, *made;

	if (!make_group(&hold.group))
		return NULL;
	made = memory_zeroed(1, sizeof *made);
	*made = hold;
	return made;
}

void
hold_close(struct hold *hold)
{
	struct error stays = ERROR_INIT;

	if (hold)
		(void)group_remove(&hold->group, &stays);
	free(hold);
}

/* A group that cannot be joined is none. */
int
hold_join(const void *hold)
{
	const struct hold *joined = hold;

	(void)group_join(&joined->group);
	return 0;
}
