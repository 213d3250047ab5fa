/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A CSV file that an older gorge began, brought to the columns of this one, so that it can be added to.
 */
#ifndef GORGE_RECORD_UPGRADE_H
#define GORGE_RECORD_UPGRADE_H

#include "base/error.h"
#include "base/text.h"
#include "record/columns.h"

/* Replaces a file with another header, in one step, by one whose header is exactly the layout's; what a row
 * lacks is what `given`, one a column of the layout, says of it (NULL, or a NULL among them: empty, not
 * measured). Appends to `story` one line that names the columns which came in. Raises
 * RESULTS_SCHEMA for rows of another schema and for a column that the layout lacks (a newer gorge's): nothing
 * is thrown away, and the file stays as it was. A file that is missing, or has no complete header, needs no
 * upgrade; a blank one is deleted. Memory does not depend on the file's size. */
bool csv_upgrade(const char *path, const struct csv_layout *layout, const char *const *given,
	struct text *story, struct error *err);

#endif
