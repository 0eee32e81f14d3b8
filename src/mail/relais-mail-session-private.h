/* relais-mail-session-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>
#include <libedataserver/libedataserver.h>

#include "relais-mail-account.h"

G_BEGIN_DECLS

/* The CamelSession of all accounts: gives passwords and tokens, and decides about certificates. Camel asks it from threads of
 * its own, so every function here may be called from any thread. Services are named by their uid. */
#define RELAIS_TYPE_MAIL_SESSION (relais_mail_session_get_type ())

G_DECLARE_FINAL_TYPE (RelaisMailSession, relais_mail_session, RELAIS, MAIL_SESSION, CamelSession)

CamelSession           *relais_mail_session_new              (const char        *data_dir,
                                                              const char        *cache_dir);
void                    relais_mail_session_set_registry     (RelaisMailSession *self,
                                                              ESourceRegistry   *registry);
ESourceCredentialsProvider *
                        relais_mail_session_get_credentials  (RelaisMailSession *self);

/* A password to try before the keyring is asked. @password: (nullable): forget it */
void                    relais_mail_session_set_password     (RelaisMailSession *self,
                                                              const char        *service,
                                                              const char        *password);

/* @sha256: as in #RelaisCertificate; accepted from now on for this service, whatever is wrong with the certificate */
void                    relais_mail_session_trust            (RelaisMailSession *self,
                                                              const char        *service,
                                                              const char        *sha256);

/* (transfer full) (nullable): the certificate that was refused last */
RelaisCertificate      *relais_mail_session_dup_certificate  (RelaisMailSession *self,
                                                              const char        *service);

/* Why the last login did not happen: one of the NEEDS_… and …_KEYRING states, or OFFLINE when that was not the reason. */
RelaisMailAccountState  relais_mail_session_get_problem      (RelaisMailSession *self,
                                                              const char        *service);
void                    relais_mail_session_forget_problem   (RelaisMailSession *self,
                                                              const char        *service);

RelaisCertificate      *relais_certificate_new_from_tls      (GTlsCertificate      *certificate,
                                                              const char           *host,
                                                              GTlsCertificateFlags  flags);
RelaisCertificate      *relais_certificate_copy              (const RelaisCertificate *self);

G_END_DECLS
