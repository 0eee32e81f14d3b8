/* relais-triage-card-people.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-toast.h"
#include "relais-triage-card-private.h"

/* To whom a message goes: it is sent to them, or they only see to it from now on. */

void
relais_triage_card_fill_team (RelaisTriageCard *self)
{
  GListModel *team = G_LIST_MODEL (relais_workspace_get_team (self->workspace));

  gtk_list_box_remove_all (self->team_list);
  for (guint i = 0; i < g_list_model_get_n_items (team); i++)
    {
      g_autoptr(RelaisMember) member = g_list_model_get_item (team, i);
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *label = gtk_label_new (relais_member_get_name (member));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, relais_member_get_name (member), -1);
      g_object_set_data_full (G_OBJECT (row), "member", g_object_ref (member), g_object_unref);
      gtk_list_box_append (self->team_list, row);
    }
}

typedef struct
{
  GWeakRef card;
  gint64   message;   /* the card may show another one by then */
  gint64   member;
} Assignment;

static void
assigned_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  g_autofree Assignment *assignment = user_data;
  g_autoptr(RelaisTriageCard) self = g_weak_ref_get (&assignment->card);
  RelaisMember *member = self != NULL && self->workspace != NULL
                         ? relais_team_find (relais_workspace_get_team (self->workspace), assignment->member) : NULL;
  g_autofree char *sentence = NULL;

  g_weak_ref_clear (&assignment->card);
  if (self == NULL || self->workspace == NULL)
    return;
  if (error != NULL)
    {
      relais_toast_say_error (GTK_WIDGET (self), error);
      return;
    }

  /* Translators: a person of the team */
  sentence = member != NULL ? g_strdup_printf (_("Assigned to %s"), relais_member_get_name (member))
                            : g_strdup (_("Assigned to nobody"));
  relais_toast_say_undo (GTK_WIDGET (self), sentence, "win.undo-assign",
                         g_variant_new ("(xx)", assignment->message, g_value_get_int64 (value)));
}

static void
assign (RelaisTriageCard *self,
        gint64            member)
{
  Assignment *assignment = g_new0 (Assignment, 1);

  g_weak_ref_init (&assignment->card, self);
  assignment->message = self->message;
  assignment->member = member;
  relais_future_to_ui (relais_triage_assign (relais_workspace_get_triage (self->workspace), self->message, member), NULL, NULL,
                       assigned_cb, assignment);
}

static void
unassign_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  assign (RELAIS_TRIAGE_CARD (widget), 0);
}

static void
member_activated_cb (RelaisTriageCard *self,
                     GtkListBoxRow    *row)
{
  gint64 member = relais_member_get_id (g_object_get_data (G_OBJECT (row), "member"));

  gtk_popover_popdown (self->forward_popover);
  if (gtk_check_button_get_active (self->forward_check))
    relais_triage_card_pass_on (self, member);
  else
    assign (self, member);
}

/* Passing on is what the button says: who did without it once is not meant to do so unawares the next time. */
static void
forward_shown_cb (RelaisTriageCard *self)
{
  gtk_check_button_set_active (self->forward_check, TRUE);
  /* Else the keyboard would be on what comes after the person chosen last. */
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

/* A note for another message. */
void
relais_triage_card_forget_note (RelaisTriageCard *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->note), "");
}

/* The kind's person, to whom it should go, is not somebody who has it. (transfer none) (nullable) */
RelaisMember *
relais_triage_card_get_assignee (RelaisTriageCard *self)
{
  if (relais_triage_record_get_fate (self->record) != RELAIS_FATE_ASSIGNED)
    return NULL;

  return relais_team_find (relais_workspace_get_team (self->workspace), relais_triage_record_get_member (self->record));
}

void
relais_triage_card_class_people (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, member_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, forward_shown_cb);
  gtk_widget_class_install_action (widget_class, "triage.unassign", NULL, unassign_action);
}
