/* relais-workspace-settings.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-workspace-private.h"

/* All of the demo is new, however old its oldest mail is. */
#define DEMO_HORIZON_DAYS 3650

/* How long a mailbox may take to prove that it is alive; shorter when that is asked for more often. */
#define PROOF_SECONDS 20

static void
apply_keep_alive (RelaisWorkspace *self)
{
  gint64 seconds = relais_settings_get_int (self->settings, "mail.keep-alive", 60);

  relais_mail_set_keep_alive (self->mail, (guint) CLAMP (seconds, 10, 900), PROOF_SECONDS);
}

static void
apply_horizon (RelaisWorkspace *self)
{
  gint64 days = relais_settings_get_int (self->settings, "mail.horizon-days", 14);

  relais_intake_set_horizon (relais_mail_get_intake (self->mail),
                             relais_workspace_is_demo (self) ? DEMO_HORIZON_DAYS : (guint) CLAMP (days, 0, 36500));
}

/* Mailboxes that are open follow at once: a shorter period begins now, not after the long one. */
void
relais_workspace_follow_settings (RelaisWorkspace *self)
{
  apply_keep_alive (self);
  apply_horizon (self);
  g_signal_connect_object (self->settings, "changed::mail.keep-alive", G_CALLBACK (apply_keep_alive), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::mail.horizon-days", G_CALLBACK (apply_horizon), self, G_CONNECT_SWAPPED);
}
