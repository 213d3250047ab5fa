/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder of a test program's own: make_folder() and delete_folder() are its group's setup and teardown.
 */
#ifndef GORGE_TESTS_SCRATCH_FOLDER_H
#define GORGE_TESTS_SCRATCH_FOLDER_H

#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"

#include <stdlib.h>

static char *folder; /* made once */

static int
make_folder(void **state)
{
	char template[] = "/tmp/gorge-test-XXXXXX";

	(void)state;
	folder = memory_copy_text(mkdtemp(template) ? template : "");
	return *folder == '\0';
}

static int
delete_folder(void **state)
{
	struct error err = ERROR_INIT;
	bool deleted = folder_delete(folder, &err);

	(void)state;
	free(folder);
	return !deleted;
}

#endif
