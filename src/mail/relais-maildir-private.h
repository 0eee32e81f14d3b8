/* relais-maildir-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>

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

/* Puts a message into a folder of ours, as seen, once: one with the same Message-ID that was put there before is found by its
 * file's name. Neither asks what Camel knows of the folder, which after a sudden end is less than what lies in it. On the disk
 * when it returns.
 * @folder: the Maildir itself, or a folder of it; @message_id: without angle brackets */
gboolean relais_maildir_put        (const char        *folder,
                                    const char        *message_id,
                                    CamelMimeMessage  *message,
                                    GCancellable      *cancellable,
                                    GError           **error);
gboolean relais_maildir_has        (const char        *folder,
                                    const char        *message_id);

/* (transfer full): the directory of a folder. @full_name: as Camel calls it */
char    *relais_maildir_path       (const char        *maildir,
                                    const char        *full_name);

G_END_DECLS
