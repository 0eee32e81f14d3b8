/* relais-preferences-dialog-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-preferences-dialog.h"

G_BEGIN_DECLS

struct _RelaisPreferencesDialog
{
  AdwPreferencesDialog  parent_instance;

  AdwEntryRow          *name_row;
  AdwEntryRow          *team_row;
  GtkTextView          *signature_en;
  GtkTextView          *signature_fr;
  AdwSpinRow           *undo_row;
  AdwSwitchRow         *attention_row;
  AdwSwitchRow         *new_mail_row;

  GtkListBox           *accounts_list;
  AdwPreferencesGroup  *accounts_group;
  AdwButtonRow         *add_account_row;
  AdwSpinRow           *keep_alive_row;
  AdwSpinRow           *horizon_row;

  GtkListBox           *team_list;

  AdwSwitchRow         *paused_row;
  AdwSpinRow           *confidence_row;
  AdwSpinRow           *per_person_row;
  AdwSpinRow           *per_day_row;
  AdwSpinRow           *bar_row;
  AdwSpinRow           *bar_messages_row;

  AdwSwitchRow         *model_enabled_row;
  AdwSwitchRow         *model_prefer_row;
  AdwComboRow          *preset_row;
  AdwEntryRow          *url_row;
  AdwEntryRow          *model_row;
  AdwPasswordEntryRow  *key_row;
  AdwActionRow         *key_kept_row;
  AdwActionRow         *test_row;
  AdwSpinner           *test_spinner;
  GtkImage             *test_icon;
  GtkButton            *test_button;

  RelaisWorkspace      *workspace;        /* (owned) */
  GSettings            *settings;         /* (owned) */
  guint                 tick_id;          /* source: "12 seconds ago" */
  GCancellable         *test;             /* (owned) (nullable) */
  guint                 model_id;         /* source: the service is saved soon */
  gboolean              filling;
};

/* In relais-preferences-dialog-people.c: the lists of mailboxes and of people. */
void relais_preferences_dialog_init_lists  (RelaisPreferencesDialog *self);

/* In relais-preferences-dialog-model.c */
void relais_preferences_dialog_class_model (GtkWidgetClass          *widget_class);
void relais_preferences_dialog_init_model  (RelaisPreferencesDialog *self);
void relais_preferences_dialog_keep_model  (RelaisPreferencesDialog *self);

G_END_DECLS
