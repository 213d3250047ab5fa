/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/prepare/source.h"

#include "execute/projects/settled.h"
#include "generators/project_inspect.h"

bool
source_look(const struct project *project, struct project_look *look, struct error *err)
{
	if (project->local)
		return local_project_look(project->local, look, err);
	*look = (struct project_look){0};
	return project_look(project->folder, look, err);
}

void
source_compare(const struct project_look *before, const struct project_look *after, bool folders_too,
	char touched[SOURCE_PATH_BYTES])
{
	bool same = hash_equal(before->files, after->files) &&
				(!folders_too || hash_equal(before->folders, after->folders));

	const char *newest = after->newest[0] != '\0' ? after->newest : before->newest;

	(void)snprintf(touched, SOURCE_PATH_BYTES, "%s", same ? "" : newest);
}

/* What the host cannot do now says nothing about the project. */
static bool
says_nothing(const struct error *failure, struct error *err)
{
	if (error_status(failure->id) == STATUS_BAD_INPUT)
		return false;
	*err = *failure;
	return true;
}

/* What was done last is what there is to be shown of several changes. */
static bool
raise_changed(const struct project *project, const char *why, struct error *err)
{
	struct project_look now;
	struct error gone = ERROR_INIT;

	if (!source_look(project, &now, &gone))
		return !says_nothing(&gone, err) &&
			   error_raise(err, ERROR_PROJECT_CHANGED, project->folder, "%s: %s", why, gone.why);
	return error_raise(err, ERROR_PROJECT_CHANGED, project->folder,
		"%s; what changed last is %.200s, and of the run that it fell into nothing was recorded", why,
		now.newest);
}

bool
source_read(const struct project *project, struct error *err)
{
	struct project_facts now;
	struct error unread = ERROR_INIT;
	bool read = project->local ? local_project_read(project->local, &now, &unread)
							   : project_inspect(project->folder, &now, &unread);

	if (!read)
		return !says_nothing(&unread, err) &&
			   raise_changed(project, "its files cannot be read any more", err);
	return hash_equal(now.hash, project->facts.hash) ||
		   raise_changed(project, "its files are no longer those of when gorge began", err);
}

static bool
look(const void *project, struct project_look *look, struct error *err)
{
	return source_look(project, look, err);
}

bool
source_renew(struct preparation *preparation, const struct project *project, struct error *err)
{
	struct project *own = &preparation->projects[project - preparation->projects];
	struct error gone = ERROR_INIT; /* which reading tells */

	(void)project_look_settled(look, project, &own->look, &gone);
	return source_read(project, err);
}

bool
source_check(struct preparation *preparation, const struct project *project, bool folders_too,
	char touched[SOURCE_PATH_BYTES], struct error *err)
{
	struct project_look now = {0};
	struct error gone = ERROR_INIT;

	(void)source_look(project, &now, &gone); /* half a look is another look */
	source_compare(&project->look, &now, folders_too, touched);
	return touched[0] == '\0' ||
		   (source_renew(preparation, project, err) && preparation_forget(preparation, err));
}
