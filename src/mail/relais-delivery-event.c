/* relais-delivery-event.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-delivery-private.h"
#include "relais-event-log.h"

/* What became of a mail of ours, as a step of the message that it answers (of none, when it answers none). Each is written in the
 * transaction of the state that it tells, so there are as many as there were changes, whenever the program ends. */

typedef struct
{
  const char *step;       /* (nullable): nothing to tell */
  const char *outcome;
  gboolean    attention;
} Told;

static const Told told[] = {
  [RELAIS_DELIVERY_QUEUED] = { "queued", "info", FALSE },
  [RELAIS_DELIVERY_SENT] = { "sent", "ok", FALSE },
  [RELAIS_DELIVERY_DELIVERED] = { "delivered", "ok", FALSE },
  [RELAIS_DELIVERY_DELAYED] = { "delayed", "info", FALSE },
  [RELAIS_DELIVERY_BOUNCED] = { "bounced", "failed", TRUE },
  [RELAIS_DELIVERY_ANSWERED] = { "answered", "ok", FALSE },
  [RELAIS_DELIVERY_FAILED] = { "refused", "failed", TRUE },
  [RELAIS_DELIVERY_UNCERTAIN] = { "uncertain", "failed", TRUE },
  [RELAIS_DELIVERY_CANCELLED] = { "cancelled", "info", FALSE },
};

static JsonNode *
make_detail (gint64 delivery)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, "delivery", delivery);
  json_node_take_object (node, object);

  return node;
}

/* What a person was asked to look at is over when the mail went on. */
static gboolean
settle (RelaisSql  *sql,
        gint64      delivery,
        gint64      message,
        GError    **error)
{
  return relais_sql_exec (sql, error,
                          "UPDATE event SET attention = 0 WHERE message IS nullif (?, 0) AND attention "
                          "AND json_extract (detail, '$.delivery') = ?", "ii", message, delivery);
}

gboolean
relais_delivery_event_state (RelaisSql            *sql,
                             gint64                delivery,
                             gint64                message,
                             RelaisDeliveryState   state,
                             gboolean              gave_up,
                             GError              **error)
{
  const Told *what = &told[state];
  g_autoptr(JsonNode) detail = make_detail (delivery);

  /* Of an answer it is told by whoever made it a draft again. */
  if (state == RELAIS_DELIVERY_CANCELLED && message != 0)
    return settle (sql, delivery, message, error);

  return settle (sql, delivery, message, error) &&
         relais_event_add (sql, message, gave_up ? "unsent" : what->step, what->outcome, detail, what->attention, error);
}

/* The copy has no state of its own to change: a second try finds that it was told. */
gboolean
relais_delivery_event_copied (RelaisSql  *sql,
                              gpointer    data,
                              GValue     *result,
                              GError    **error)
{
  gint64 delivery = *(gint64 *) data;
  g_autoptr(JsonNode) detail = make_detail (delivery);
  gint64 message, n_told;

  return relais_sql_get_int64 (sql, &message, error, "SELECT coalesce (in_reply, 0) FROM delivery WHERE id = ?", "i", delivery) &&
         relais_sql_get_int64 (sql, &n_told, error,
                               "SELECT count(*) FROM event WHERE message IS nullif (?, 0) AND step = 'copied' "
                               "AND json_extract (detail, '$.delivery') = ?", "ii", message, delivery) &&
         (n_told > 0 || relais_event_add (sql, message, "copied", "ok", detail, FALSE, error));
}
