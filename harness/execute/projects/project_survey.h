/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench/survey run on a project: what it is made of, counted by the host's Go.
 */
#ifndef GORGE_EXECUTE_PROJECTS_PROJECT_SURVEY_H
#define GORGE_EXECUTE_PROJECTS_PROJECT_SURVEY_H

#include "base/error.h"
#include "base/text.h"
#include "execute/projects/local_project.h"

struct survey_request {
	const char *project;         /* as local_project_open_named() takes it */
	const char *const *patterns; /* of its packages; none = the project's own "./..." */
	size_t pattern_count;
	/* Of bench/survey: "-packages", "-each", "-features", or NULL. */
	const char *flag;
};

/* Appends what the program prints. Raises NOT_A_PROJECT, BAD_TOOLCHAIN when the host's Go is older than 1.18,
 * and what opening the project raises. */
bool project_survey(const struct survey_request *request, struct text *output, struct error *err);
/* The same of a project that is open already, whose name is not looked at, by a toolchain that has
 * generics. */
bool project_survey_by(const struct toolchain *toolchain, const struct local_project *project,
	const struct survey_request *request, struct text *output, struct error *err);

#endif
