/* relais-delivery-match.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-clock.h"
#include "relais-delivery-private.h"

/* Nothing that comes back is signed. A notice or an answer counts when it names the Message-ID of a mail of ours, which nobody can
 * guess who did not get it; a notice without one counts for the last mail to that very address in the last days. */
#define GUESS_DAYS 7
#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* Of the servers' words so much is kept. */
#define MAX_TEXT 500
#define MAX_RECIPIENTS 100

/* States that a notice may change: everything that left. */
#define LEFT ",queued,sent,delivered,delayed,bounced,answered,uncertain,"

/* Finds a delivery of ours. Every query gives id, state, detail and recipients. @id: 0 when there is none */
typedef struct
{
  gint64               id;
  RelaisDeliveryState  state;
  char                *detail;      /* (owned) */
  char                *recipients;  /* (owned) */
} Found;

static void
found_clear (Found *self)
{
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->recipients, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static gboolean
take_found (RelaisRows  *rows,
            Found       *found,
            GError     **error)
{
  GError *local_error = NULL;

  if (rows == NULL)
    return FALSE;

  if (relais_rows_next (rows, &local_error))
    {
      found->id = relais_rows_get_int64 (rows, 0);
      relais_delivery_state_from_string (relais_rows_get_string (rows, 1), &found->state);
      found->detail = g_strdup (relais_rows_get_string (rows, 2));
      found->recipients = g_strdup (relais_rows_get_string (rows, 3));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
find_by_id (RelaisSql   *sql,
            const char  *message_id,
            Found       *found,
            GError     **error)
{
  g_autoptr(RelaisRows) rows = NULL;

  if (message_id == NULL || *message_id == '\0')
    return TRUE;

  rows = relais_sql_query (sql, error, "SELECT id, state, detail, recipients FROM delivery "
                           "WHERE message_id = ? AND state NOT IN ('cancelled', 'failed')", "s", message_id);

  return take_found (rows, found, error);
}

static gboolean
find_by_recipient (RelaisSql   *sql,
                   const char  *address,
                   const char  *subject,
                   Found       *found,
                   GError     **error)
{
  g_autoptr(RelaisRows) rows = NULL;

  if (address == NULL)
    return TRUE;

  rows = relais_sql_query (sql, error,
                           "SELECT id, state, detail, recipients FROM delivery "
                           "WHERE state IN ('sent', 'delivered', 'delayed', 'uncertain') AND created > ? "
                           "AND EXISTS (SELECT 1 FROM json_each (recipients) WHERE lower (value) = lower (?)) "
                           "AND (? IS NULL OR subject = ?) ORDER BY id DESC LIMIT 1", "isss",
                           relais_clock_now () - GUESS_DAYS * DAY, address, subject, subject);

  return take_found (rows, found, error);
}

static gboolean
find_reported (RelaisSql     *sql,
               RelaisReport  *report,
               Found         *found,
               GError       **error)
{
  const char *subject = relais_report_get_original_subject (report);
  const char *message_id = relais_report_get_original_message_id (report);
  guint n_recipients;
  const RelaisReportRecipient *recipients = relais_report_get_recipients (report, &n_recipients);

  if (!find_by_id (sql, message_id, found, error))
    return FALSE;

  /* A report that names a mail of somebody else is not about ours. */
  if (message_id != NULL)
    return TRUE;

  for (guint i = 0; i < MIN (n_recipients, MAX_RECIPIENTS) && found->id == 0; i++)
    if (!find_by_recipient (sql, recipients[i].original_recipient, subject, found, error) ||
        (found->id == 0 && !find_by_recipient (sql, recipients[i].final_recipient, subject, found, error)))
      return FALSE;

  return TRUE;
}

static JsonObject *
read_detail (const char *detail)
{
  g_autoptr(JsonNode) node = detail != NULL && *detail != '\0' ? json_from_string (detail, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

static JsonArray *
get_recipients (JsonObject *detail)
{
  JsonNode *node = json_object_get_member (detail, "recipients");

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      json_object_set_array_member (detail, "recipients", json_array_new ());
      node = json_object_get_member (detail, "recipients");
    }

  return json_node_get_array (node);
}

static const char *
get_text (JsonArray  *array,
          guint       index,
          const char *member)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node)
         ? json_object_get_string_member_with_default (json_node_get_object (node), member, "") : "";
}

/* What is newest of a recipient replaces what was known: delayed, then delivered. */
static void
note_recipient (JsonArray                   *array,
                const RelaisReportRecipient *recipient)
{
  const char *address = recipient->original_recipient != NULL ? recipient->original_recipient : recipient->final_recipient;
  g_autofree char *text = NULL;
  JsonObject *entry;

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_ascii_strcasecmp (get_text (array, i, "address"), address) == 0)
      {
        json_array_remove_element (array, i);
        break;
      }

  if (json_array_get_length (array) >= MAX_RECIPIENTS)
    return;

  text = g_strndup (recipient->diagnostic != NULL ? recipient->diagnostic : recipient->status != NULL ? recipient->status : "", MAX_TEXT);
  entry = json_object_new ();
  json_object_set_string_member (entry, "address", address);
  json_object_set_string_member (entry, "action", relais_report_action_to_string (recipient->action));
  if (*text != '\0')
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      json_object_set_string_member (entry, "text", valid);
    }
  json_array_add_object_element (array, entry);
}

/* The worst of all recipients that something is known of. */
static RelaisDeliveryState
worst_of (JsonArray           *array,
          RelaisDeliveryState  otherwise)
{
  RelaisDeliveryState worst = otherwise;
  gboolean is_delayed = FALSE, is_delivered = FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *action = get_text (array, i, "action");

      if (g_str_equal (action, "failed"))
        return RELAIS_DELIVERY_BOUNCED;
      is_delayed |= g_str_equal (action, "delayed");
      is_delivered |= g_str_equal (action, "delivered") || g_str_equal (action, "displayed");
    }

  if (is_delayed)
    worst = RELAIS_DELIVERY_DELAYED;
  else if (is_delivered)
    worst = RELAIS_DELIVERY_DELIVERED;

  return worst;
}

static gboolean
record_report (RelaisSql     *sql,
               RelaisReport  *report,
               const Found   *found,
               GError       **error)
{
  JsonObject *detail = read_detail (found->detail);
  JsonArray *array = get_recipients (detail);
  g_autoptr(JsonNode) root = json_node_init_object (json_node_alloc (), detail);
  g_autofree char *text = NULL;
  guint n_recipients;
  const RelaisReportRecipient *recipients = relais_report_get_recipients (report, &n_recipients);
  RelaisDeliveryState state = found->state;

  json_object_unref (detail);
  for (guint i = 0; i < MIN (n_recipients, MAX_RECIPIENTS); i++)
    note_recipient (array, &recipients[i]);

  /* Somebody answered: that it did not reach everybody stands in the detail. */
  if (state != RELAIS_DELIVERY_ANSWERED)
    state = worst_of (array, state == RELAIS_DELIVERY_QUEUED || state == RELAIS_DELIVERY_UNCERTAIN ? RELAIS_DELIVERY_SENT : state);
  text = json_to_string (root, FALSE);

  return relais_delivery_sql_set (sql, found->id, LEFT, state, text, NULL, error);
}

static gboolean
find_answered (RelaisSql            *sql,
               RelaisParsedMessage  *parsed,
               Found                *found,
               GError              **error)
{
  const char * const *references = relais_parsed_message_get_references (parsed);

  if (!find_by_id (sql, relais_parsed_message_get_in_reply_to (parsed), found, error))
    return FALSE;

  /* Programs that leave In-Reply-To out still name the thread. */
  for (guint i = g_strv_length ((char **) references); i > 0 && found->id == 0; i--)
    if (!find_by_id (sql, references[i - 1], found, error))
      return FALSE;

  return TRUE;
}

static gboolean
record_answer (RelaisSql    *sql,
               gint64        message,
               const Found  *found,
               GError      **error)
{
  return relais_delivery_sql_set (sql, found->id, LEFT, RELAIS_DELIVERY_ANSWERED, found->detail, NULL, error) &&
         relais_sql_exec (sql, error, "UPDATE delivery SET reply = ? WHERE id = ?", "ii", message, found->id);
}

gboolean
relais_deliveries_match (RelaisSql            *sql,
                         gint64                message,
                         RelaisParsedMessage  *parsed,
                         gint64               *matched,
                         GError              **error)
{
  RelaisReport *report = relais_parsed_message_get_report (parsed);
  RelaisReportType type = report != NULL ? relais_report_get_report_type (report) : RELAIS_REPORT_NONE;
  g_auto(Found) found = { 0 };

  g_return_val_if_fail (sql != NULL, FALSE);
  g_return_val_if_fail (parsed != NULL, FALSE);

  if (matched != NULL)
    *matched = 0;

  if (type == RELAIS_REPORT_DSN || type == RELAIS_REPORT_MDN)
    {
      if (!find_reported (sql, report, &found, error) || (found.id != 0 && !record_report (sql, report, &found, error)))
        return FALSE;
    }
  else if (type != RELAIS_REPORT_FEEDBACK)
    {
      if (!find_answered (sql, parsed, &found, error))
        return FALSE;

      /* "I am away" is no answer. */
      if (found.id != 0 && type != RELAIS_REPORT_AUTO_REPLY && !relais_parsed_message_has_flag (parsed, RELAIS_PARSED_AUTOMATIC) &&
          !record_answer (sql, message, &found, error))
        return FALSE;
    }

  if (matched != NULL)
    *matched = found.id;

  return TRUE;
}

char *
relais_delivery_detail_to_text (const char *detail)
{
  g_autoptr(GString) text = g_string_new (NULL);
  JsonObject *object = read_detail (detail);
  g_autoptr(JsonNode) root = json_node_init_object (json_node_alloc (), object);
  JsonArray *array = get_recipients (object);
  const char *line = json_object_get_string_member_with_default (object, "text", "");

  json_object_unref (object);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *words = get_text (array, i, "text");

      if (*words == '\0')
        words = *line != '\0' ? line : get_text (array, i, "action");
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", get_text (array, i, "address"), words);
    }
  if (text->len == 0)
    g_string_assign (text, line);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
