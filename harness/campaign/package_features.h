/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the packages of real code are made of, kept beside what their compiles took: so that a comparison
 * can say what those that a release has moved have in common, years later and where their source is not.
 */
#ifndef GORGE_CAMPAIGN_PACKAGE_FEATURES_H
#define GORGE_CAMPAIGN_PACKAGE_FEATURES_H

#include "execute/session.h"

/* Adds to packages.csv of the results folder, whose lock is held, the packages of each project of real code
 * and target that it lacks, as bench/survey counts them by the newest of the session's toolchains that has
 * built it. Nothing of a toolchain's own source, which is another one on each release, nor of what only
 * toolchains older than generics have built. Appends to `story` a line for each project that cannot be
 * counted on this host. Raises what reading and writing results raises, and project_survey_by() but for
 * that. */
bool package_features_record(const struct session *session, struct text *story, struct error *err);

#endif
