/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/prepare/warm_cache.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "execute/prepare/std_cache.h"
#include "execute/stores/go_helper.h"
#include "platform/process.h"
#include "plan/workload_axes.h"

#include <stdlib.h>
#include <string.h>

/* What makes a warm cache. */
struct making {
	struct preparation *preparation;
	const struct cache_order *order;
	struct list argv;
};

/* Everything that decides what the workload leaves in a cache when it is done once. */
static void
whole_key(const struct making *making, struct text *key)
{
	text_append_format(key, "%s\n", making->order->context->project_folder);
	cache_key(making->order->context, &making->argv, key);
}

/* Std as it is kept is where all of it begins, where any of it is needed. */
static bool
begin_with_std(const struct making *making, const char *folder, struct error *err)
{
	if (making->order->std_packages->count == 0)
		return true;
	CLEANUP_FREE char *kept = std_cache(making->preparation, making->order, err);
	return kept && folder_link(kept, folder, err);
}

/* Does once, outside measuring, what will be measured. Its failure is left to the run, whose row tells of it,
 * unless it is the host's. */
static bool
warm_whole(const struct making *making, const char *folder, struct error *err)
{
	const struct workload_context *context = making->order->context;
	CLEANUP_FREE char *home = go_helper_home(making->preparation->workspace, err);
	CLEANUP_LIST struct list environment = {0};
	CLEANUP_TEXT struct text output = {0}, messages = {0};
	int exit_status;

	if (!home || !begin_with_std(making, folder, err))
		return false;
	preparation_unmeasured_environment(making->order->project, context, home, folder, &environment);
	if (making->order->workload->environment)
		making->order->workload->environment(context, &environment);
	struct process process = process_of(&making->argv, &environment, context->project_folder);
	return process_run(&process, &output, &messages, &exit_status, err) &&
		   (exit_status == 0 || !process_blames_host(&process, exit_status, text_string(&messages), err));
}

/* The warm cache of a whole target is of no use to another experiment: it stays in the workspace, made when
 * it is not there yet. The caller frees the folder's name. */
static char *
whole_cache(const struct making *making, struct error *err)
{
	CLEANUP_TEXT struct text key = {0};
	char name[HASH_TEXT_BYTES];

	whole_key(making, &key);
	(void)hash_format(name, hash_text(text_string(&key)));
	CLEANUP_FREE char *done = text_format("%s/caches/%s.done", making->preparation->workspace->folder, name);
	char *folder = workspace_folder(making->preparation->workspace, "caches", name, err);
	if (!folder || file_exists(done) || (warm_whole(making, folder, err) && file_replace(done, "", 0, err)))
		return folder;
	free(folder);
	return NULL;
}

static char *
warm_cache(struct preparation *preparation, const struct cache_order *order, struct error *err)
{
	struct making making = {preparation, order, {0}};
	char *folder;

	if (!text_equal(order->state, "warm") && !text_starts_with(order->state, EDIT_PREFIX))
		return std_cache(preparation, order, err);
	order->workload->command(order->context, &making.argv);
	folder = whole_cache(&making, err);
	list_dispose(&making.argv);
	return folder;
}

bool
warm_cache_fill(
	struct preparation *preparation, const struct cache_order *order, const char *folder, struct error *err)
{
	if (text_equal(order->state, "cold"))
		return true;
	CLEANUP_FREE char *kept = warm_cache(preparation, order, err);
	return kept && folder_link(kept, folder, err);
}
