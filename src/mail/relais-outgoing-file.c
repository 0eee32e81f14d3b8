/* relais-outgoing-file.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-address-private.h"
#include "relais-outgoing-private.h"

#define MAX_FILE_NAME 180

static gboolean
invalid (GError     **error,
         const char  *field,
         const char  *fault)
{
  g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_INVALID, "%s: %s", field, fault);

  return FALSE;
}

void
relais_outgoing_file_free (gpointer data)
{
  RelaisOutgoingFile *self = data;

  g_free (self->path);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self->content_id);
  g_free (self);
}

/* "type/subtype" of RFC 2045 tokens. A multipart cannot be a file: its type would promise a structure. */
static gboolean
is_media_type (const char *text)
{
  g_auto(GStrv) halves = g_strsplit (text, "/", 3);

  if (g_strv_length (halves) != 2 || strlen (text) > 127 || g_ascii_strcasecmp (halves[0], "multipart") == 0)
    return FALSE;

  for (guint i = 0; i < 2; i++)
    {
      if (halves[i][0] == '\0')
        return FALSE;
      for (const char *c = halves[i]; *c != '\0'; c++)
        if (!g_ascii_isalnum (*c) && strchr ("!#$&^_.+-", *c) == NULL)
          return FALSE;
    }

  return TRUE;
}

static char *
guess_media_type (const char *name)
{
  g_autofree char *content_type = g_content_type_guess (name, NULL, 0, NULL);
  g_autofree char *media_type = g_content_type_get_mime_type (content_type);

  if (media_type == NULL || !is_media_type (media_type))
    return g_strdup ("application/octet-stream");

  return g_steal_pointer (&media_type);
}

static gboolean
add_file (RelaisOutgoing  *self,
          const char      *path,
          const char      *name,
          const char      *media_type,
          const char      *content_id,
          GError         **error)
{
  g_autofree char *base = NULL;
  RelaisOutgoingFile *file;

  if (self->files->len >= RELAIS_OUTGOING_MAX_FILES)
    return invalid (error, "file", "too many");
  if (!g_path_is_absolute (path))
    return invalid (error, "file", "the path is not absolute");

  base = name != NULL ? g_strdup (name) : g_filename_display_basename (path);
  if (!relais_header_check ("file name", base, MAX_FILE_NAME, error))
    return FALSE;
  if (*base == '\0' || strchr (base, '/') != NULL || strchr (base, '\\') != NULL)
    return invalid (error, "file name", "not a plain name");
  if (media_type != NULL && !is_media_type (media_type))
    return invalid (error, "media type", "not valid");

  file = g_new0 (RelaisOutgoingFile, 1);
  file->path = g_strdup (path);
  file->media_type = media_type != NULL ? g_ascii_strdown (media_type, -1) : guess_media_type (base);
  file->name = g_steal_pointer (&base);
  file->content_id = g_strdup (content_id);
  g_ptr_array_add (self->files, file);

  return TRUE;
}

gboolean
relais_outgoing_add_file (RelaisOutgoing  *self,
                          const char      *path,
                          const char      *name,
                          const char      *media_type,
                          GError         **error)
{
  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return add_file (self, path, name, media_type, NULL, error);
}

gboolean
relais_outgoing_add_inline (RelaisOutgoing  *self,
                            const char      *path,
                            const char      *content_id,
                            const char      *media_type,
                            GError         **error)
{
  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (content_id != NULL, FALSE);

  if (!relais_message_id_is_valid (content_id))
    return invalid (error, "Content-ID", "not valid");

  return add_file (self, path, NULL, media_type, content_id, error);
}

gboolean
relais_outgoing_set_forwarded (RelaisOutgoing  *self,
                               GBytes          *source,
                               GError         **error)
{
  g_return_val_if_fail (RELAIS_IS_OUTGOING (self), FALSE);

  if (source != NULL && g_bytes_get_size (source) == 0)
    return invalid (error, "forwarded message", "empty");
  if (source != NULL && g_bytes_get_size (source) > RELAIS_OUTGOING_MAX_FILE)
    return invalid (error, "forwarded message", "too large");

  g_clear_pointer (&self->forwarded, g_bytes_unref);
  self->forwarded = source != NULL ? g_bytes_ref (source) : NULL;

  return TRUE;
}
