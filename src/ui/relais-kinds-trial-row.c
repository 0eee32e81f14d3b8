/* relais-kinds-trial-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kinds-trial-row.h"

struct _RelaisKindsTrialRow
{
  GtkWidget  parent_instance;

  GtkImage  *icon;
  GtkLabel  *subject;
  GtkLabel  *sender;
  GtkLabel  *change;
};

G_DEFINE_FINAL_TYPE (RelaisKindsTrialRow, relais_kinds_trial_row, GTK_TYPE_WIDGET)

static void
relais_kinds_trial_row_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), RELAIS_TYPE_KINDS_TRIAL_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (relais_kinds_trial_row_parent_class)->dispose (object);
}

static void
relais_kinds_trial_row_class_init (RelaisKindsTrialRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_kinds_trial_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-kinds-trial-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrialRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrialRow, subject);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrialRow, sender);
  gtk_widget_class_bind_template_child (widget_class, RelaisKindsTrialRow, change);
  gtk_widget_class_set_css_name (widget_class, "inboxrow");
}

static void
relais_kinds_trial_row_init (RelaisKindsTrialRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
relais_kinds_trial_row_new (void)
{
  return g_object_new (RELAIS_TYPE_KINDS_TRIAL_ROW, NULL);
}

void
relais_kinds_trial_row_bind (RelaisKindsTrialRow *self,
                             RelaisTrial         *trial,
                             const char          *change,
                             GtkListItem         *list_item)
{
  gboolean different = relais_trial_is_different (trial);
  const char *subject = relais_trial_get_subject (trial);
  g_autofree char *label = NULL;

  g_return_if_fail (RELAIS_IS_KINDS_TRIAL_ROW (self));

  if (subject == NULL || subject[0] == '\0')
    subject = _("(No subject)");

  gtk_image_set_from_icon_name (self->icon, different ? "object-flip-horizontal-symbolic" : "object-select-symbolic");
  if (different)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "accent");
  gtk_widget_set_opacity (GTK_WIDGET (self->icon), different ? 1 : 0.5);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), different ? _("Would Be Different") : _("Would Stay the Same"));
  gtk_label_set_label (self->subject, subject);
  gtk_label_set_label (self->sender, relais_trial_get_sender (trial));
  gtk_label_set_label (self->change, change);

  label = g_strjoin (", ", subject, relais_trial_get_sender (trial), change, NULL);
  gtk_list_item_set_accessible_label (list_item, label);
}
