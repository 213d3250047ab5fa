/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as a results folder that is to be added to: runs.csv, tools.csv and samples.csv, parted by NULs.
 * Opening it brings it into order or refuses it with a cause; what it has accepted it accepts again unchanged,
 * and a refusal leaves every byte where it was.
 */
#include "fuzz.h"
#include "record/results.h"

static const struct csv_layout *const layouts[] = {&runs_layout, &tools_layout, &samples_layout};

static void
read_all(struct text *all)
{
	for (size_t i = 0; i < COUNT_OF(layouts); i++) {
		CLEANUP_FREE char *path = text_format("%s/%s", fuzz_folder(), layouts[i]->name);
		if (!file_try_read(path, all))
			text_append(all, "absent");
		text_append_bytes(all, "", 1);
	}
}

static bool
open_once(size_t *finished)
{
	struct results results;
	struct error err = ERROR_INIT;
	bool opened = results_open(fuzz_folder(), false, &results, &err);

	fuzz_check(opened, &err);
	if (!opened)
		return false;
	*finished = results.finished_count;
	results_close(&results);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP_TEXT struct text once = {0}, twice = {0};
	size_t finished = 0, again = 0;

	for (size_t i = 0; i < COUNT_OF(layouts); i++) {
		const uint8_t *part;
		size_t count = fuzz_part(&data, &size, &part);
		CLEANUP_FREE char *path = fuzz_put(layouts[i]->name, part, count);
		if (count == 0)
			(void)remove(path);
	}
	if (!open_once(&finished))
		return 0;
	read_all(&once);
	if (!open_once(&again) || again != finished)
		abort();
	read_all(&twice);
	if (once.length != twice.length || memcmp(once.data, twice.data, once.length) != 0)
		abort();
	return 0;
}
