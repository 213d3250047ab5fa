/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "base/text.h"
#include "toolchain/release.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP_FREE char *text = memory_zeroed(size + 1, 1);
	char name[RELEASE_TEXT_BYTES];
	struct release release, again;
	struct go_version version;
	struct error err = ERROR_INIT;

	memcpy(text, data, size);
	(void)go_version_parse(text, &version);
	if (!release_parse(text, &release, &err))
		return 0;
	if (!release_parse(release_format(name, &release), &again, &err) ||
		release_compare(&release, &again) != 0)
		BUG("'%s' was read, but written it is '%s'", text, name);
	return 0;
}
