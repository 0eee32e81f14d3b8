/* relais-environment.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/**
 * relais_environment_init:
 *
 * What can be said to GTK and WebKit in environment variables only: to start no GL driver on a machine that has nothing to run it on,
 * and to compile no scripts. To be called first in main(), while the process has one thread; the processes that it starts inherit
 * them. What the person has set (`GDK_DISABLE`, `GSK_RENDERER`, WebKit's own variables) stays as it is.
 */
void relais_environment_init (void);

/**
 * relais_environment_end_after:
 *
 * The process ends then, whatever its threads do: one in the midst of a library that does not look at its cancellable would keep it for
 * minutes, and a second start would be shown to it. What is kept on the disk bears a sudden end. With exit status 0, because somebody
 * asked for the end.
 */
void relais_environment_end_after (guint seconds);
