/* relais-delivery-record.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-delivery-private.h"

static void
record_free (gpointer data)
{
  RelaisDeliveryRecord *self = data;

  g_free (self->detail);
  g_free (self);
}

char *
relais_delivery_make_detail (const char *reply,
                             const char *refused,
                             int         cause,
                             gboolean    again)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);
  if (reply != NULL)
    {
      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, reply);
    }
  if (cause >= 0)
    {
      json_builder_set_member_name (builder, "cause");
      json_builder_add_int_value (builder, cause);
    }
  if (again)
    {
      json_builder_set_member_name (builder, "again");
      json_builder_add_boolean_value (builder, TRUE);
    }
  if (refused != NULL)
    {
      json_builder_set_member_name (builder, "recipients");
      json_builder_begin_array (builder);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "address");
      json_builder_add_string_value (builder, refused);
      json_builder_set_member_name (builder, "action");
      json_builder_add_string_value (builder, "refused");
      json_builder_end_object (builder);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static gboolean
enqueue_copy (RelaisSql                   *sql,
              const RelaisDeliveryRecord  *record,
              GError                     **error)
{
  g_autofree char *key = g_strdup_printf (RELAIS_JOB_KIND_COPY ":%" G_GINT64_FORMAT, record->id);
  g_autofree char *payload = g_strdup_printf ("{\"delivery\":%" G_GINT64_FORMAT ",\"sent\":%" G_GINT64_FORMAT "}",
                                              record->id, relais_clock_now ());

  return relais_job_enqueue (sql, RELAIS_JOB_KIND_COPY, key, payload, record->copy_after, NULL, error);
}

/* A notice of delivery can be faster than this record, and knows more. */
static gboolean
write_record (RelaisSql  *sql,
              gpointer    data,
              GValue     *result,
              GError    **error)
{
  const RelaisDeliveryRecord *record = data;

  return relais_delivery_sql_set (sql, record->id, ",queued,uncertain,failed,", record->state, record->detail, NULL, error) &&
         (!record->with_copy || enqueue_copy (sql, record, error));
}

DexFuture *
relais_delivery_record_write (RelaisDatabase             *database,
                              const RelaisDeliveryRecord *record)
{
  RelaisDeliveryRecord *copy = g_memdup2 (record, sizeof *record);

  copy->detail = g_strdup (record->detail);

  return relais_database_write (database, "recording a mail", write_record, copy, record_free);
}
