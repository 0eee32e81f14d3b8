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

/* proc(5): another one for each start of the machine. */
#define BOOT_FILE "/proc/sys/kernel/random/boot_id"

static const char * const endings[] = { NULL, ".prepared", ".leaving", ".accepted" };

static const char *pretended_boot;

static char *
path_of (const char *folder,
         const char *name,
         const char *ending)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  g_autofree char *file = g_strdup_printf ("%.40s%s", hash, ending);

  return g_build_filename (folder, file, NULL);
}

static gboolean
fail (GError **error)
{
  g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_TRY_LATER,
               "the mail was not sent because its state cannot be kept: %s", g_strerror (errno));

  return FALSE;
}

static char *
read_boot (void)
{
  char *boot = NULL;

  if (pretended_boot != NULL)
    return g_strdup (pretended_boot);

  /* Where it cannot be read every first mark counts as the second: a question too many, never a mail too many. */
  if (!g_file_get_contents (BOOT_FILE, &boot, NULL, NULL))
    return g_uuid_string_random ();

  return boot;
}

static gboolean
prepare (const char  *folder,
         const char  *path,
         GError     **error)
{
  g_autofree char *boot = read_boot ();

  if (g_mkdir_with_parents (folder, 0700) < 0)
    return fail (error);

  return g_file_set_contents_full (path, boot, -1, G_FILE_SET_CONTENTS_DURABLE | G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL) ||
         fail (error);
}

static gboolean
forget (const char  *folder,
        const char  *message_id,
        GError     **error)
{
  for (RelaisSendMark mark = RELAIS_SEND_MARK_PREPARED; mark <= RELAIS_SEND_MARK_ACCEPTED; mark++)
    {
      g_autofree char *path = path_of (folder, message_id, endings[mark]);

      if (g_unlink (path) < 0 && errno != ENOENT)
        return fail (error);
    }

  return TRUE;
}

gboolean
relais_send_journal_set (const char      *folder,
                         const char      *message_id,
                         RelaisSendMark   mark,
                         GError         **error)
{
  g_autofree char *before = NULL;
  g_autofree char *path = NULL;

  if (mark == RELAIS_SEND_MARK_NONE)
    return forget (folder, message_id, error);

  path = path_of (folder, message_id, endings[mark]);
  if (mark == RELAIS_SEND_MARK_PREPARED)
    return prepare (folder, path, error);

  before = path_of (folder, message_id, endings[mark - 1]);

  return g_rename (before, path) == 0 || fail (error);
}

RelaisSendMark
relais_send_journal_get (const char *folder,
                         const char *message_id)
{
  g_autofree char *prepared = path_of (folder, message_id, endings[RELAIS_SEND_MARK_PREPARED]);
  g_autofree char *boot = read_boot ();
  g_autofree char *content = NULL;

  for (RelaisSendMark mark = RELAIS_SEND_MARK_ACCEPTED; mark >= RELAIS_SEND_MARK_LEAVING; mark--)
    {
      g_autofree char *path = path_of (folder, message_id, endings[mark]);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return mark;
    }
  if (!g_file_get_contents (prepared, &content, NULL, NULL))
    return RELAIS_SEND_MARK_NONE;

  return g_str_equal (content, boot) ? RELAIS_SEND_MARK_PREPARED : RELAIS_SEND_MARK_LEAVING;
}

void
relais_send_journal_set_saves (const char *folder,
                               const char *account)
{
  g_autofree char *path = path_of (folder, account, ".saves");

  /* Learned again when it gets lost. */
  g_file_set_contents (path, "", 0, NULL);
}

gboolean
relais_send_journal_get_saves (const char *folder,
                               const char *account)
{
  g_autofree char *path = path_of (folder, account, ".saves");

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

void
relais_send_journal_set_boot (const char *boot)
{
  pretended_boot = boot;
}
