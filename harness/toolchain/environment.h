/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The environments of go commands: built from nothing for what is measured, the user's own for what may use
 * the network.
 */
#ifndef GORGE_TOOLCHAIN_ENVIRONMENT_H
#define GORGE_TOOLCHAIN_ENVIRONMENT_H

#include "base/error.h"
#include "toolchain/toolchain.h"

/* The fixed part of every environment that gorge gives to a go command, built from nothing (DESIGN 6.4):
 * GOENV=off GOTOOLCHAIN=local GOPROXY=off GOFLAGS= GOTELEMETRY=off GO111MODULE=on GOSUMDB=off, PATH with
 * the toolchain's bin first, HOME and TMPDIR and GOTMPDIR and GOPATH below `home`, and GOCACHE = `cache`.
 * The caller appends what its cell sets; a later value of the same name replaces an earlier one by
 * environment_set(). */
void toolchain_environment(
	const struct toolchain *toolchain, const char *home, const char *cache, struct list *environment);
/* Makes `home` fit for toolchain_environment(): its folders, and the setting that keeps the go command from
 * counting into files and starting a telemetry process of its own beside the build (GOTELEMETRY itself cannot
 * be set from outside, only this file can). */
bool toolchain_home_make(const char *home, struct error *err);
/* Appends "GOPROXY=..." and what else of the go command's settings reaches proxies and private repositories,
 * as the user has it for this go command, in variables or by `go env -w`. Raises PROGRAM. */
bool toolchain_network_settings(const char *go, struct list *settings, struct error *err);
/* The same from what `go env` answers: a line for each name, an empty one for what a release does not know
 * or the user has not set. Pure. */
void toolchain_network_settings_parse(const char *answer, struct list *settings);
/* Appends "NAME=value" as the user's own builds have it, for the names that this go command answers for (`go
 * env`): by variables, by `go env -w`, or its own standards. Nothing is fetched for it, and nothing of the
 * user's is written. Raises PROGRAM, with what the go command says, where it does not take a setting itself.
 */
bool toolchain_user_settings(
	const char *go, const char *const *names, size_t count, struct list *settings, struct error *err);
/* The environment for a go command that may use the network, never for a measured one: the user's own, since
 * proxies, certificates and the keys of private repositories come in many variables, less every GO* but those
 * settings; GOENV=off, so that nothing else that the user has set for builds comes in; GOPATH = `gopath`,
 * GOTOOLCHAIN=local, GO111MODULE=on, GOFLAGS empty. */
void toolchain_network_environment(const struct list *settings, const char *gopath, struct list *environment);
/* Sets NAME=value in an environment; value NULL removes it. */
void environment_set(struct list *environment, const char *name, const char *value);

#endif
