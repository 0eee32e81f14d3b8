/* relais-add-account-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-add-account-dialog.h"

struct _RelaisAddAccountDialog
{
  AdwDialog parent_instance;

  RelaisWorkspace *workspace;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (RelaisAddAccountDialog, relais_add_account_dialog, ADW_TYPE_DIALOG)

static void
relais_add_account_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RELAIS_TYPE_ADD_ACCOUNT_DIALOG);
  g_clear_object (&((RelaisAddAccountDialog *) object)->workspace);

  G_OBJECT_CLASS (relais_add_account_dialog_parent_class)->dispose (object);
}

static void
relais_add_account_dialog_class_init (RelaisAddAccountDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = relais_add_account_dialog_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/org/relais/Relais/ui/relais-add-account-dialog.ui");
}

static void
relais_add_account_dialog_init (RelaisAddAccountDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RelaisAddAccountDialog *
relais_add_account_dialog_new (RelaisWorkspace *workspace)
{
  RelaisAddAccountDialog *self = g_object_new (RELAIS_TYPE_ADD_ACCOUNT_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);

  return self;
}
