/* relais-first-steps.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-add-account-dialog.h"
#include "relais-first-steps.h"
#include "relais-kinds-packs.h"
#include "relais-today-repairs.h"

struct _RelaisFirstSteps
{
  AdwBin              parent_instance;

  RelaisTodayRepairs *repairs;
  RelaisKindsPacks   *packs;
  AdwActionRow       *account_row;
  GtkWidget          *begin_button;

  RelaisWorkspace    *workspace;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RelaisFirstSteps, relais_first_steps, ADW_TYPE_BIN)

enum
{
  BEGUN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_addresses (GListModel *accounts)
{
  GString *addresses = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(RelaisMailAccount) account = g_list_model_get_item (accounts, i);

      g_string_append_printf (addresses, "%s%s", i > 0 ? ", " : "", relais_mail_account_get_address (account));
    }

  return g_string_free (addresses, FALSE);
}

/* What somebody has added is said where it was added. */
static void
show_accounts (RelaisFirstSteps *self,
               GListModel       *accounts)
{
  gboolean any = g_list_model_get_n_items (accounts) > 0;
  g_autofree char *addresses = dup_addresses (accounts);
  /* Translators: addresses of the mailboxes that are there */
  g_autofree char *here = g_strdup_printf (_("Connected: %s"), addresses);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->account_row), any ? _("Add Another Mailbox") : _("Add a Mailbox"));
  adw_action_row_set_subtitle (self->account_row, any ? here : _("Those of the desktop’s Online Accounts are here by themselves."));
}

void
relais_first_steps_update (RelaisFirstSteps *self)
{
  GListModel *accounts = relais_mail_get_accounts (relais_workspace_get_mail (self->workspace));
  GListModel *kinds = G_LIST_MODEL (relais_workspace_get_kinds (self->workspace));

  show_accounts (self, accounts);
  gtk_widget_set_sensitive (self->begin_button, g_list_model_get_n_items (kinds) > 0);
  relais_today_repairs_show (self->repairs, accounts);
}

static void
add_account_cb (RelaisFirstSteps *self)
{
  adw_dialog_present (ADW_DIALOG (relais_add_account_dialog_new (self->workspace)), GTK_WIDGET (self));
}

static void
begin_cb (RelaisFirstSteps *self)
{
  g_signal_emit (self, signals[BEGUN], 0);
}

static void
relais_first_steps_dispose (GObject *object)
{
  RelaisFirstSteps *self = RELAIS_FIRST_STEPS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_FIRST_STEPS);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (relais_first_steps_parent_class)->dispose (object);
}

static void
relais_first_steps_class_init (RelaisFirstStepsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_first_steps_dispose;

  signals[BEGUN] = g_signal_new ("begun", RELAIS_TYPE_FIRST_STEPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (RELAIS_TYPE_TODAY_REPAIRS);
  g_type_ensure (RELAIS_TYPE_KINDS_PACKS);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-first-steps.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisFirstSteps, repairs);
  gtk_widget_class_bind_template_child (widget_class, RelaisFirstSteps, packs);
  gtk_widget_class_bind_template_child (widget_class, RelaisFirstSteps, account_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisFirstSteps, begin_button);
  gtk_widget_class_bind_template_callback (widget_class, add_account_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
}

static void
relais_first_steps_init (RelaisFirstSteps *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
relais_first_steps_new (RelaisWorkspace *workspace)
{
  RelaisFirstSteps *self = g_object_new (RELAIS_TYPE_FIRST_STEPS, NULL);

  self->workspace = g_object_ref (workspace);
  relais_kinds_packs_set_workspace (self->packs, workspace);
  relais_first_steps_update (self);

  return GTK_WIDGET (self);
}
