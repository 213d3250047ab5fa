/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * go vet: every package of the target and its tests are type-checked and analysed, one vet process each; what
 * others import is compiled first, for its export data. -toolexec starts vet too, in every release.
 */
#include "base/memory.h"
#include "measure/workloads/workload.h"

static const char *const tools[] = {"vet", NULL};

static void
vet_command(const struct workload_context *context, struct list *argv)
{
	workload_go_command(context, "vet", argv);
	list_split(argv, context->target, ' ');
}

static struct reading
vet_expected(const struct workload_context *context, const struct workload_needs *needs)
{
	(void)context;
	return needs ? needs->vets : (struct reading){0};
}

const struct workload workload_vet = {
	.name = "vet",
	.summary = "analyse the target and its tests with go vet",
	.tools = tools,
	.input = WORKLOAD_INPUT_CACHE,
	.takes_tests = true,
	.vets_std = true,
	.command = vet_command,
	.expected = vet_expected,
};
