/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/toolchain.h"

#include <stdlib.h>

void
toolchain_dispose(struct toolchain *toolchain)
{
	free(toolchain->request);
	free(toolchain->goroot);
	free(toolchain->go);
	free(toolchain->version);
	lock_let_go(&toolchain->in_use);
	*toolchain = (struct toolchain){0};
}

bool
toolchain_at_least(const struct toolchain *toolchain, unsigned minor)
{
	return toolchain->major > 1 || (toolchain->major == 1 && toolchain->minor >= minor);
}
