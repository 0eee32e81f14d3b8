/* relais-triage-settings.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-triage-private.h"

RelaisLimits
relais_triage_get_limits (RelaisTriage *self)
{
  return (RelaisLimits) {
    .paused = relais_settings_get_boolean (self->settings, "triage.paused", FALSE),
    .confidence = relais_settings_get_double (self->settings, "triage.confidence", 0.90),
    .per_person_day = (guint) CLAMP (relais_settings_get_int (self->settings, "triage.per-person-day", 1), 0, 1000),
    .per_day = (guint) CLAMP (relais_settings_get_int (self->settings, "triage.per-day", 200), 0, 100000),
    .bar = CLAMP (relais_settings_get_double (self->settings, "triage.bar", 0.98), 0, 1),
    .bar_messages = (guint) CLAMP (relais_settings_get_int (self->settings, "triage.bar-messages", 30), 0, 100000),
    .since = relais_settings_get_int (self->settings, "workspace.created", 0),
  };
}

guint
relais_triage_get_undo_seconds (RelaisTriage *self)
{
  g_return_val_if_fail (RELAIS_IS_TRIAGE (self), 0);

  return (guint) CLAMP (relais_settings_get_int (self->settings, "triage.undo-seconds", 10), 0, 60);
}

/* Returns: (transfer full) (nullable): the address that @account sends from */
char *
relais_triage_dup_own_address (RelaisTriage *self,
                               const char   *account)
{
  RelaisMailAccount *found = relais_mail_get_account (self->mail, account);

  return found != NULL ? g_strdup (relais_mail_account_get_address (found)) : NULL;
}

/* Returns: (transfer full): the name that stands beside it */
char *
relais_triage_dup_own_name (RelaisTriage *self,
                            const char   *account)
{
  RelaisMailAccount *found = relais_mail_get_account (self->mail, account);
  const char *name = relais_settings_get_string (self->settings, "me.name", NULL);

  if ((name == NULL || name[0] == '\0') && found != NULL)
    name = relais_mail_account_get_sender_name (found);

  return g_strdup (name != NULL ? name : "");
}

/* Returns: borrowed values, until the settings change */
RelaisIdentity
relais_triage_read_identity (RelaisTriage *self)
{
  GListModel *accounts = relais_mail_get_accounts (self->mail);
  g_autoptr(RelaisMailAccount) first = g_list_model_get_item (accounts, 0);
  const char *name = relais_settings_get_string (self->settings, "me.name", NULL);

  if ((name == NULL || name[0] == '\0') && first != NULL)
    name = relais_mail_account_get_sender_name (first);

  return (RelaisIdentity) {
    .name = (char *) (name != NULL ? name : ""),
    .address = (char *) (first != NULL ? relais_mail_account_get_address (first) : ""),
    .team = (char *) relais_settings_get_string (self->settings, "me.team", ""),
    .signature_en = (char *) relais_settings_get_string (self->settings, "me.signature-en", NULL),
    .signature_fr = (char *) relais_settings_get_string (self->settings, "me.signature-fr", NULL),
  };
}
