/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `go test` compiles and links, from what `go list -deps -test` says. Pure text.
 *
 * go list names every package plain, again as "p [p.test]" with its own tests compiled in (and those that
 * import it, for tests that stand outside of it), and each test program "p.test". `go test` compiles what the
 * test programs reach, and the packages without tests: a plain package with tests only where something
 * imports it.
 */
#ifndef GORGE_EXECUTE_PROJECTS_GO_LIST_TESTS_H
#define GORGE_EXECUTE_PROJECTS_GO_LIST_TESTS_H

#include "execute/projects/local_packages.h"

/* -f of the go list whose output go_list_tests_count() reads. */
extern const char go_list_tests_format[];

/* Adds to packages; vets only hold when there are no tests. Takes the text apart. False for a line of another
 * form, which is then in *bad_line. */
bool go_list_tests_count(char *listing, struct local_packages *packages, const char **bad_line);

#endif
