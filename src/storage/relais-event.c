/* relais-event.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-event-private.h"
#include "relais-json.h"

#define MAX_DETAIL_SIZE (256 * 1024)

struct _RelaisEvent
{
  GObject     parent_instance;

  gint64      id;
  gint64      time;
  gint64      message;
  char       *step;      /* (owned) */
  char       *outcome;   /* (owned) */
  JsonObject *detail;    /* (owned) */
  gboolean    attention;
  char       *subject;   /* (owned) */
  char       *sender;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisEvent, relais_event, G_TYPE_OBJECT)

static void
relais_event_finalize (GObject *object)
{
  RelaisEvent *self = RELAIS_EVENT (object);

  g_free (self->step);
  g_free (self->outcome);
  g_clear_pointer (&self->detail, json_object_unref);
  g_free (self->subject);
  g_free (self->sender);

  G_OBJECT_CLASS (relais_event_parent_class)->finalize (object);
}

static void
relais_event_class_init (RelaisEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = relais_event_finalize;
}

static void
relais_event_init (RelaisEvent *self)
{
}

static JsonObject *
parse_detail (const char *text)
{
  g_autoptr(JsonNode) node = relais_json_parse (text, -1, MAX_DETAIL_SIZE, "event", NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

/* @rows: on a row of RELAIS_EVENT_COLUMNS */
RelaisEvent *
relais_event_new_from_row (RelaisRows *rows)
{
  RelaisEvent *self = g_object_new (RELAIS_TYPE_EVENT, NULL);

  self->id = relais_rows_get_int64 (rows, 0);
  self->time = relais_rows_get_int64 (rows, 1);
  self->message = relais_rows_get_int64 (rows, 2);
  self->step = g_strdup (relais_rows_get_string (rows, 3));
  self->outcome = g_strdup (relais_rows_get_string (rows, 4));
  self->detail = parse_detail (relais_rows_get_string (rows, 5));
  self->attention = relais_rows_get_int64 (rows, 6) != 0;
  self->subject = g_strdup (relais_rows_get_string (rows, 7));
  self->sender = g_strdup (relais_rows_get_string (rows, 8));

  return self;
}

gint64
relais_event_get_id (RelaisEvent *self)
{
  g_return_val_if_fail (RELAIS_IS_EVENT (self), 0);

  return self->id;
}

gint64
relais_event_get_time (RelaisEvent *self)
{
  g_return_val_if_fail (RELAIS_IS_EVENT (self), 0);

  return self->time;
}

gint64
relais_event_get_message (RelaisEvent *self)
{
  g_return_val_if_fail (RELAIS_IS_EVENT (self), 0);

  return self->message;
}

const char *
relais_event_get_step (RelaisEvent *self)
{
  g_return_val_if_fail (RELAIS_IS_EVENT (self), NULL);

  return self->step;
}

const char *
relais_event_get_outcome (RelaisEvent *self)
{
  g_return_val_if_fail (RELAIS_IS_EVENT (self), NULL);

  return self->outcome;
}

JsonObject *
relais_event_get_detail (RelaisEvent *self)
{
  g_return_val_if_fail (RELAIS_IS_EVENT (self), NULL);

  return self->detail;
}

gboolean
relais_event_get_attention (RelaisEvent *self)
{
  g_return_val_if_fail (RELAIS_IS_EVENT (self), FALSE);

  return self->attention;
}

const char *
relais_event_get_subject (RelaisEvent *self)
{
  g_return_val_if_fail (RELAIS_IS_EVENT (self), NULL);

  return self->subject;
}

const char *
relais_event_get_sender (RelaisEvent *self)
{
  g_return_val_if_fail (RELAIS_IS_EVENT (self), NULL);

  return self->sender;
}
