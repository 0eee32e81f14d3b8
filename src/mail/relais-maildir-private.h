/* relais-maildir-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Camel's maildir provider keeps files of its own in the root of a Maildir, and indexes every word unless one of them says no
 * (100,000 messages: more than ten minutes against fourteen seconds). So it is given a shadow: a folder of ours with symbolic
 * links to the real directories, and its files in place. Blocking; small. */
gboolean relais_maildir_prepare    (const char  *shadow,
                                    const char  *maildir,
                                    GError     **error);

/* Makes a folder (Maildir++: ".name") in both. @name: one level, no slash */
gboolean relais_maildir_add_folder (const char  *shadow,
                                    const char  *maildir,
                                    const char  *name,
                                    GError     **error);

G_END_DECLS
