/* relais-add-account-dialog-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-account-setup.h"
#include "relais-add-account-dialog.h"

G_BEGIN_DECLS

/* One server as the form shows it. */
typedef struct
{
  AdwEntryRow *host;
  AdwSpinRow  *port;
  AdwComboRow *security;
  AdwEntryRow *user;
} RelaisServerRows;

struct _RelaisAddAccountDialog
{
  AdwDialog             parent_instance;

  AdwNavigationView    *view;
  GtkButton            *next_button;
  GtkButton            *check_button;
  GtkButton            *trust_button;
  AdwPreferencesPage   *who_page;
  AdwPreferencesPage   *servers_page;
  AdwPreferencesGroup  *hint_group;
  AdwActionRow         *hint_row;
  AdwEntryRow          *name_row;
  AdwEntryRow          *address_row;
  AdwPasswordEntryRow  *password_row;
  RelaisServerRows      imap;
  RelaisServerRows      smtp;
  AdwActionRow         *host_row;
  AdwActionRow         *subject_row;
  AdwActionRow         *issuer_row;
  AdwActionRow         *fingerprint_row;
  GtkWidget            *status_box;
  AdwSpinner           *spinner;
  GtkImage             *status_icon;
  GtkLabel             *status_label;
  GtkButton            *stop_button;

  RelaisWorkspace      *workspace;     /* (owned) */
  RelaisAccountConfig  *config;        /* (owned) (nullable) what was found out */
  char                 *guessed_for;   /* (owned) (nullable) the address it was found out for */
  char                 *fingerprint;   /* (owned) (nullable) of the certificate that is shown */
  char                 *trusted;       /* (owned) (nullable) fingerprint of the certificate the user accepted */
  GtkWidget            *focus;         /* (unowned) (nullable) where it was before something ran */
  gboolean              running;
  GCancellable         *cancellable;   /* (owned) (nullable) of what runs */
};

/* In relais-add-account-dialog-check.c: find out, check, create; each step says what it does and what went wrong. */
void     relais_add_account_dialog_guess     (RelaisAddAccountDialog *self,
                                              gboolean                only_show);
void     relais_add_account_dialog_check     (RelaisAddAccountDialog *self);
void     relais_add_account_dialog_stop      (RelaisAddAccountDialog *self);

/* @icon: (nullable): NULL while something runs. @sentence: (nullable): nothing to say */
void     relais_add_account_dialog_say       (RelaisAddAccountDialog *self,
                                              const char             *icon,
                                              const char             *sentence);
void     relais_add_account_dialog_show_page (RelaisAddAccountDialog *self,
                                              const char             *tag);
void     relais_add_account_dialog_fill      (RelaisAddAccountDialog *self);

G_END_DECLS
