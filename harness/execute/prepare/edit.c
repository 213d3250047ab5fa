/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/prepare/edit.h"
#include "platform/file.h"
#include "base/memory.h"
#include "execute/stores/go_helper.h"
#include "plan/experiment.h"
#include "plan/workload_axes.h"
#include "platform/process.h"

#include <stdlib.h>
#include <string.h>

enum { STATUS_IMPOSSIBLE = 3 }; /* of bench/editor */

static bool
run_editor(const struct edit *edit, const char *cache, struct text *messages, int *status, struct error *err)
{
	const char *kind = cache + strlen(EDIT_PREFIX), *place = strchr(kind, '@') + 1;
	CLEANUP_LIST struct list argv = {0};

	list_add(&argv, edit->editor);
	list_add_format(&argv, "-edit=%.*s", (int)strcspn(kind, "@"), kind);
	list_add_format(&argv, "-at=%s", place);
	list_add_format(&argv, "-undo=%s", edit->undo);
	list_add(&argv, edit->project);
	struct process process = process_of(&argv, NULL, NULL);
	return process_run(&process, NULL, messages, status, err);
}

bool
edit_apply(
	const struct edit_request *request, struct edit *edit, char *why, size_t why_bytes, struct error *err)
{
	CLEANUP_TEXT struct text messages = {0};
	int status;

	*edit = (struct edit){.editor = go_helper_program("editor", request->toolchain, request->workspace, err),
		.project = memory_copy_text(request->project),
		.undo = memory_copy_text(request->undo)};
	if (!edit->editor || !run_editor(edit, request->state, &messages, &status, err))
		return false;
	if (status == STATUS_IMPOSSIBLE)
		(void)snprintf(why, why_bytes, "no package of this project can be edited so: %s", request->state);
	else if (status != 0)
		return error_raise(err, ERROR_PREPARE, edit->editor, "%s", text_string(&messages));
	return true;
}

bool
edit_undo(struct edit *edit, struct error *err)
{
	CLEANUP_FREE char *restore = text_format("-restore=%s", edit->undo ? edit->undo : "");
	struct process process = {.argv = (const char *const[]){edit->editor, restore, edit->project, NULL}};
	bool done =
		!edit->undo || !file_is_folder(edit->undo) || process_check(&process, NULL, ERROR_PREPARE, err);

	free(edit->editor);
	free(edit->project);
	free(edit->undo);
	*edit = (struct edit){0};
	return done;
}
