/* relais-demo.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "relais-clock.h"
#include "relais-demo-private.h"
#include "relais-json.h"

#define RESOURCE_FOLDER "/org/relais/Relais/demo"
#define DAY (24 * 60 * 60)

/* Maildir++ names a folder ".Sent"; the inbox is the folder itself. */
static char *
make_folder (const char  *maildir,
             const char  *id,
             GError     **error)
{
  static const char * const parts[] = { "cur", "new", "tmp" };
  static const struct { const char *id; const char *name; } names[] = {
    { "inbox", NULL }, { "sent", ".Sent" }, { "archive", ".Archive" }, { "drafts", ".Drafts" }, { "trash", ".Trash" },
    { "outbox", ".Outbox" },
  };
  g_autofree char *folder = g_strdup (maildir);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (id, names[i].id) == 0 && names[i].name != NULL)
      {
        g_free (folder);
        folder = g_build_filename (maildir, names[i].name, NULL);
      }

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (folder, parts[i], NULL);

      if (g_mkdir_with_parents (path, 0700) != 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "the demo's mailbox: %s", g_strerror (errno));
          return NULL;
        }
    }

  return g_steal_pointer (&folder);
}

/* The demo's mails were written for one day; they move by whole days, so that the newest is of today and weekdays in the texts may
 * differ but never hours. */
static char *
shift_dates (const char *mail,
             gsize       length,
             gint64      days,
             gint64     *written)
{
  static const char * const day_names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char * const month_names[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  };
  const char *header = g_str_has_prefix (mail, "Date: ") ? mail : strstr (mail, "\nDate: ");
  const char *end = header != NULL ? strpbrk (header + 1, "\r\n") : NULL;
  g_autoptr(GDateTime) shifted = NULL;
  g_autoptr(GDateTime) date = NULL;
  GString *result;
  int day;
  int year;
  int hour;
  int minute;
  int second;
  char month[4];
  char zone[6];
  guint m;

  if (end == NULL ||
      sscanf (strchr (header, ':') + 1, " %*3s, %d %3s %d %d:%d:%d %5s", &day, month, &year, &hour, &minute, &second, zone) != 7)
    return g_strndup (mail, length);
  for (m = 0; m < G_N_ELEMENTS (month_names); m++)
    if (g_str_equal (month_names[m], month))
      break;
  date = g_date_time_new_utc (year, (int) m + 1, day, hour, minute, second);
  if (date == NULL)
    return g_strndup (mail, length);

  shifted = g_date_time_add_days (date, (int) days);
  *written = g_date_time_to_unix (shifted);
  result = g_string_new_len (mail, (gssize) (strchr (header, ':') + 1 - mail));
  g_string_append_printf (result, " %s, %02d %s %04d %02d:%02d:%02d %s", day_names[g_date_time_get_day_of_week (shifted) - 1],
                          g_date_time_get_day_of_month (shifted), month_names[g_date_time_get_month (shifted) - 1],
                          g_date_time_get_year (shifted), hour, minute, second, zone);
  g_string_append_len (result, end, (gssize) (mail + length - end));

  return g_string_free_and_steal (result);
}

static gboolean
write_message (const char  *folder,
               JsonObject  *message,
               gint64       days,
               gint64       now,
               guint        index,
               GError     **error)
{
  const char *file = relais_json_get_string (message, "file", "");
  g_autofree char *resource = g_build_path ("/", RESOURCE_FOLDER, file, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (resource, 0, error);
  g_autofree char *mail = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  gint64 written = now / 1000;
  gsize length;
  const char *data;

  if (bytes == NULL)
    return FALSE;

  data = g_bytes_get_data (bytes, &length);
  /* Mails may hold NUL bytes; a date never stands behind one. */
  mail = memchr (data, '\0', length) == NULL ? shift_dates (data, length, days, &written) : NULL;
  /* The first part of the name is when it arrived. */
  name = g_strdup_printf ("%" G_GINT64_FORMAT ".demo%u.relais:2,%s%s", written, index,
                          relais_json_get_bool (message, "flagged", FALSE) ? "F" : "",
                          relais_json_get_bool (message, "read", FALSE) ? "S" : "");
  path = g_build_filename (folder, "cur", name, NULL);

  return g_file_set_contents (path, mail != NULL ? mail : data, mail != NULL ? -1 : (gssize) length, error);
}

static gint64
count_days (JsonObject *root,
            gint64      now)
{
  g_autoptr(GDateTime) reference = g_date_time_new_from_iso8601 (relais_json_get_string (root, "reference", ""), NULL);

  return reference != NULL ? (now / 1000 - g_date_time_to_unix (reference)) / DAY : 0;
}

/* See the header. */
RelaisDemo *
relais_demo_unpack (const char  *folder,
                    gint64       now,
                    GError     **error)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (RESOURCE_FOLDER "/demo.json", 0, error);
  g_autoptr(RelaisDemo) self = g_new0 (RelaisDemo, 1);
  JsonObject *root;
  JsonObject *me;
  JsonArray *folders;
  guint index = 0;

  if (bytes == NULL)
    return NULL;
  self->root = relais_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                  g_bytes_get_size (bytes), "demo.json", error);
  if (self->root == NULL)
    return NULL;

  root = json_node_get_object (self->root);
  me = relais_json_get_object (root, "me");
  self->address = g_strdup (relais_json_get_string (me, "address", ""));
  self->name = g_strdup (relais_json_get_string (me, "name", ""));
  self->maildir = g_build_filename (folder, "Maildir", NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *made = make_folder (self->maildir, i == 0 ? "outbox" : "trash", error);

      if (made == NULL)
        return NULL;
    }
  folders = relais_json_get_array (root, "folders");
  for (guint i = 0; folders != NULL && i < json_array_get_length (folders); i++)
    {
      JsonObject *object = json_array_get_object_element (folders, i);
      g_autofree char *path = make_folder (self->maildir, relais_json_get_string (object, "id", ""), error);
      JsonArray *messages = relais_json_get_array (object, "messages");

      if (path == NULL)
        return NULL;
      for (guint j = 0; messages != NULL && j < json_array_get_length (messages); j++)
        if (!write_message (path, json_array_get_object_element (messages, j), count_days (root, now), now, index++, error))
          return NULL;
    }

  return g_steal_pointer (&self);
}

void
relais_demo_free (RelaisDemo *self)
{
  g_free (self->address);
  g_free (self->name);
  g_free (self->maildir);
  g_clear_pointer (&self->root, json_node_unref);
  g_free (self);
}

static gboolean
set_setting (RelaisSql   *sql,
             const char  *key,
             const char  *value,
             GError     **error)
{
  g_autoptr(JsonNode) node = json_node_init_string (json_node_alloc (), value);
  g_autofree char *text = relais_json_stringify (node);

  return relais_sql_exec (sql, error, "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", "ss", key, text);
}

static gint64
add_member (RelaisSql   *sql,
            JsonObject  *member,
            GError     **error)
{
  if (!relais_sql_exec (sql, error, "INSERT INTO member (name, address, language, created) VALUES (?, ?, ?, ?)", "sssi",
                        relais_json_get_string (member, "name", ""), relais_json_get_string (member, "address", ""),
                        relais_json_get_string (member, "language", "en"), relais_clock_now ()))
    return 0;

  return relais_sql_last_id (sql);
}

static gboolean
assign_kinds (RelaisSql   *sql,
              JsonArray   *kinds,
              const char  *member_id,
              gint64       member,
              GError     **error)
{
  for (guint i = 0; kinds != NULL && i < json_array_get_length (kinds); i++)
    {
      JsonObject *kind = json_array_get_object_element (kinds, i);
      const char *action = relais_json_get_string (kind, "action", NULL);

      if (g_strcmp0 (relais_json_get_string (kind, "member", NULL), member_id) == 0 &&
          !relais_sql_exec (sql, error, "UPDATE kind SET member = ?, action = COALESCE(?, action) WHERE id = ?", "iss",
                            member, action, relais_json_get_string (kind, "kind", "")))
        return FALSE;
    }

  return TRUE;
}

/* See the header. */
gboolean
relais_demo_install (RelaisSql   *sql,
                     RelaisDemo  *self,
                     GError     **error)
{
  JsonObject *root = json_node_get_object (self->root);
  JsonObject *signature = relais_json_get_object (relais_json_get_object (root, "me"), "signature");
  JsonArray *members = relais_json_get_array (root, "members");

  /* Nothing that arrives in it is older than the workspace. */
  if (!relais_sql_exec (sql, error, "INSERT OR REPLACE INTO setting (key, value) VALUES ('workspace.created', '1')", "") ||
      !set_setting (sql, "me.name", self->name, error) ||
      !set_setting (sql, "me.team", relais_json_get_string (relais_json_get_object (root, "team"), "name", ""), error) ||
      !set_setting (sql, "me.signature-en", relais_json_get_string (signature, "en", ""), error) ||
      !set_setting (sql, "me.signature-fr", relais_json_get_string (signature, "fr", ""), error))
    return FALSE;

  for (guint i = 0; members != NULL && i < json_array_get_length (members); i++)
    {
      JsonObject *member = json_array_get_object_element (members, i);
      gint64 row = add_member (sql, member, error);

      if (row == 0 ||
          !assign_kinds (sql, relais_json_get_array (root, "kinds"), relais_json_get_string (member, "id", ""), row, error))
        return FALSE;
    }

  return TRUE;
}
