/* relais-graphics.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/**
 * relais_graphics_init:
 *
 * Keeps GTK and WebKit from starting a GL driver on a machine that has nothing to run it on. To be called first in main(), while
 * the process has one thread: it sets environment variables, which the processes it starts inherit. What the person has set
 * (`GDK_DISABLE`, `GSK_RENDERER`, WebKit's own variables) stays as it is.
 */
void relais_graphics_init (void);
