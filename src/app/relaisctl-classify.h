/* relaisctl-classify.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * relaisctl_classify:
 * @argc: number of arguments
 * @argv: the arguments behind the command's name, with "classify" as the first
 *
 * Measures the built-in classifier on rows {"text", "kind"}: --train FILE [--kinds FILE] [--test FILE]
 * [--threshold X] [--json]. The report goes to stdout, everything else to stderr.
 *
 * Returns: 0 done, 1 it failed, 2 wrong usage
 */
int relaisctl_classify (int    argc,
                        char **argv);

G_END_DECLS
