/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/shim_reader.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every text of every tool must end inside the log's own memory, which ASan watches. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct shim_log log;

	shim_log_parse(data, size, 1000, &log);
	for (size_t i = 0; i < log.count; i++)
		if (strlen(log.tools[i].tool) + strlen(log.tools[i].package) > size ||
			(i > 0 && log.tools[i].started_ns < log.tools[i - 1].started_ns))
			abort();
	free(log.tools);
	free(log.strings);
	return 0;
}
