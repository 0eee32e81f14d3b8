/* relais-preferences-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-preferences-dialog.h"

struct _RelaisPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  RelaisWorkspace *workspace;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisPreferencesDialog, relais_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
relais_preferences_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RELAIS_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&((RelaisPreferencesDialog *) object)->workspace);

  G_OBJECT_CLASS (relais_preferences_dialog_parent_class)->dispose (object);
}

static void
relais_preferences_dialog_class_init (RelaisPreferencesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = relais_preferences_dialog_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/org/relais/Relais/ui/relais-preferences-dialog.ui");
}

static void
relais_preferences_dialog_init (RelaisPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RelaisPreferencesDialog *
relais_preferences_dialog_new (RelaisWorkspace *workspace)
{
  RelaisPreferencesDialog *self = g_object_new (RELAIS_TYPE_PREFERENCES_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);

  return self;
}
