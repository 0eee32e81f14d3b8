/* relais-spool-files.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "relais-file.h"
#include "relais-spool-private.h"

#define STEP (1024 * 1024)

static gboolean
cannot_keep (GError **error)
{
  g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_TRY_LATER, "the mail was not queued because its files cannot be kept: %s",
               g_strerror (errno));

  return FALSE;
}

static gboolean
cannot_read (GError     **error,
             const char  *fault)
{
  g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "file: %s", fault);

  return FALSE;
}

static gboolean
write_all (int          out,
           const char  *buffer,
           gsize        length,
           GError     **error)
{
  while (length > 0)
    {
      ssize_t n = write (out, buffer, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return cannot_keep (error);
      buffer += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* First as the file system does it, which may share the blocks; what it does not do is read and written. */
static gboolean
copy_content (int            in,
              int            out,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *buffer = NULL;
  ssize_t n;

  while ((n = copy_file_range (in, NULL, out, NULL, STEP, 0)) > 0)
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  if (n < 0 && (errno == ENOSPC || errno == EDQUOT || errno == EFBIG))
    return cannot_keep (error);

  buffer = g_malloc (STEP);
  while ((n = read (in, buffer, STEP)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return cannot_read (error, g_strerror (errno));
      if (!write_all (out, buffer, (gsize) n, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }

  return fsync (out) == 0 || cannot_keep (error);
}

static gboolean
copy_file (const char    *source,
           const char    *target,
           GCancellable  *cancellable,
           GError       **error)
{
  /* A pipe has no end to wait for. */
  g_autofd int in = open (source, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autofd int out = -1;
  struct stat status;

  if (in < 0 || fstat (in, &status) < 0)
    return cannot_read (error, g_strerror (errno));
  if (!S_ISREG (status.st_mode))
    return cannot_read (error, "not a regular file");
  if (status.st_size > RELAIS_OUTGOING_MAX_FILE)
    return cannot_read (error, "too large");

  out = open (target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  return out >= 0 ? copy_content (in, out, cancellable, error) : cannot_keep (error);
}

/* Each file in a folder of its own, under its own name: two may have the same. */
static char *
make_place (const char         *folder,
            guint               index,
            const char         *source,
            GError            **error)
{
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *place = g_build_filename (folder, number, NULL);
  g_autofree char *name = g_path_get_basename (source);

  if (g_mkdir_with_parents (place, 0700) < 0)
    {
      cannot_keep (error);
      return NULL;
    }

  return g_build_filename (place, name, NULL);
}

gboolean
relais_spool_copy (RelaisOutgoing  *outgoing,
                   const char      *folder,
                   GCancellable    *cancellable,
                   GError         **error)
{
  for (guint i = 0; i < outgoing->files->len; i++)
    {
      RelaisOutgoingFile *file = outgoing->files->pdata[i];
      g_autofree char *target = make_place (folder, i, file->path, error);

      if (target == NULL || !copy_file (file->path, target, cancellable, error))
        {
          relais_file_remove_tree (folder, NULL);
          return FALSE;
        }
      g_set_str (&file->path, target);
    }

  return TRUE;
}
