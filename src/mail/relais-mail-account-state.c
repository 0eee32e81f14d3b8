/* relais-mail-account-state.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-keyring-private.h"
#include "relais-mail-link-private.h"
#include "relais-mail-send-private.h"

/* What an account says of itself: how its link is; and when that is alive, what keeps it from sending. */

gboolean
relais_mail_account_is_about_sending (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), FALSE);

  return self->state == RELAIS_MAIL_ACCOUNT_ALIVE && self->sending.problem != RELAIS_MAIL_ACCOUNT_ALIVE;
}

RelaisMailAccountState
relais_mail_account_get_state (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), RELAIS_MAIL_ACCOUNT_OFFLINE);

  return relais_mail_account_is_about_sending (self) ? self->sending.problem : self->state;
}

const GError *
relais_mail_account_get_error (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);

  return relais_mail_account_is_about_sending (self) ? self->sending.error : self->error;
}

const RelaisCertificate *
relais_mail_account_get_certificate (RelaisMailAccount *self)
{
  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);

  return relais_mail_account_is_about_sending (self) ? self->sending.certificate : self->certificate;
}

/* @error: (nullable) */
void
relais_mail_account_set_sending (RelaisMailAccount      *self,
                                 RelaisMailAccountState  problem,
                                 const GError           *error)
{
  RelaisMailSession *session = RELAIS_MAIL_SESSION (self->session);
  RelaisMailAccountState before = relais_mail_account_get_state (self);

  g_clear_error (&self->sending.error);
  g_clear_pointer (&self->sending.certificate, relais_certificate_free);
  if (error != NULL)
    self->sending.error = g_error_copy (error);
  if (problem == RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE)
    self->sending.certificate = relais_mail_session_dup_certificate (session, camel_service_get_uid (self->transport));
  self->sending.problem = problem;
  if (relais_mail_account_get_state (self) != before)
    g_object_notify (G_OBJECT (self), "state");
}

/* What a login that was refused asks of the person. Camel does not tell the session of every refusal: of a token it never does. */
RelaisMailAccountState
relais_mail_account_get_refusal (RelaisMailAccount *self,
                                 CamelService      *service)
{
  RelaisMailAccountState problem = relais_mail_session_get_problem (RELAIS_MAIL_SESSION (self->session),
                                                                    camel_service_get_uid (service));
  g_autoptr(CamelSettings) settings = camel_service_ref_settings (service);
  g_autofree char *mechanism = NULL;

  if (problem != RELAIS_MAIL_ACCOUNT_OFFLINE)
    return problem;

  if (CAMEL_IS_NETWORK_SETTINGS (settings))
    mechanism = camel_network_settings_dup_auth_mechanism (CAMEL_NETWORK_SETTINGS (settings));

  return relais_mechanism_needs_password (mechanism) ? RELAIS_MAIL_ACCOUNT_NEEDS_PASSWORD : RELAIS_MAIL_ACCOUNT_NEEDS_SIGN_IN;
}

/* What a try to send says of the login: nothing, when it did not come so far. */
void
relais_mail_account_note_sending (RelaisMailAccount *self,
                                  const GError      *error)
{
  if (self->transport == NULL)
    return;

  if (error == NULL)
    relais_mail_account_set_sending (self, RELAIS_MAIL_ACCOUNT_ALIVE, NULL);
  else if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_REQUIRED) ||
           g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_AUTH_EXPIRED))
    relais_mail_account_set_sending (self, relais_mail_account_get_refusal (self, self->transport), error);
  else if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_CERTIFICATE))
    relais_mail_account_set_sending (self, RELAIS_MAIL_ACCOUNT_BAD_CERTIFICATE, error);
}

void
relais_mail_account_end_link (RelaisMailAccount *self)
{
  g_autoptr(GCancellable) life = NULL;

  g_mutex_lock (&self->locked.mutex);
  life = g_steal_pointer (&self->locked.link_life);
  self->locked.link_life = g_cancellable_new ();
  g_mutex_unlock (&self->locked.mutex);

  g_cancellable_cancel (life);
}

GCancellable *
relais_mail_account_ref_link_life (RelaisMailAccount *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->locked.mutex);

  return g_object_ref (self->locked.link_life);
}

void
relais_mail_account_reconnect (RelaisMailAccount *self)
{
  g_return_if_fail (RELAIS_IS_MAIL_ACCOUNT (self));

  if (relais_mail_account_is_about_sending (self))
    relais_mail_account_try_sending (self);
  else if (self->link != NULL)
    relais_mail_link_try_now (self->link);
}
