/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/memory.h"
#include "execute/projects/mod_file.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was made absolute stays as it is. Quotes and nested parentheses, which the go command would not take
 * either, may read differently the second time. */
static void
check_absolute(const char *text)
{
	CLEANUP_TEXT struct text once = {0}, twice = {0};

	mod_file_make_absolute(text, "/srv/of", &once);
	mod_file_make_absolute(text_string(&once), "/elsewhere", &twice);
	if (!strpbrk(text, "\"`\\()") && !text_equal(text_string(&once), text_string(&twice)))
		BUG("'%s' and then '%s'", text_string(&once), text_string(&twice));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP_FREE char *text = memory_zeroed(size + 1, 1);
	struct mod_file file;

	memcpy(text, data, size);
	mod_file_read(text, &file);
	mod_file_dispose(&file);
	check_absolute(text);
	return 0;
}
