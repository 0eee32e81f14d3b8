/* relais-triage-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-triage-record-private.h"

struct _RelaisTriageRow
{
  GObject     parent_instance;

  gint64      message;
  char       *kind;         /* (owned) (nullable) */
  double      confidence;
  RelaisFate  fate;
  int         delivery;
  gint64      member;
};

G_DEFINE_FINAL_TYPE (RelaisTriageRow, relais_triage_row, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
relais_triage_row_finalize (GObject *object)
{
  g_free (RELAIS_TRIAGE_ROW (object)->kind);

  G_OBJECT_CLASS (relais_triage_row_parent_class)->finalize (object);
}

static void
relais_triage_row_class_init (RelaisTriageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = relais_triage_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", RELAIS_TYPE_TRIAGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
relais_triage_row_init (RelaisTriageRow *self)
{
  self->delivery = -1;
}

/* Returns: (transfer full): of which nothing is known yet */
RelaisTriageRow *
relais_triage_row_new (void)
{
  return g_object_new (RELAIS_TYPE_TRIAGE_ROW, NULL);
}

void
relais_triage_row_set (RelaisTriageRow *self,
                       gint64           message,
                       const char      *kind,
                       double           confidence,
                       RelaisFate       fate,
                       int              delivery,
                       gint64           member)
{
  gboolean changed = g_set_str (&self->kind, kind);

  if (!changed && self->message == message && self->fate == fate && self->delivery == delivery && self->member == member &&
      G_APPROX_VALUE (self->confidence, confidence, 0.0005))
    return;

  self->message = message;
  self->confidence = confidence;
  self->fate = fate;
  self->delivery = delivery;
  self->member = member;
  g_signal_emit (self, signals[CHANGED], 0);
}

gint64
relais_triage_row_get_message (RelaisTriageRow *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_ROW (self), 0);

  return self->message;
}

const char *
relais_triage_row_get_kind (RelaisTriageRow *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_ROW (self), NULL);

  return self->kind;
}

double
relais_triage_row_get_confidence (RelaisTriageRow *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_ROW (self), 0);

  return self->confidence;
}

RelaisFate
relais_triage_row_get_fate (RelaisTriageRow *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_ROW (self), RELAIS_FATE_UNKNOWN);

  return self->fate;
}

int
relais_triage_row_get_delivery (RelaisTriageRow *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_ROW (self), -1);

  return self->delivery;
}

gint64
relais_triage_row_get_member (RelaisTriageRow *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE_ROW (self), 0);

  return self->member;
}
