/* relais-triage-card-delivery.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-triage-card-private.h"
#include "relais-words.h"

static gboolean
is_sent (RelaisTriageCard *self)
{
  return self->record != NULL && relais_triage_record_get_delivery (self->record) != -1 &&
         g_strcmp0 (relais_triage_record_get_answer_state (self->record), "queued") == 0;
}

/* Whether our own server did not take it: it can be changed and sent again. */
gboolean
relais_triage_card_is_refused (RelaisTriageCard *self)
{
  return is_sent (self) && relais_triage_record_get_delivery (self->record) == RELAIS_DELIVERY_FAILED;
}

static void
set_class (RelaisTriageCard *self,
           const char       *name,
           gboolean          on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self->delivery), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->delivery), name);
}

static void
known_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisTriageCard *self = owner;
  RelaisDelivery *delivery = error == NULL ? g_value_get_object (value) : NULL;
  g_autofree char *sentence = delivery != NULL ? relais_words_dup_delivery (delivery) : NULL;
  RelaisFate fate;

  if (relais_error_is_cancelled (error) || !is_sent (self))
    return;

  fate = relais_triage_record_get_fate (self->record);
  gtk_label_set_label (self->delivery, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->delivery), sentence != NULL);
  set_class (self, "warning", fate == RELAIS_FATE_BOUNCED || fate == RELAIS_FATE_FAILED);
  set_class (self, "dimmed", fate != RELAIS_FATE_BOUNCED && fate != RELAIS_FATE_FAILED);
}

void
relais_triage_card_show_delivery (RelaisTriageCard *self)
{
  g_cancellable_cancel (self->asked);
  g_clear_object (&self->asked);
  if (!is_sent (self))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->delivery), FALSE);
      return;
    }

  self->asked = g_cancellable_new ();
  relais_future_to_ui (relais_deliveries_for_reply (relais_workspace_get_deliveries (self->workspace), self->message), self,
                       self->asked, known_cb, NULL);
}
