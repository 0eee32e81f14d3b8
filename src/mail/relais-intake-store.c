/* relais-intake-store.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>

#include "relais-intake-store-private.h"
#include "relais-parsed-record.h"

#define FIRST_RETRY_MS (60 * 1000)
#define MAX_ATTEMPTS 6

static char *
to_json (JsonArray *array)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);

  return json_to_string (node, FALSE);
}

static void
add_addresses (JsonArray                 *array,
               const char                *kind,
               const RelaisParsedAddress *addresses,
               guint                      n_addresses)
{
  for (guint i = 0; i < n_addresses; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", kind);
      if (addresses[i].name != NULL)
        json_object_set_string_member (object, "name", addresses[i].name);
      json_object_set_string_member (object, "address", addresses[i].address);
      json_array_add_object_element (array, object);
    }
}

static char *
recipients_to_json (RelaisParsedMessage *parsed)
{
  JsonArray *array = json_array_new ();
  const RelaisParsedAddress *addresses;
  guint n_addresses;

  addresses = relais_parsed_message_get_to (parsed, &n_addresses);
  add_addresses (array, "to", addresses, n_addresses);
  addresses = relais_parsed_message_get_cc (parsed, &n_addresses);
  add_addresses (array, "cc", addresses, n_addresses);

  return to_json (array);
}

static char *
attachments_to_json (RelaisParsedMessage *parsed)
{
  JsonArray *array = json_array_new ();
  guint n_attachments;
  const RelaisParsedAttachment *attachments = relais_parsed_message_get_attachments (parsed, &n_attachments);

  for (guint i = 0; i < n_attachments; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", attachments[i].name);
      json_object_set_string_member (object, "type", attachments[i].media_type);
      json_object_set_int_member (object, "size", (gint64) attachments[i].size);
      json_object_set_boolean_member (object, "inline", attachments[i].is_inline);
      json_object_set_string_member (object, "path", attachments[i].part_path);
      json_array_add_object_element (array, object);
    }

  return to_json (array);
}

static char *
words_of (RelaisParsedMessage *parsed)
{
  guint n_attachments;
  const RelaisParsedAttachment *attachments = relais_parsed_message_get_attachments (parsed, &n_attachments);
  GString *words;

  if (n_attachments == 0)
    return g_strdup (relais_parsed_message_get_full_text (parsed));

  words = g_string_new (relais_parsed_message_get_full_text (parsed));
  for (guint i = 0; i < n_attachments; i++)
    {
      g_string_append_printf (words, "\n%s", attachments[i].name);
      if (attachments[i].text != NULL)
        g_string_append_printf (words, "\n%s", attachments[i].text);
    }

  return g_string_free (words, FALSE);
}

RelaisReading *
relais_reading_new (const RelaisClaim   *claim,
                    RelaisParsedMessage *parsed,
                    const char          *own_address)
{
  RelaisReading *self = g_new0 (RelaisReading, 1);
  const char *from = parsed != NULL ? relais_parsed_message_get_from_address (parsed) : NULL;

  self->message = claim->message;
  self->backlog = claim->backlog;
  self->sent = claim->outgoing;
  self->outgoing = claim->outgoing ||
                   (own_address != NULL && from != NULL && g_ascii_strcasecmp (from, own_address) == 0);
  if (parsed != NULL)
    {
      self->parsed = relais_parsed_message_ref (parsed);
      self->recipients = recipients_to_json (parsed);
      self->attachments = attachments_to_json (parsed);
      if (!self->outgoing)
        self->record = relais_parsed_message_to_record (parsed);
      self->words = words_of (parsed);
    }

  return self;
}

void
relais_reading_free (gpointer data)
{
  RelaisReading *self = data;

  g_clear_pointer (&self->parsed, relais_parsed_message_unref);
  g_clear_error (&self->error);
  g_free (self->recipients);
  g_free (self->attachments);
  g_free (self->record);
  g_free (self->words);
  g_free (self);
}

void
relais_storing_free (gpointer data)
{
  RelaisStoring *self = data;

  g_ptr_array_unref (self->readings);
  g_free (self);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* What it answers: some programs write only References, whose last is the message answered (RFC 5322, 3.6.4). */
static const char *
find_parent (RelaisParsedMessage *parsed)
{
  const char *parent = relais_parsed_message_get_in_reply_to (parsed);
  const char * const *references = relais_parsed_message_get_references (parsed);

  for (guint i = 0; parent == NULL && references[i] != NULL; i++)
    if (references[i + 1] == NULL)
      return references[i];

  return parent;
}

/* Who only pretends to be us has answered nothing. */
static gboolean
store_columns (RelaisSql      *sql,
               RelaisReading  *self,
               GError        **error)
{
  RelaisParsedMessage *parsed = self->parsed;
  gint64 date = relais_parsed_message_get_date (parsed);

  return relais_sql_exec (sql, error,
                          "UPDATE message SET stage = ?, outgoing = ?, message_id = ?, in_reply_to = ?, sender_name = ?, "
                          "sender_address = ?, recipients = ?, subject = ?, date = iif(? > 0, ?, date), language = ?, "
                          "automatic = ?, text = ?, attachments = ?, record = ?, pending = NULL "
                          "WHERE id = ? AND pending IS NOT NULL",
                          "sissssssiisisssi",
                          self->backlog ? "backlog" : "extracted",
                          (gint64) self->outgoing,
                          or_empty (relais_parsed_message_get_message_id (parsed)),
                          or_empty (!self->outgoing || self->sent ? find_parent (parsed) : NULL),
                          or_empty (relais_parsed_message_get_from_name (parsed)),
                          or_empty (relais_parsed_message_get_from_address (parsed)),
                          self->recipients,
                          relais_parsed_message_get_subject (parsed),
                          date * 1000, date * 1000,
                          relais_parsed_message_get_language (parsed),
                          (gint64) relais_parsed_message_has_flag (parsed, RELAIS_PARSED_AUTOMATIC),
                          relais_parsed_message_get_text (parsed),
                          self->attachments,
                          self->record,
                          self->message);
}

static gboolean
store_words (RelaisSql      *sql,
             RelaisReading  *self,
             GError        **error)
{
  g_autofree char *sender = g_strconcat (or_empty (relais_parsed_message_get_from_name (self->parsed)), " ",
                                         or_empty (relais_parsed_message_get_from_address (self->parsed)), NULL);

  return relais_sql_exec (sql, error,
                          "INSERT INTO message_search (rowid, subject, sender, text) VALUES (?, ?, ?, ?)",
                          "isss", self->message, relais_parsed_message_get_subject (self->parsed), sender, self->words);
}

/* Tries again after a minute, two, four …; then a person has to. Nothing else waits for it. */
gboolean
relais_storing_failed (RelaisSql  *sql,
                       gint64      message,
                       gboolean    final,
                       GError    **error)
{
  gint64 now = g_get_real_time () / 1000;

  return relais_sql_exec (sql, error,
                          "UPDATE message SET stage = iif(stage = 'backlog', stage, 'failed'), attempts = attempts + 1, "
                          "pending = iif(? OR attempts + 1 >= ?, NULL, ? + ? * (1 << attempts)) "
                          "WHERE id = ? AND pending IS NOT NULL",
                          "iiiii", (gint64) final, (gint64) MAX_ATTEMPTS, now, (gint64) FIRST_RETRY_MS, message);
}

static gboolean
store_one (RelaisSql      *sql,
           RelaisStoring  *self,
           RelaisReading  *reading,
           GError        **error)
{
  if (reading->parsed == NULL)
    return relais_storing_failed (sql, reading->message, FALSE, error);

  if (!store_columns (sql, reading, error))
    return FALSE;

  /* Somebody stored it before us: what the sink did then is done. */
  if (relais_sql_changes (sql) == 0)
    return TRUE;

  if (!store_words (sql, reading, error))
    return FALSE;
  if (!reading->backlog && (!reading->outgoing || reading->sent) && self->sink != NULL &&
      !self->sink (sql, reading->message, reading->parsed, reading->sent, self->sink_data, error))
    return FALSE;

  reading->stored = TRUE;

  return TRUE;
}

gboolean
relais_storing_func (RelaisSql  *sql,
                     gpointer    data,
                     GValue     *result,
                     GError    **error)
{
  RelaisStoring *self = data;

  for (guint i = 0; i < self->readings->len; i++)
    if (!store_one (sql, self, self->readings->pdata[i], error))
      return FALSE;

  /* Here, because the main thread has better things to do than to free hundreds of texts. */
  for (guint i = 0; i < self->readings->len; i++)
    {
      RelaisReading *reading = self->readings->pdata[i];

      g_clear_pointer (&reading->parsed, relais_parsed_message_unref);
      g_clear_pointer (&reading->recipients, g_free);
      g_clear_pointer (&reading->attachments, g_free);
      g_clear_pointer (&reading->record, g_free);
      g_clear_pointer (&reading->words, g_free);
    }

  return TRUE;
}
