/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder of a test program's own: make_folder() and delete_folder() are the setup and teardown of its group,
 * or of each test. enter_folder() and leave_folder() make it the working folder as well.
 */
#ifndef GORGE_TESTS_SCRATCH_FOLDER_H
#define GORGE_TESTS_SCRATCH_FOLDER_H

#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"

#include <stdlib.h>
#include <unistd.h>

static char *folder; /* the present one; the state is the same */

static inline int
make_folder(void **state)
{
	struct error err = ERROR_INIT;

	*state = folder = memory_copy_text("/tmp/gorge-test-XXXXXX");
	return !folder_make_unique(folder, &err);
}

static inline int
delete_folder(void **state)
{
	struct error err = ERROR_INIT;
	bool deleted = folder_delete(folder, &err);

	(void)state;
	free(folder);
	return !deleted;
}

static inline int
enter_folder(void **state)
{
	return make_folder(state) != 0 || chdir(folder) != 0;
}

static inline int
leave_folder(void **state)
{
	return chdir("/") != 0 || delete_folder(state) != 0;
}

#endif
