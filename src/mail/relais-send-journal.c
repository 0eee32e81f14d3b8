/* relais-send-journal.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "relais-send-journal-private.h"

/* An empty file for each mark: its name says all, and it is there whole or not at all. */
static char *
mark_path (const char     *folder,
           const char     *message_id,
           RelaisSendMark  mark)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, message_id, -1);

  g_strlcpy (hash + 40, mark == RELAIS_SEND_MARK_ACCEPTED ? ".accepted" : ".leaving", 24);

  return g_build_filename (folder, hash, NULL);
}

static gboolean
fail (GError **error)
{
  g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_TRY_LATER,
               "the mail was not sent because its state cannot be kept: %s", g_strerror (errno));

  return FALSE;
}

gboolean
relais_send_journal_set (const char      *folder,
                         const char      *message_id,
                         RelaisSendMark   mark,
                         GError         **error)
{
  g_autofree char *leaving = mark_path (folder, message_id, RELAIS_SEND_MARK_LEAVING);
  g_autofree char *accepted = mark_path (folder, message_id, RELAIS_SEND_MARK_ACCEPTED);
  g_autofd int directory = -1;

  if (mark == RELAIS_SEND_MARK_NONE)
    {
      if ((g_unlink (leaving) < 0 && errno != ENOENT) || (g_unlink (accepted) < 0 && errno != ENOENT))
        return fail (error);
    }
  else
    {
      g_autofd int file = -1;

      if (g_mkdir_with_parents (folder, 0700) < 0)
        return fail (error);
      file = g_open (mark == RELAIS_SEND_MARK_ACCEPTED ? accepted : leaving, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
      if (file < 0)
        return fail (error);
    }

  directory = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (directory < 0)
    return mark == RELAIS_SEND_MARK_NONE && errno == ENOENT ? TRUE : fail (error);
  if (fsync (directory) < 0)
    return fail (error);

  return TRUE;
}

RelaisSendMark
relais_send_journal_get (const char *folder,
                         const char *message_id)
{
  g_autofree char *leaving = mark_path (folder, message_id, RELAIS_SEND_MARK_LEAVING);
  g_autofree char *accepted = mark_path (folder, message_id, RELAIS_SEND_MARK_ACCEPTED);

  if (g_file_test (accepted, G_FILE_TEST_EXISTS))
    return RELAIS_SEND_MARK_ACCEPTED;

  return g_file_test (leaving, G_FILE_TEST_EXISTS) ? RELAIS_SEND_MARK_LEAVING : RELAIS_SEND_MARK_NONE;
}
